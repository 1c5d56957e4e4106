package io.github.iwaspring.web;

import java.net.URI;
import java.util.Map;

import io.github.iwaspring.IwaTokenRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * What the two kinds of client have in common: which token a request gets, and which
 * answer refuses it.
 *
 * @param targets where a token may go
 */
record TokenPolicy(AllowedTargets targets) {

	/**
	 * Returns what token to ask for, or {@code null} if the request is to pass unchanged.
	 */
	@Nullable IwaTokenRequest tokenFor(URI url, HttpHeaders headers, Map<String, Object> attributes) {
		if (headers.containsHeader(HttpHeaders.AUTHORIZATION) || IwaRequestAttributes.isWithoutToken(attributes)) {
			return null;
		}
		return this.targets.tokenFor(url, IwaRequestAttributes.requested(attributes));
	}

}
