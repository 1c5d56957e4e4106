package io.github.iwaspring;

import java.net.URI;
import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A code that the user enters in a browser, on any device, to sign in to this application
 * (RFC 8628). Show it only to the user of this machine: the person who enters it is
 * signed in here.
 *
 * @param clientId the client id of the application
 * @param tenant the tenant, as in {@code iwa.authority}
 * @param username the name of the expected user, or {@code null} if it is unknown
 * @param userCode the code to enter; only letters, digits and hyphens
 * @param verificationUri where to enter the code: an https address of the authority's
 * cloud
 * @param expiresAt when the code expires
 */
public record IwaDeviceCode(String clientId, String tenant, @Nullable String username, String userCode,
		URI verificationUri, Instant expiresAt) {

	/**
	 * Creates a device code.
	 */
	public IwaDeviceCode {
		Objects.requireNonNull(clientId, "clientId");
		Objects.requireNonNull(tenant, "tenant");
		Objects.requireNonNull(userCode, "userCode");
		Objects.requireNonNull(verificationUri, "verificationUri");
		Objects.requireNonNull(expiresAt, "expiresAt");
	}

	/**
	 * Hides the code and the user name.
	 */
	@Override
	public String toString() {
		return "IwaDeviceCode[clientId=" + this.clientId + ", tenant=" + this.tenant + ", expiresAt=" + this.expiresAt
				+ "]";
	}

}
