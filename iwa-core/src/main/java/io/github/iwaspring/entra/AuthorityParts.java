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

package io.github.iwaspring.entra;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A value that may become an authority, split at its delimiters. Every text can be split
 * and nothing is repaired: the parts, put together again, are the value.
 *
 * @param value the whole value
 * @param scheme what stands before {@code ://}, or {@code null}
 * @param host the host without the port, as it was typed
 * @param port what stands behind the host's colon, or {@code null} if there is no colon
 * @param path from the first slash behind the host to the query or fragment
 * @param suffix the query and fragment, with their delimiters
 * @param trustedHosts hosts to trust beside the known clouds
 * @param clientId the application's client id, or {@code null}
 */
record AuthorityParts(String value, @Nullable String scheme, String host, @Nullable String port, String path,
		String suffix, Set<HostAndPort> trustedHosts, @Nullable String clientId) {

	private static final Pattern PARTS = Pattern
		.compile("(?:([A-Za-z][A-Za-z0-9+.-]*)://)?(\\[[^]/?#]*]|[^:/?#]*)(?::([^/?#]*))?([^?#]*)(.*)", Pattern.DOTALL);

	static AuthorityParts of(String value, Set<HostAndPort> trustedHosts, @Nullable String clientId) {
		Matcher parts = PARTS.matcher(value);
		if (!parts.matches()) {
			throw new IllegalStateException("Every text can be split");
		}
		return new AuthorityParts(value, parts.group(1), parts.group(2), parts.group(3), parts.group(4), parts.group(5),
				trustedHosts, clientId);
	}

	/**
	 * The authority, for a value that all rules accept.
	 */
	Authority authority() {
		return new Authority(requiredHostAndPort(), tenant().toLowerCase(Locale.ROOT), cloud());
	}

	/**
	 * The origin as it was typed: scheme, host and port.
	 */
	String origin() {
		return ((this.scheme != null) ? this.scheme + "://" : "") + this.host
				+ ((this.port != null) ? ":" + this.port : "");
	}

	/**
	 * The parts of the path between its slashes, without the empty one behind a trailing
	 * slash.
	 */
	List<String> segments() {
		if (this.path.length() < 2) {
			return List.of();
		}
		int end = this.path.endsWith("/") ? this.path.length() - 1 : this.path.length();
		return List.of(this.path.substring(1, end).split("/", -1));
	}

	/**
	 * The first segment, or the empty text.
	 */
	String tenant() {
		List<String> segments = segments();
		return segments.isEmpty() ? "" : segments.get(0);
	}

	/**
	 * Whether the value is one word, without any delimiter of a URL.
	 */
	boolean isBareWord() {
		return !this.value.isEmpty() && this.host.equals(this.value);
	}

	String tenantOrBareWord() {
		return isBareWord() ? this.value : tenant();
	}

	@Nullable Cloud cloud() {
		return Cloud.ofHost(this.host);
	}

	/**
	 * The host and port, or {@code null} if they are malformed.
	 */
	@Nullable HostAndPort hostAndPort() {
		return HostAndPort.tryParse(this.host.toLowerCase(Locale.ROOT) + ((this.port != null) ? ":" + this.port : ""));
	}

	HostAndPort requiredHostAndPort() {
		HostAndPort hostAndPort = hostAndPort();
		if (hostAndPort == null) {
			throw new IllegalStateException("The rules let a malformed host pass");
		}
		return hostAndPort;
	}

	/**
	 * The value with another path, without query and fragment.
	 */
	String withPath(String path) {
		return origin() + path;
	}

	/**
	 * The value with https, another host (and port) and the same path, without query and
	 * fragment.
	 */
	String withHost(String host) {
		return "https://" + host + this.path;
	}

	/**
	 * The value with https as its scheme.
	 */
	String withHttps() {
		return "https" + this.value.substring(this.value.indexOf("://"));
	}

}
