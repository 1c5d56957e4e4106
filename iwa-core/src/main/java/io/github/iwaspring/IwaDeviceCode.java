package io.github.iwaspring;

import java.net.URI;
import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A code that a person enters in a browser, on any device, to sign in to this application
 * (RFC 8628). Show it only to the person at this machine: whoever enters it signs in
 * here.
 *
 * @param clientId the application id of who asks
 * @param tenant the tenant that is asked for, as in {@code iwa.authority}
 * @param username who is to sign in, or {@code null} if that is not known
 * @param userCode what to enter; letters, digits and hyphens alone
 * @param verificationUri where to enter it: an https address of the authority's cloud
 * @param expiresAt until when
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
	 * Hides the code and the user.
	 */
	@Override
	public String toString() {
		return "IwaDeviceCode[clientId=" + this.clientId + ", tenant=" + this.tenant + ", expiresAt=" + this.expiresAt
				+ "]";
	}

}
