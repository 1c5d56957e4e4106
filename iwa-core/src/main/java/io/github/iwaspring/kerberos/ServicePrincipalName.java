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

import java.util.Locale;

import io.github.iwaspring.IwaErrorCode;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.GSSName;
import org.ietf.jgss.Oid;
import org.jspecify.annotations.Nullable;

/**
 * The service principal name of the service that a ticket is for.
 *
 * @param value {@code service/host[@REALM]} (RFC 4121), or {@code service@host} for a
 * host-based name, which the Kerberos configuration maps to a realm (RFC 2743, section
 * 4.1)
 */
public record ServicePrincipalName(String value) {

	private static final String PRINCIPAL_NAME_TYPE = "1.2.840.113554.1.2.2.1";

	/**
	 * Returns the name of a host's HTTP service, unless another one is configured.
	 * @param configured the configured name, or {@code null}
	 * @param host the host's name
	 * @return the name to request a ticket for
	 */
	public static ServicePrincipalName of(@Nullable String configured, String host) {
		return new ServicePrincipalName((configured != null) ? configured : "HTTP@" + host);
	}

	/**
	 * Returns the host of the service.
	 * @return the host, without service and realm
	 */
	public String host() {
		String name = toString();
		return name.substring(name.indexOf('/') + 1).replaceFirst("[@/].*", "");
	}

	GSSName toGssName(GSSManager manager) throws GSSException {
		return manager.createName(this.value,
				isHostBased() ? GSSName.NT_HOSTBASED_SERVICE : new Oid(PRINCIPAL_NAME_TYPE));
	}

	/**
	 * Returns what to add to the action of a failure: a configured name that looks like
	 * an account and a realm is taken for a service and a host.
	 * @param code the code of the failure
	 * @return a sentence with a leading space, or an empty string
	 */
	String advice(IwaErrorCode code) {
		boolean looksLikeAccount = code == IwaErrorCode.SPN_UNKNOWN && isHostBased() && host().indexOf('.') > 0
				&& host().equals(host().toUpperCase(Locale.ROOT)) && !this.value.startsWith("HTTP@");
		return looksLikeAccount ? " The name is read as a service on the host " + host() + ". If that is a realm, set "
				+ "iwa.kerberos.service-principal to a service principal name of the account, for example "
				+ "HTTP/adfs.contoso.com, and not to the account." : "";
	}

	private boolean isHostBased() {
		return this.value.indexOf('/') < 0;
	}

	/**
	 * Returns the name as {@code setspn} and {@code kvno} spell it.
	 */
	@Override
	public String toString() {
		return isHostBased() ? this.value.replaceFirst("@", "/") : this.value;
	}

}
