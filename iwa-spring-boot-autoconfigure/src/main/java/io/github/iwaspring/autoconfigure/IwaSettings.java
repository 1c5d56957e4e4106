package io.github.iwaspring.autoconfigure;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.github.iwaspring.IwaFallbackFlow;
import io.github.iwaspring.entra.Authority;
import io.github.iwaspring.entra.HostAndPort;
import io.github.iwaspring.entra.Scopes;
import io.github.iwaspring.kerberos.ChannelBindingMode;
import io.github.iwaspring.kerberos.KerberosProvider;
import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * The configuration after its validation: every value here can be used as it is. Sets
 * keep the order of the configuration and cannot be modified.
 *
 * @param authority the authority
 * @param clientId the application's id
 * @param scopes the default scopes, at least one, of one resource
 * @param clientCapabilities what is announced to the directory; none to announce nothing
 * @param username the user principal name, or {@code null} to find it out
 * @param userDomain a domain in lower case, or {@code null}
 * @param trustedAuthorityHosts authority hosts that are trusted by name
 * @param federationHosts hosts that may receive a ticket
 * @param kerberos where the credentials come from
 * @param http the limits of the HTTP client
 * @param refreshBeforeExpiry how long before its expiry a token is renewed; positive
 * @param acquireTimeout the bound of a silent acquisition
 * @param tokenCache the file that tokens are kept in, or {@code null} for memory
 * @param api where tokens may go
 * @param fallback what to try when the silent ways fail
 * @param doctorOnStartup whether the doctor runs when the application has started
 */
record IwaSettings(Authority authority, String clientId, Set<String> scopes, List<String> clientCapabilities,
		@Nullable String username, @Nullable String userDomain, Set<HostAndPort> trustedAuthorityHosts,
		Set<HostAndPort> federationHosts, Kerberos kerberos, Http http, Duration refreshBeforeExpiry,
		Duration acquireTimeout, @Nullable Path tokenCache, Api api, Fallback fallback, boolean doctorOnStartup) {

	/**
	 * The host of Microsoft Graph that a token for the default scopes is for.
	 * @return the host, or {@code null} if the scopes are not those of Microsoft Graph in
	 * the authority's cloud
	 */
	@Nullable HostAndPort graphHost() {
		return Scopes.graphHost(this.scopes, this.authority.cloud());
	}

	/**
	 * Hides who signs in.
	 */
	@Override
	public String toString() {
		return "IwaSettings[authority=" + this.authority + ", clientId=" + this.clientId + ", scopes=" + this.scopes
				+ "]";
	}

	/**
	 * Where the Kerberos credentials come from; {@code null} for the defaults.
	 *
	 * @param provider whose Kerberos; not {@link KerberosProvider#AUTO}
	 * @param ticketCache a ticket cache file; never together with a keytab
	 * @param keytab a keytab; never without a principal
	 * @param principal a principal
	 * @param krb5Conf a Kerberos configuration
	 * @param servicePrincipal the federation service's principal
	 * @param channelBinding whether to bind tickets; {@link ChannelBindingMode#ALWAYS}
	 * only where the provider can
	 */
	record Kerberos(KerberosProvider provider, @Nullable Path ticketCache, @Nullable Path keytab,
			@Nullable String principal, @Nullable Path krb5Conf, @Nullable String servicePrincipal,
			ChannelBindingMode channelBinding) {

		/**
		 * Hides who signs in.
		 */
		@Override
		public String toString() {
			return "Kerberos[provider=" + this.provider + ", ticketCache=" + this.ticketCache + ", keytab="
					+ this.keytab + "]";
		}

	}

	/**
	 * The limits of the HTTP client.
	 *
	 * @param connectTimeout a positive time
	 * @param readTimeout a positive time
	 * @param maxResponseSize a positive size
	 * @param sslBundle the name of an SSL bundle, or {@code null}
	 * @param proxy the proxy, or {@code null} for that of the JVM
	 */
	record Http(Duration connectTimeout, Duration readTimeout, DataSize maxResponseSize, @Nullable String sslBundle,
			@Nullable Proxy proxy) {
	}

	/**
	 * An HTTP proxy.
	 *
	 * @param host its host
	 * @param port its port
	 * @param nonProxyHosts the hosts that it is not for
	 */
	record Proxy(String host, int port, List<NonProxyHost> nonProxyHosts) {
	}

	/**
	 * What to try when the silent ways fail.
	 *
	 * @param flows what to try, in order, each once; nothing if nobody is asked
	 * @param deviceCodeTimeout a positive time
	 * @param interactiveTimeout a positive time
	 * @param redirectUri an http URL on loopback, without a path
	 */
	record Fallback(List<IwaFallbackFlow> flows, Duration deviceCodeTimeout, Duration interactiveTimeout,
			URI redirectUri) {
	}

	/**
	 * Where tokens may go.
	 *
	 * @param baseUrl an https URL, or an http one to loopback, without user info, query
	 * and fragment; or {@code null}
	 * @param allowedHosts further hosts
	 */
	record Api(@Nullable URI baseUrl, Set<HostAndPort> allowedHosts) {
	}

}
