package io.github.iwaspring.directory;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

import io.github.iwaspring.entra.Authority;

/**
 * The application as the directory knows it. Fills what is particular to it into advice.
 *
 * @param authority the authority
 * @param clientId the application id
 */
public record Registration(Authority authority, String clientId) {

	/**
	 * Fills in the names in braces.
	 * @param scopes what a token was asked for
	 */
	String fillIn(String advice, Set<String> scopes) {
		return advice.replace("{admin-consent}", adminConsent())
			.replace("{user-consent}", userConsent(scopes))
			.replace("{client-id}", this.clientId)
			.replace("{tenant}", this.authority.tenant())
			.replace("{authority}", this.authority.url())
			.replace("{scopes}", String.join(" ", scopes));
	}

	private String adminConsent() {
		return this.authority.url() + "adminconsent?client_id=" + encode(this.clientId);
	}

	/**
	 * The address at which one user signs in and consents (RFC 6749, section 4.1.1). The
	 * code in its answer is not used.
	 */
	private String userConsent(Set<String> scopes) {
		return this.authority.url() + "oauth2/v2.0/authorize?client_id=" + encode(this.clientId)
				+ "&response_type=code&redirect_uri=" + encode("http://localhost") + "&prompt=consent&scope="
				+ encode(String.join(" ", scopes));
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
