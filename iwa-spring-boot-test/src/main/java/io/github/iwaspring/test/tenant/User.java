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

package io.github.iwaspring.test.tenant;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

/**
 * A user of the embedded directory. Each has a Kerberos principal and, unless
 * {@link Standing#ON_PREMISES_ONLY}, an account in Entra ID.
 *
 * @param principal the Kerberos principal, its realm in upper case
 * @param upn the user principal name in Entra ID, unique even when case is ignored
 * @param displayName the display name
 * @param standing how far the sign-in of this user gets
 */
public record User(String principal, String upn, String displayName, Standing standing) {

	/**
	 * Signs in. Her principal differs from her user principal name only in the case of
	 * the realm.
	 */
	public static final User ALICE = new User("alice@CONTOSO.COM", "alice@contoso.com", "Alice Adams",
			Standing.FEDERATED);

	/**
	 * Signs in. A second user, for tests that tell users apart.
	 */
	public static final User BOB = new User("bob@CONTOSO.COM", "bob@contoso.com", "Bob Brown", Standing.FEDERATED);

	/**
	 * Signs in. Her user principal name cannot be derived from her principal
	 * {@code jdoe@CORP.LOCAL}.
	 */
	public static final User JANE = new User("jdoe@CORP.LOCAL", "jane.doe@contoso.com", "Jane Doe", Standing.FEDERATED);

	/**
	 * Has a ticket, but her account is managed by Entra ID, as the user realm says.
	 */
	public static final User MONA = new User("mona@CONTOSO.COM", "mona@contoso.com", "Mona Meyer", Standing.MANAGED);

	/**
	 * Was never synchronized to Entra ID. AD FS issues an assertion, but Entra ID does
	 * not know the user.
	 */
	public static final User OLGA = new User("olga@CONTOSO.COM", "olga@contoso.com", "Olga Olsen",
			Standing.ON_PREMISES_ONLY);

	/**
	 * Has a ticket, but AD FS denies access.
	 */
	public static final User DAVE = new User("dave@CONTOSO.COM", "dave@contoso.com", "Dave Doyle",
			Standing.DENIED_BY_FEDERATION);

	/**
	 * Signs in only at a prompt, because Entra ID requires a second factor.
	 */
	public static final User MIA = new User("mia@CONTOSO.COM", "mia@contoso.com", "Mia Moore",
			Standing.NEEDS_MULTI_FACTOR);

	/**
	 * Signs in after she has consented to the application's permissions at a prompt.
	 */
	public static final User CORA = new User("cora@CONTOSO.COM", "cora@contoso.com", "Cora Clarke",
			Standing.WITHOUT_CONSENT);

	/**
	 * Signs in after she has changed her password in a browser.
	 */
	public static final User PETRA = new User("petra@CONTOSO.COM", "petra@contoso.com", "Petra Parker",
			Standing.PASSWORD_EXPIRED);

	/**
	 * Never signs in, because a policy requires a compliant device, which does not exist
	 * here.
	 */
	public static final User DORA = new User("dora@CONTOSO.COM", "dora@contoso.com", "Dora Dean",
			Standing.NEEDS_DEVICE);

	/**
	 * Never signs in, because a policy blocks him.
	 */
	public static final User BLAKE = new User("blake@CONTOSO.COM", "blake@contoso.com", "Blake Burns",
			Standing.BLOCKED);

	/**
	 * Signs in. His name is a prefix of that of {@link #ALICE}.
	 */
	public static final User AL = new User("al@CONTOSO.COM", "al@contoso.com", "Al Allen", Standing.FEDERATED);

	/**
	 * Signs in. Her principal and her user principal name differ from those of
	 * {@link #ALICE} only in realm and domain, and her domain is a prefix of that of
	 * {@link #ALICE}.
	 */
	public static final User OTHER_ALICE = new User("alice@CORP.LOCAL", "alice@contoso.co", "Alice Archer",
			Standing.FEDERATED);

	/**
	 * Signs in. His principal differs from that of {@link #BOB} only in case. Active
	 * Directory treats such principals as one, other KDCs do not.
	 */
	public static final User OTHER_BOB = new User("Bob@CONTOSO.COM", "robert.reed@contoso.com", "Robert Reed",
			Standing.FEDERATED);

	/**
	 * Returns the realm of the Kerberos principal.
	 * @return the realm, in upper case
	 */
	public String realm() {
		return this.principal.substring(this.principal.indexOf('@') + 1);
	}

	/**
	 * Returns the id that links the account in Entra ID to the account on premises.
	 * @return the immutable id, as AD FS and Entra ID exchange it
	 */
	public String immutableId() {
		UUID guid = guid("on-premises");
		ByteBuffer bytes = ByteBuffer.allocate(16);
		bytes.putLong(guid.getMostSignificantBits()).putLong(guid.getLeastSignificantBits());
		return Base64.getEncoder().encodeToString(bytes.array());
	}

	/**
	 * Returns the object id of the account in Entra ID.
	 * @return the object id
	 */
	public UUID objectId() {
		return guid("entra");
	}

	private UUID guid(String where) {
		return UUID.nameUUIDFromBytes((where + ':' + this.principal).getBytes(StandardCharsets.UTF_8));
	}

	@Override
	public String toString() {
		return this.displayName;
	}

	/**
	 * How far the sign-in of a user gets.
	 */
	public enum Standing {

		/**
		 * AD FS issues an assertion and Entra ID issues tokens.
		 */
		FEDERATED,

		/**
		 * Entra ID requires a second factor and refuses with {@code AADSTS50076} until it
		 * is given.
		 */
		NEEDS_MULTI_FACTOR,

		/**
		 * Entra ID requires the user's consent to the application's permissions and
		 * refuses with {@code AADSTS65001} until it is given.
		 */
		WITHOUT_CONSENT,

		/**
		 * Entra ID requires a new password and refuses with {@code AADSTS50144} until it
		 * is set.
		 */
		PASSWORD_EXPIRED,

		/**
		 * Entra ID requires a compliant device and always refuses with
		 * {@code AADSTS53000}.
		 */
		NEEDS_DEVICE,

		/**
		 * A policy of Entra ID blocks the sign-in, which is always refused with
		 * {@code AADSTS53003}.
		 */
		BLOCKED,

		/**
		 * Entra ID authenticates the user without AD FS.
		 */
		MANAGED,

		/**
		 * AD FS issues an assertion, but Entra ID does not know the user.
		 */
		ON_PREMISES_ONLY,

		/**
		 * AD FS denies access.
		 */
		DENIED_BY_FEDERATION

	}

}
