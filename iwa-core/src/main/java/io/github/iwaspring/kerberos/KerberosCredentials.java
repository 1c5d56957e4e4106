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

import io.github.iwaspring.IwaException;

/**
 * The Kerberos credentials that this process signs in with. Implementations are safe for
 * use by several threads.
 */
public interface KerberosCredentials {

	/**
	 * Determines who is signed in now. Every call looks again, so that a new ticket is
	 * noticed.
	 * @return the identity, which remains that of the same principal
	 * @throws IwaException at stage KERBEROS if there are no usable credentials
	 */
	KerberosIdentity current();

	/**
	 * Returns a fingerprint of the local credentials. It changes when the user gets a new
	 * ticket, or when another user signs in. Logs nobody in and sends nothing; reads at
	 * most a small file. Never throws. Implementations without a fingerprint return a
	 * constant, as this default does.
	 * @return a value to compare with earlier fingerprints by {@code equals}
	 */
	default Object fingerprint() {
		return "";
	}

	/**
	 * Discards cached tickets, so that the next use requests new ones. Does not affect
	 * tickets that the platform caches, nor identities that were returned before.
	 * Credentials that the domain controller rejected are not tried any earlier.
	 */
	default void forget() {
	}

}
