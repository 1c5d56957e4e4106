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

package io.github.iwaspring.kerberos;

import java.nio.file.Path;

import io.github.iwaspring.IwaChannelBinding;
import io.github.iwaspring.IwaKerberosProvider;
import org.jspecify.annotations.Nullable;

/**
 * The Kerberos implementation and the source of its credentials.
 *
 * @param provider the implementation, never {@link IwaKerberosProvider#AUTO}
 * @param ticketCache a ticket cache in a file, or {@code null} for the user's default one
 * @param keytab a keytab to log in with, or {@code null}; requires a principal
 * @param principal the principal to log in as, or {@code null} for that of the ticket
 * cache
 * @param krb5Conf the Kerberos configuration, or {@code null} for the system's
 * @param servicePrincipal the service principal name of the federation service, or
 * {@code null} for {@code HTTP/} and its host
 * @param channelBinding whether to bind tickets to their connection;
 * {@link IwaChannelBinding#ALWAYS} only where the provider can
 */
public record KerberosSettings(IwaKerberosProvider provider, @Nullable Path ticketCache, @Nullable Path keytab,
		@Nullable String principal, @Nullable Path krb5Conf, @Nullable String servicePrincipal,
		IwaChannelBinding channelBinding) {

	/**
	 * Hides the principal.
	 */
	@Override
	public String toString() {
		return "KerberosSettings[provider=" + this.provider + ", ticketCache=" + this.ticketCache + ", keytab="
				+ this.keytab + ", krb5Conf=" + this.krb5Conf + ", servicePrincipal=" + this.servicePrincipal + "]";
	}

}
