package io.github.iwaspring.kerberos;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * The source of the Kerberos credentials, where it is not the platform's default.
 *
 * @param ticketCache a ticket cache in a file, or {@code null} for the user's default one
 * @param keytab a keytab to log in with, or {@code null}; requires a principal
 * @param principal the principal to log in as, or {@code null} for that of the ticket
 * cache
 * @param krb5Conf the Kerberos configuration, or {@code null} for the system's
 * @param servicePrincipal the service principal name of the federation service, or
 * {@code null} for {@code HTTP/} and its host
 */
public record KerberosSettings(@Nullable Path ticketCache, @Nullable Path keytab, @Nullable String principal,
		@Nullable Path krb5Conf, @Nullable String servicePrincipal) {

	/**
	 * Hides the principal.
	 */
	@Override
	public String toString() {
		return "KerberosSettings[ticketCache=" + this.ticketCache + ", keytab=" + this.keytab + ", krb5Conf="
				+ this.krb5Conf + ", servicePrincipal=" + this.servicePrincipal + "]";
	}

}
