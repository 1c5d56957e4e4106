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

package io.github.iwaspring.test.kerberos;

import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

import javax.security.auth.Subject;
import javax.security.auth.kerberos.KerberosPrincipal;
import javax.security.auth.kerberos.KerberosTicket;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;

import org.ietf.jgss.ChannelBinding;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.GSSName;
import org.ietf.jgss.Oid;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of SPNEGO, with the JDK's Kerberos.
 */
public final class SpnegoClient {

	static final String KERBEROS = "1.2.840.113554.1.2.2";

	static final String SPNEGO = "1.3.6.1.5.5.2";

	private final Subject subject;

	private SpnegoClient(Subject subject) {
		this.subject = subject;
	}

	public static SpnegoClient fromTicketCache(Path cache) throws LoginException {
		return logIn(Map.of("useTicketCache", "true", "ticketCache", cache.toString(), "doNotPrompt", "true",
				"refreshKrb5Config", "true"));
	}

	public static SpnegoClient fromKeytab(String principal, Path keytab) throws LoginException {
		return logIn(Map.of("useKeyTab", "true", "keyTab", keytab.toString(), "principal", principal, "doNotPrompt",
				"true", "refreshKrb5Config", "true"));
	}

	static SpnegoClient of(KerberosTicket ticket) {
		Subject subject = new Subject();
		subject.getPrincipals().add(new KerberosPrincipal(ticket.getClient().getName()));
		subject.getPrivateCredentials().add(ticket);
		return new SpnegoClient(subject);
	}

	private static SpnegoClient logIn(Map<String, String> options) throws LoginException {
		Configuration configuration = new Configuration() {
			@Override
			public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
				return new AppConfigurationEntry[] {
						new AppConfigurationEntry("com.sun.security.auth.module.Krb5LoginModule",
								AppConfigurationEntry.LoginModuleControlFlag.REQUIRED, options) };
			}
		};
		LoginContext context = new LoginContext("test", new Subject(), null, configuration);
		context.login();
		return new SpnegoClient(context.getSubject());
	}

	Set<KerberosTicket> tickets() {
		return this.subject.getPrivateCredentials(KerberosTicket.class);
	}

	public byte[] token() throws Exception {
		return token(null);
	}

	public byte[] token(@Nullable ChannelBinding binding) throws Exception {
		return Subjects.callAs(this.subject, () -> initiate(SPNEGO, binding));
	}

	/**
	 * Returns a Kerberos token without SPNEGO.
	 */
	byte[] bareToken(ChannelBinding binding) throws Exception {
		return Subjects.callAs(this.subject, () -> initiate(KERBEROS, binding));
	}

	public String authorization() throws Exception {
		return "Negotiate " + Base64.getEncoder().encodeToString(token());
	}

	static byte[] initiate(String mechanism, @Nullable ChannelBinding binding) throws GSSException {
		GSSManager manager = GSSManager.getInstance();
		GSSName service = manager.createName("HTTP@localhost", GSSName.NT_HOSTBASED_SERVICE);
		GSSContext context = manager.createContext(service, new Oid(mechanism), null, GSSContext.DEFAULT_LIFETIME);
		context.requestMutualAuth(true);
		context.requestCredDeleg(false);
		if (binding != null) {
			context.setChannelBinding(binding);
		}
		return context.initSecContext(new byte[0], 0, 0);
	}

}
