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

package io.github.iwaspring.signin;

import java.nio.file.Path;
import java.util.Locale;

import io.github.iwaspring.IwaChannelBinding;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaKerberosProvider;
import io.github.iwaspring.kerberos.JavaKerberosCredentials;
import io.github.iwaspring.kerberos.KerberosCredentials;
import io.github.iwaspring.kerberos.KerberosSettings;
import io.github.iwaspring.kerberos.NativeKerberosCredentials;
import io.github.iwaspring.kerberos.sspi.SspiCredentials;
import io.github.iwaspring.settings.PropertyChecks;
import io.github.iwaspring.settings.PropertyKind;
import io.github.iwaspring.support.Rules.Refusal;
import io.github.iwaspring.support.RuntimeModule;
import org.ietf.jgss.GSSManager;
import org.jspecify.annotations.Nullable;

/**
 * The Kerberos implementations of a platform, and the choice among them.
 */
public final class KerberosProviders {

	private static final String TICKET_CACHE = "iwa.kerberos.ticket-cache";

	private static final String KEYTAB = "iwa.kerberos.keytab";

	private static final String PRINCIPAL = "iwa.kerberos.principal";

	private static final String CHANNEL_BINDING = "iwa.kerberos.channel-binding";

	private static final String KEYTAB_EXPECTATION = "the path of a keytab, or remove it";

	private final boolean windows;

	/**
	 * Creates the providers of a platform.
	 * @param osName the name of the platform, as {@code os.name} has it
	 */
	public KerberosProviders(String osName) {
		this.windows = osName.toLowerCase(Locale.ROOT).startsWith("windows");
	}

	/**
	 * Returns the providers of the platform that this process runs on.
	 * @return the providers
	 */
	public static KerberosProviders ofThisPlatform() {
		return new KerberosProviders(System.getProperty("os.name"));
	}

	/**
	 * Reads the properties {@code iwa.kerberos.*}. Files need not exist yet: a ticket
	 * cache comes with the log-in, which may be later.
	 * @param checks collects the errors
	 * @param provider the provider, or {@link IwaKerberosProvider#AUTO}
	 * @param ticketCache a ticket cache, or {@code null}
	 * @param keytab the path of a keytab, or {@code null}
	 * @param principal a principal, or {@code null}
	 * @param krb5Conf the path of a Kerberos configuration, or {@code null}
	 * @param servicePrincipal a service principal name, or {@code null}
	 * @param channelBinding whether to bind tickets
	 * @return the settings, to be used if there are no errors
	 */
	public KerberosSettings settings(PropertyChecks checks, IwaKerberosProvider provider, @Nullable String ticketCache,
			@Nullable String keytab, @Nullable String principal, @Nullable String krb5Conf,
			@Nullable String servicePrincipal, IwaChannelBinding channelBinding) {
		IwaKerberosProvider chosen = choose(provider,
				PropertyChecks.isSet(ticketCache) || PropertyChecks.isSet(keytab) || PropertyChecks.isSet(principal));
		Path cacheFile = null;
		Path keytabFile = null;
		String user = null;
		if (chosen == IwaKerberosProvider.NATIVE) {
			refuse(checks, TICKET_CACHE, ticketCache, PropertyKind.TICKET_CACHE,
					"Remove it, and name another cache than the default one in the environment variable KRB5CCNAME");
			refuse(checks, KEYTAB, keytab, PropertyKind.path(KEYTAB_EXPECTATION), "Remove it");
			refuse(checks, PRINCIPAL, principal, PropertyKind.PRINCIPAL, "Remove it");
		}
		else {
			cacheFile = checks.ticketCache(TICKET_CACHE, ticketCache);
			keytabFile = checks.path(KEYTAB, keytab, KEYTAB_EXPECTATION);
			if (cacheFile != null && ticketCache != null && keytabFile != null) {
				checks.errors()
					.refused(TICKET_CACHE, ticketCache, new Refusal(
							"It cannot be combined with iwa.kerberos.keytab: the two may belong to different users."),
							PropertyKind.TICKET_CACHE);
			}
			user = checks.optional(PRINCIPAL, principal, PropertyKind.PRINCIPAL);
			if (keytabFile != null && !PropertyChecks.isSet(principal)) {
				checks.errors().missing(PRINCIPAL, principal, KEYTAB, PropertyKind.PRINCIPAL.expectation());
			}
		}
		Path configuration = checks.path("iwa.kerberos.krb5-conf", krb5Conf,
				"the path of a Kerberos configuration, or remove it to use the system's");
		String service = checks.optional("iwa.kerberos.service-principal", servicePrincipal,
				PropertyKind.SERVICE_PRINCIPAL);
		if (channelBinding == IwaChannelBinding.ALWAYS && !canBind(chosen)) {
			checks.errors()
				.refused(CHANNEL_BINDING, "always", new Refusal(
						"Only the platform's Kerberos on Windows can bind a ticket to its TLS connection. The JDK's public"
								+ " API gives the binding the address type 255, where AD FS expects 0 (RFC 5929).",
						"auto"), "'auto', 'never' or 'always'");
		}
		return new KerberosSettings(chosen, cacheFile, keytabFile, user, configuration, service, channelBinding);
	}

	private IwaKerberosProvider choose(IwaKerberosProvider provider, boolean namesCredentials) {
		if (provider != IwaKerberosProvider.AUTO) {
			return provider;
		}
		return (this.windows && !namesCredentials) ? IwaKerberosProvider.NATIVE : IwaKerberosProvider.JAVA;
	}

	/**
	 * Reports a value that has no effect where the platform finds its credentials
	 * automatically.
	 */
	private static void refuse(PropertyChecks checks, String key, @Nullable String value, PropertyKind kind,
			String instead) {
		if (value != null && !value.isBlank()) {
			checks.errors()
				.refused(key, value,
						new Refusal("It cannot be combined with iwa.kerberos.provider=native: the platform's Kerberos"
								+ " finds its credentials automatically. " + instead
								+ ", or set iwa.kerberos.provider to 'java'."),
						kind);
		}
	}

	/**
	 * Whether a provider can bind a ticket to the TLS connection that it travels on.
	 * @param provider the provider
	 * @return {@code true} if it can
	 */
	public boolean canBind(IwaKerberosProvider provider) {
		return this.windows && provider == IwaKerberosProvider.NATIVE;
	}

	/**
	 * Whether a provider may ask DNS for another name of the host before it requests the
	 * ticket. MIT's library does by default ({@code dns_canonicalize_hostname}). Java's
	 * Kerberos only completes a short name; Windows takes the name as it is.
	 * @param settings the settings
	 * @return {@code true} if it may
	 */
	public boolean canonicalizes(KerberosSettings settings) {
		String service = settings.servicePrincipal();
		return settings.provider() == IwaKerberosProvider.NATIVE && !this.windows
				&& (service == null || service.indexOf('/') < 0);
	}

	/**
	 * Names a provider in a sentence.
	 * @param provider the provider
	 * @return the name
	 */
	public String describe(IwaKerberosProvider provider) {
		if (provider == IwaKerberosProvider.JAVA) {
			return "Java's own Kerberos";
		}
		return this.windows ? "Windows' own Kerberos (SSPI)" : "the platform's Kerberos (GSSAPI)";
	}

	/**
	 * Creates the credentials of a provider. Nothing is read before their first use.
	 * @param settings the settings
	 * @return the credentials
	 * @throws IwaException {@code provider-unavailable} if this runtime has no GSSAPI
	 */
	public KerberosCredentials credentials(KerberosSettings settings) {
		if (this.windows && settings.provider() != IwaKerberosProvider.JAVA) {
			return new SspiCredentials(settings, settings.channelBinding());
		}
		RuntimeModule.require(Stage.KERBEROS, () -> GSSManager.class);
		return (settings.provider() == IwaKerberosProvider.JAVA) ? new JavaKerberosCredentials(settings)
				: new NativeKerberosCredentials(settings);
	}

}
