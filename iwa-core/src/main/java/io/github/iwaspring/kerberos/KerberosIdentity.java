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

import java.util.function.Supplier;

import io.github.iwaspring.IwaException;
import io.github.iwaspring.support.Diagnosis;
import org.jspecify.annotations.Nullable;

/**
 * A principal, and the means to prove its identity. The principal that is named is always
 * the one that is proved, even if another user's ticket replaces the first one meanwhile.
 */
public interface KerberosIdentity {

	/**
	 * Returns the principal.
	 * @return the principal, {@code name@REALM}
	 */
	String principal();

	/**
	 * Returns the user principal name, where the platform knows it apart from the
	 * Kerberos principal. May ask a domain controller.
	 * @return the name, or why there is none
	 * @throws IwaException at stage KERBEROS if the platform knows that this user cannot
	 * have a ticket
	 */
	default UserName userPrincipalName() {
		return UserName.NOT_ASKED;
	}

	/**
	 * Describes the ticket-granting ticket of this identity. A keytab's ticket is
	 * requested from the domain controller if there is none yet.
	 * @return the details, or {@code null} if the platform does not disclose them
	 * @throws IwaException at stage KERBEROS if there is no ticket
	 */
	default @Nullable TicketDetails ticket() {
		return null;
	}

	/**
	 * Creates a context for one SPNEGO negotiation with the HTTP service of a host.
	 * @param host the host's name
	 * @param binding supplies the channel binding of the TLS connection, or {@code null}
	 * if there is none; may send a request to the host. Called only by an identity that
	 * supports channel binding
	 * @return the context, to be closed by the caller
	 * @throws IwaException at stage KERBEROS if there are no usable credentials
	 */
	SpnegoContext createContext(String host, Supplier<@Nullable ChannelBinding> binding);

	/**
	 * The user principal name as far as the platform knows it.
	 *
	 * @param name the name, or {@code null} if only the principal is known
	 * @param missing why the platform was asked in vain and what to do about it, or
	 * {@code null} if there is a name or the platform was not asked
	 */
	record UserName(@Nullable String name, @Nullable Diagnosis missing) {

		/**
		 * The platform knows the principal only.
		 */
		public static final UserName NOT_ASKED = new UserName(null, null);

		/**
		 * Hides the name.
		 */
		@Override
		public String toString() {
			return "UserName[missing=" + this.missing + "]";
		}

	}

}
