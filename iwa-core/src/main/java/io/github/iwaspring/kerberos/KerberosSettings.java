package io.github.iwaspring.kerberos;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * Where the Kerberos credentials come from when the platform's default is not it.
 *
 * @param ticketCache the file of a ticket cache, or {@code null} for the user's own
 * @param keytab a keytab to sign in with, or {@code null}; needs a principal
 * @param principal the principal whose credentials are to be used, or {@code null} for
 * that of the ticket cache
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
