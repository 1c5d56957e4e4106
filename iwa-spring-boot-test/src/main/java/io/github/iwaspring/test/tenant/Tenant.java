package io.github.iwaspring.test.tenant;

import java.util.List;
import java.util.Locale;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The organization that the embedded directory belongs to.
 *
 * @param id the tenant id
 * @param domain the first verified domain
 * @param clientId the application id of the one registered public client
 * @param users everybody who is known
 */
public record Tenant(UUID id, String domain, UUID clientId, List<User> users) {

	/**
	 * The first domain of every tenant.
	 */
	public static final String DOMAIN = "contoso.com";

	/**
	 * Creates a tenant of its own id, with a client of its own id.
	 * @param users everybody who is known
	 * @return the tenant
	 */
	public static Tenant of(List<User> users) {
		return new Tenant(UUID.randomUUID(), DOMAIN, UUID.randomUUID(), List.copyOf(users));
	}

	/**
	 * Whether a path of an authority names this tenant.
	 * @param segment the first segment of the path
	 * @return whether it is this tenant's id or a domain of it, or {@code organizations}
	 */
	public boolean isNamed(String segment) {
		String name = segment.toLowerCase(Locale.ROOT);
		return hasDomain(name) || name.equals(this.id.toString()) || name.equals("organizations");
	}

	/**
	 * Whether a domain is verified: the first one, and those of the users. All are
	 * federated with AD FS.
	 * @param domain the domain, in lower case
	 * @return whether it is one of this tenant
	 */
	public boolean hasDomain(String domain) {
		return domain.equals(this.domain)
				|| this.users.stream().anyMatch((user) -> user.upn().toLowerCase(Locale.ROOT).endsWith('@' + domain));
	}

	/**
	 * The user of a Kerberos principal.
	 * @param principal the principal, exactly
	 * @return the user, or {@code null}
	 */
	public @Nullable User userOfPrincipal(String principal) {
		return this.users.stream().filter((user) -> user.principal().equals(principal)).findFirst().orElse(null);
	}

	/**
	 * The user that has an account in Entra ID under a name.
	 * @param upn the user principal name, in any case
	 * @return the user, or {@code null}
	 */
	public @Nullable User accountOf(String upn) {
		return this.users.stream()
			.filter(this::hasAccount)
			.filter((user) -> user.upn().equalsIgnoreCase(upn))
			.findFirst()
			.orElse(null);
	}

	/**
	 * The user that has an account in Entra ID with an immutable id.
	 * @param immutableId the immutable id, exactly
	 * @return the user, or {@code null}
	 */
	public @Nullable User accountOfImmutableId(String immutableId) {
		return this.users.stream()
			.filter(this::hasAccount)
			.filter((user) -> user.immutableId().equals(immutableId))
			.findFirst()
			.orElse(null);
	}

	private boolean hasAccount(User user) {
		return user.standing() != User.Standing.ON_PREMISES_ONLY;
	}

}
