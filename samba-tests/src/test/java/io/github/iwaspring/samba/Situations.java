/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.iwaspring.samba;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import io.github.iwaspring.samba.Company.Provider;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.http.Reply;

/**
 * Brings about the situations of {@link SambaMatrix}.
 */
final class Situations {

	private static final String AES256 = "AES256";

	private static final String AES128 = "AES128";

	private static final String ENABLED = "userAccountControl: 512";

	private static final String NEW_PASSWORD = "Passw0rd-that-is-new";

	/**
	 * A day in 2012, as Active Directory writes it.
	 */
	private static final String LONG_AGO = "130000000000000000";

	private static final String NEVER = "9223372036854775807";

	/**
	 * The most that HTTP.SYS takes in the headers of a request, unless it is told
	 * otherwise.
	 */
	private static final int HTTP_SYS_LIMIT = 16384;

	private static final Map<String, Situation> ALL = new TreeMap<>();

	static {
		users();
		service();
		accounts();
		keytabs();
		clocksAndControllers();
		groups();
	}

	private Situations() {
	}

	static Situation named(String name) {
		if (name.startsWith("user ") && !ALL.containsKey(name)) {
			return (scene) -> scene.kinit(People.named(name.substring("user ".length())));
		}
		return ALL.get(name);
	}

	private static void users() {
		ALL.put("user", (scene) -> scene.kinit(People.ALICE));
		ALL.put("user in capitals", (scene) -> scene.kinit(People.ALICE, "ALICE"));
		ALL.put("user with UPN, canonicalised", (scene) -> scene.kinit(People.JANE, "-C", "-E", People.JANE.upn()));
		ALL.put("user with UPN, as typed", (scene) -> scene.kinit(People.JANE, "-E", People.JANE.upn()));
		ALL.put("user with UPN and iwa.username", (scene) -> {
			scene.kinit(People.JANE);
			scene.set("iwa.username", People.JANE.upn());
		});
		ALL.put("user with iwa.username of another", (scene) -> {
			scene.kinit(People.JANE);
			scene.set("iwa.username", People.ALICE.upn());
		});
	}

	private static void service() {
		ALL.put("SPN: only host/", (scene) -> service(scene, "servicePrincipalName: host/localhost"));
		ALL.put("SPN: missing", (scene) -> service(scene, "servicePrincipalName:"));
		ALL.put("SPN: on two accounts", (scene) -> {
			scene.kinit(People.ALICE);
			scene.serviceChanges();
			scene.domain()
				.modifyUnchecked(Company.OTHER_SERVICE.toReplace("servicePrincipalName: " + Company.SERVICE_NAME));
		});
		ALL.put("SPN: on another account", (scene) -> {
			service(scene, "servicePrincipalName:");
			scene.domain().modify(Company.OTHER_SERVICE.toReplace("servicePrincipalName: " + Company.SERVICE_NAME));
		});
		ALL.put("etypes of service: none", (scene) -> encryptionTypes(scene, 0));
		ALL.put("etypes of service: RC4, AES session", (scene) -> encryptionTypes(scene, 0x24));
		ALL.put("etypes of service: RC4", (scene) -> encryptionTypes(scene, 0x4));
		ALL.put("etypes of service: DES", (scene) -> encryptionTypes(scene, 0x3));
		ALL.put("etypes of service: AES128", (scene) -> encryptionTypes(scene, 0x8));
		ALL.put("etypes of service: AES128, no such key", (scene) -> {
			encryptionTypes(scene, 0x8);
			scene.serviceKeytab(Company.SERVICE, AES256);
		});
		ALL.put("service password changed, both know", (scene) -> {
			scene.kinit(People.ALICE);
			changeServicePassword(scene);
			scene.serviceKeytab(Company.SERVICE.withPassword(NEW_PASSWORD), AES256, AES128);
		});
		ALL.put("service password changed, AD FS does not", (scene) -> {
			scene.kinit(People.ALICE);
			changeServicePassword(scene);
		});
		ALL.put("service password changed, old ticket", (scene) -> {
			scene.kinit(People.ALICE);
			scene.times((scene.provider == Provider.JAVA) ? 2 : 1);
			scene.company.directory.on(Hop.WS_TRUST).times(1).intercept((request, hop) -> {
				// the ticket has been made
				changeServicePassword(scene);
				scene.serviceKeytab(Company.SERVICE.withPassword(NEW_PASSWORD), AES256, AES128);
				return hop.respond(request);
			});
		});
	}

	private static void service(Scene scene, String attribute) {
		scene.kinit(People.ALICE);
		scene.serviceChanges();
		scene.domain().modify(Company.SERVICE.toReplace(attribute));
	}

	private static void changeServicePassword(Scene scene) {
		scene.serviceChanges();
		scene.domain().modify(Company.SERVICE.toReplacePassword(NEW_PASSWORD));
	}

	/**
	 * Sets the encryption types of the service, for which AD FS then has the keys.
	 */
	private static void encryptionTypes(Scene scene, int bits) {
		service(scene, "msDS-SupportedEncryptionTypes: " + bits);
		scene.domain().exportKeytab(Company.SERVICE_NAME, scene.company.serviceKeytab);
	}

	private static void accounts() {
		Map<String, Situation> states = new TreeMap<>();
		states.put("disabled", (scene) -> scene.change("userAccountControl: 514", ENABLED));
		states.put("expired", (scene) -> scene.change("accountExpires: " + LONG_AGO, "accountExpires: " + NEVER));
		states.put("locked", Scene::lock);
		states.put("locked by wrong passwords", Scene::lockByWrongPasswords);
		states.put("must change password", (scene) -> scene.change("pwdLastSet: 0", "pwdLastSet: -1"));
		states.put("password too old", Scene::expirePassword);
		states.put("off hours", (scene) -> scene.change("logonHours:: " + "A".repeat(28), "logonHours:"));
		states.put("deleted", Scene::delete);
		states.forEach((name, state) -> {
			ALL.put("kinit, then " + name, (scene) -> {
				scene.kinit(People.BOB);
				state.arrange(scene);
			});
			ALL.put("keytab, " + name, (scene) -> {
				scene.keytab(People.BOB);
				state.arrange(scene);
			});
		});
		ALL.put("kinit, then password changed", (scene) -> {
			scene.kinit(People.BOB);
			scene.changePassword(NEW_PASSWORD);
		});
	}

	private static void keytabs() {
		Account bob = People.BOB.account();
		ALL.put("keytab", (scene) -> scene.keytab(People.BOB));
		ALL.put("keytab of user with UPN", (scene) -> scene.keytab(People.JANE));
		ALL.put("keytab, name in capitals", (scene) -> scene.keytab("BOB@" + SambaDomain.REALM, bob, AES256, AES128));
		ALL.put("keytab with AES128", (scene) -> scene.keytab(bob.principal(), bob, AES128));
		ALL.put("keytab, old key",
				(scene) -> scene.keytab(bob.principal(), bob.withPassword("Passw0rd-of-last-year"), AES256, AES128));
		ALL.put("keytab with RC4 only", (scene) -> scene.keytab(bob.principal(), bob, "ArcFourHmac"));
		ALL.put("keytab, realm in lower case", (scene) -> {
			String realm = SambaDomain.REALM.toLowerCase(Locale.ROOT);
			scene.krb5Conf(SambaDomain.krb5Conf(SambaDomain.ADDRESS).replace(SambaDomain.REALM, realm));
			scene.keytab("bob@" + realm, bob, AES256);
		});
		ALL.put("keytab, UPN as principal",
				(scene) -> scene.keytab("jane.doe@contoso.com", People.JANE.account(), AES256));
		ALL.put("keytab, another principal", (scene) -> {
			scene.keytab(People.BOB);
			scene.set("iwa.kerberos.principal", People.ALICE.account().principal());
		});
	}

	private static void clocksAndControllers() {
		credentials("clock 10 min fast, ", (scene) -> scene.clock("+10m"));
		credentials("clock 10 min slow, ", (scene) -> scene.clock("-10m"));
		String closed = SambaDomain.ADDRESS + ":1";
		credentials("no controller, ", (scene) -> scene.krb5Conf(SambaDomain.krb5Conf(closed)));
		credentials("first of two controllers away, ",
				(scene) -> scene.krb5Conf(SambaDomain.krb5Conf(closed, SambaDomain.ADDRESS)));
		credentials("frozen controller, ", Scene::freeze);
	}

	private static void credentials(String prefix, Situation situation) {
		ALL.put(prefix + "ticket", (scene) -> {
			scene.kinit(People.ALICE);
			situation.arrange(scene);
		});
		ALL.put(prefix + "keytab", (scene) -> {
			scene.keytab(People.BOB);
			situation.arrange(scene);
		});
	}

	private static void groups() {
		ALL.put("1400 groups", (scene) -> scene.kinit(People.MEMBER));
		ALL.put("1400 groups, AD FS takes 16 KB", (scene) -> {
			scene.kinit(People.MEMBER);
			scene.company.directory.on(Hop.WS_TRUST).intercept((request, hop) -> {
				String authorization = request.header("Authorization");
				return (authorization == null || authorization.length() < HTTP_SYS_LIMIT) ? hop.respond(request)
						: Reply.of(400, "text/html; charset=us-ascii", "<h2>Bad Request - Request Too Long</h2>");
			});
		});
	}

	/**
	 * Arranges a scene before its application starts.
	 */
	@FunctionalInterface
	interface Situation {

		void arrange(Scene scene);

	}

}
