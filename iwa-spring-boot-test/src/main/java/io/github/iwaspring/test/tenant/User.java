package io.github.iwaspring.test.tenant;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

/**
 * A person of the embedded directory, with a Kerberos principal and, unless
 * {@link Standing#ON_PREMISES_ONLY}, an account in Entra ID.
 *
 * @param principal the Kerberos principal, its realm in upper case
 * @param upn the user principal name in Entra ID, like no other's even ignoring case
 * @param displayName the name that people read
 * @param standing how far this user gets
 */
public record User(String principal, String upn, String displayName, Standing standing) {

	/**
	 * Signs in; her principal is her Entra name but for the case of the realm.
	 */
	public static final User ALICE = new User("alice@CONTOSO.COM", "alice@contoso.com", "Alice Adams",
			Standing.FEDERATED);

	/**
	 * Signs in as well, to be mistaken for Alice.
	 */
	public static final User BOB = new User("bob@CONTOSO.COM", "bob@contoso.com", "Bob Brown", Standing.FEDERATED);

	/**
	 * Signs in; her principal {@code jdoe@CORP.LOCAL} does not tell her Entra name.
	 */
	public static final User JANE = new User("jdoe@CORP.LOCAL", "jane.doe@contoso.com", "Jane Doe", Standing.FEDERATED);

	/**
	 * Has a ticket, but Entra ID keeps her password itself: the user realm says managed.
	 */
	public static final User MONA = new User("mona@CONTOSO.COM", "mona@contoso.com", "Mona Meyer", Standing.MANAGED);

	/**
	 * Known on premises and never synchronized: AD FS issues an assertion, Entra ID does
	 * not know its user.
	 */
	public static final User OLGA = new User("olga@CONTOSO.COM", "olga@contoso.com", "Olga Olsen",
			Standing.ON_PREMISES_ONLY);

	/**
	 * Has a ticket, but AD FS denies access.
	 */
	public static final User DAVE = new User("dave@CONTOSO.COM", "dave@contoso.com", "Dave Doyle",
			Standing.DENIED_BY_FEDERATION);

	/**
	 * Signs in at a prompt alone: Entra ID demands a second factor.
	 */
	public static final User MIA = new User("mia@CONTOSO.COM", "mia@contoso.com", "Mia Moore",
			Standing.NEEDS_MULTI_FACTOR);

	/**
	 * Signs in once she has consented to the application's permissions, at a prompt.
	 */
	public static final User CORA = new User("cora@CONTOSO.COM", "cora@contoso.com", "Cora Clarke",
			Standing.WITHOUT_CONSENT);

	/**
	 * Signs in once she has changed her password, in a browser.
	 */
	public static final User PETRA = new User("petra@CONTOSO.COM", "petra@contoso.com", "Petra Parker",
			Standing.PASSWORD_EXPIRED);

	/**
	 * Never signs in: a policy demands a device that presents itself, and none does here.
	 */
	public static final User DORA = new User("dora@CONTOSO.COM", "dora@contoso.com", "Dora Dean",
			Standing.NEEDS_DEVICE);

	/**
	 * Never signs in: a policy blocks him.
	 */
	public static final User BLAKE = new User("blake@CONTOSO.COM", "blake@contoso.com", "Blake Burns",
			Standing.BLOCKED);

	/**
	 * Signs in; his name is a prefix of {@link #ALICE}'s.
	 */
	public static final User AL = new User("al@CONTOSO.COM", "al@contoso.com", "Al Allen", Standing.FEDERATED);

	/**
	 * Signs in; her principal and her Entra name are those of {@link #ALICE} but for
	 * realm and domain, and the domain is a prefix of Alice's.
	 */
	public static final User OTHER_ALICE = new User("alice@CORP.LOCAL", "alice@contoso.co", "Alice Archer",
			Standing.FEDERATED);

	/**
	 * Signs in; his principal is that of {@link #BOB} but for its case. Active Directory
	 * would take both for one person, other domain controllers do not.
	 */
	public static final User OTHER_BOB = new User("Bob@CONTOSO.COM", "robert.reed@contoso.com", "Robert Reed",
			Standing.FEDERATED);

	/**
	 * The realm of the Kerberos principal.
	 * @return the realm, in upper case
	 */
	public String realm() {
		return this.principal.substring(this.principal.indexOf('@') + 1);
	}

	/**
	 * What ties the account in Entra ID to the one on premises.
	 * @return the immutable id, as AD FS and Entra ID exchange it
	 */
	public String immutableId() {
		UUID guid = guid("on-premises");
		ByteBuffer bytes = ByteBuffer.allocate(16);
		bytes.putLong(guid.getMostSignificantBits()).putLong(guid.getLeastSignificantBits());
		return Base64.getEncoder().encodeToString(bytes.array());
	}

	/**
	 * The object id of the account in Entra ID.
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
	 * How far a user gets.
	 */
	public enum Standing {

		/**
		 * All the way: AD FS vouches for the user, and Entra ID issues tokens.
		 */
		FEDERATED,

		/**
		 * To Entra ID, which demands a second factor: until it is there,
		 * {@code AADSTS50076}.
		 */
		NEEDS_MULTI_FACTOR,

		/**
		 * To Entra ID, which demands the user's consent to the application's permissions:
		 * until it is given, {@code AADSTS65001}.
		 */
		WITHOUT_CONSENT,

		/**
		 * To Entra ID, which demands a new password: until it is set,
		 * {@code AADSTS50144}.
		 */
		PASSWORD_EXPIRED,

		/**
		 * To Entra ID, which demands a compliant device, and there is none:
		 * {@code AADSTS53000}.
		 */
		NEEDS_DEVICE,

		/**
		 * To Entra ID, where a policy blocks the sign-in: {@code AADSTS53003}.
		 */
		BLOCKED,

		/**
		 * Not to AD FS: Entra ID authenticates the user by itself.
		 */
		MANAGED,

		/**
		 * To Entra ID, which does not know the user.
		 */
		ON_PREMISES_ONLY,

		/**
		 * To AD FS, which denies access.
		 */
		DENIED_BY_FEDERATION

	}

}
