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

package io.github.iwaspring.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.entra.Authority;
import io.github.iwaspring.entra.HostAndPort;
import io.github.iwaspring.entra.Scopes;
import io.github.iwaspring.support.Rules.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Reads properties. An error ends nothing: it is added to {@link #errors()}, so that all
 * are reported together, and the value is read as if it were not set.
 * <p>
 * A blank value counts as not set, since that is how an environment variable is unset.
 * Used once, by one thread.
 */
public final class PropertyChecks {

	private static final Duration LONGEST = Duration.ofDays(1);

	private static final int MAX_PORT = 65535;

	private final PropertyErrors errors = new PropertyErrors();

	/**
	 * Whether a value is set.
	 * @param value the value
	 * @return {@code false} for {@code null} and for a blank value
	 */
	public static boolean isSet(@Nullable String value) {
		return value != null && !value.isBlank();
	}

	/**
	 * Reads a value that must be set.
	 * @param key the property
	 * @param value the value
	 * @param kind the kind of property
	 * @return the value, or {@code null} after an error
	 */
	public @Nullable String required(String key, @Nullable String value, PropertyKind kind) {
		if (!isSet(value)) {
			this.errors.missing(key, value, kind.expectation());
		}
		return optional(key, value, kind);
	}

	/**
	 * Reads a value that need not be set.
	 * @param key the property
	 * @param value the value
	 * @param kind the kind of property
	 * @return the value, or {@code null} if it is not set, or after an error
	 */
	public @Nullable String optional(String key, @Nullable String value, PropertyKind kind) {
		return (value != null && !value.isBlank() && accepts(key, value, kind)) ? value : null;
	}

	/**
	 * Reads a list.
	 * @param key the property
	 * @param values the elements
	 * @param kind the kind of an element
	 * @return the elements without errors, in their order
	 */
	public List<String> list(String key, List<String> values, PropertyKind kind) {
		List<String> accepted = new ArrayList<>();
		for (int index = 0; index < values.size(); index++) {
			if (accepts(key + "[" + index + "]", values.get(index), kind)) {
				accepted.add(values.get(index));
			}
		}
		return List.copyOf(accepted);
	}

	/**
	 * Reads a list of hosts, {@code host[:port]}.
	 * @param key the property
	 * @param values the elements
	 * @return the hosts without errors, in their order
	 */
	public Set<HostAndPort> hosts(String key, List<String> values) {
		return hosts(key, values, 443);
	}

	/**
	 * Reads a list of hosts of another protocol than https, {@code host[:port]}.
	 * @param key the property
	 * @param values the elements
	 * @param defaultPort the port of an element without one
	 * @return the hosts without errors, in their order
	 */
	public Set<HostAndPort> hosts(String key, List<String> values, int defaultPort) {
		return list(key, values, PropertyKind.HOST).stream()
			.map((host) -> HostAndPort.tryParse(host, defaultPort))
			.filter(Objects::nonNull)
			.collect(Collectors.collectingAndThen(Collectors.toCollection(LinkedHashSet::new),
					Collections::unmodifiableSet));
	}

	/**
	 * Reads an authority, which must be set.
	 * @param key the property
	 * @param value the value
	 * @param trustedHosts the hosts to trust beside the known clouds, which have their
	 * own check
	 * @param clientId the application's client id, which is not a tenant, or {@code null}
	 * @return the authority, or {@code null} after an error
	 */
	public @Nullable Authority authority(String key, @Nullable String value, List<String> trustedHosts,
			@Nullable String clientId) {
		Set<HostAndPort> trusted = trustedHosts.stream()
			.map(HostAndPort::tryParse)
			.filter(Objects::nonNull)
			.collect(Collectors.toUnmodifiableSet());
		PropertyKind kind = PropertyKind.authority(trusted, clientId);
		if (value == null || value.isBlank()) {
			this.errors.missing(key, value, kind.expectation());
			return null;
		}
		Refusal refusal = kind.check(value);
		if (refusal != null) {
			this.errors.refused(key, IwaErrorCode.AUTHORITY_REFUSED, value, refusal, kind);
			return null;
		}
		return Authority.parse(value, trusted.toArray(HostAndPort[]::new));
	}

	/**
	 * Reads the scopes of one token, at least one.
	 * @param key the property
	 * @param values the scopes
	 * @return the scopes without errors, in their order
	 */
	public Set<String> scopes(String key, List<String> values) {
		if (values.stream().allMatch(String::isBlank)) {
			this.errors.missing(key, values.isEmpty() ? null : "", PropertyKind.SCOPE.expectation());
			return Set.of();
		}
		Set<String> scopes = new LinkedHashSet<>(list(key, values, PropertyKind.SCOPE));
		Refusal together = Scopes.checkTogether(scopes);
		if (together != null) {
			this.errors.refused(key, String.join(", ", values), together, PropertyKind.SCOPE);
		}
		return Collections.unmodifiableSet(scopes);
	}

	/**
	 * Reads the path of a file, which need not exist yet.
	 * @param key the property
	 * @param value the value
	 * @param expectation the end of the sentence "Set the property to"
	 * @return the path, or {@code null} if it is not set, or after an error
	 */
	public @Nullable Path path(String key, @Nullable String value, String expectation) {
		String path = optional(key, value, PropertyKind.path(expectation));
		return (path != null) ? Path.of(path) : null;
	}

	/**
	 * Reads a ticket cache that Java can read.
	 * @param key the property
	 * @param value the value
	 * @return its file, or {@code null} if it is not set, or after an error
	 */
	public @Nullable Path ticketCache(String key, @Nullable String value) {
		String cache = optional(key, value, PropertyKind.TICKET_CACHE);
		return (cache != null) ? FileRules.ticketCacheFile(cache) : null;
	}

	/**
	 * Reads a bare domain.
	 * @param key the property
	 * @param value the value
	 * @return the domain in lower case, or {@code null} if it is not set, or after an
	 * error
	 */
	public @Nullable String domain(String key, @Nullable String value) {
		String domain = optional(key, value, PropertyKind.DOMAIN);
		return (domain != null) ? domain.toLowerCase(Locale.ROOT) : null;
	}

	/**
	 * Reads a time that bounds something.
	 * @param key the property
	 * @param value the time, which must be positive and at most a day
	 * @param example an example for a message
	 * @return the time
	 */
	public Duration duration(String key, Duration value, String example) {
		String expectation = "a positive duration, for example '" + example + "'";
		if (value.isZero() || value.isNegative()) {
			this.errors.refused(key, value.toMillis() + "ms", new Refusal("It is not positive."), expectation);
		}
		else if (value.compareTo(LONGEST) > 0) {
			this.errors.refused(key, value.toMillis() + "ms",
					new Refusal("It is longer than a day, which is effectively unlimited."), expectation);
		}
		return value;
	}

	/**
	 * Reads a size.
	 * @param key the property
	 * @param bytes the size in bytes, which must be positive
	 * @return the size
	 */
	public long size(String key, long bytes) {
		if (bytes <= 0) {
			this.errors.refused(key, bytes + "B", new Refusal("It is not positive."),
					"a positive size, for example '1MB'");
		}
		return bytes;
	}

	/**
	 * Reads a port.
	 * @param key the property
	 * @param port the port
	 * @return the port, or {@code null} if it is not set, or after an error
	 */
	public @Nullable Integer port(String key, @Nullable Integer port) {
		if (port == null || (port >= 1 && port <= MAX_PORT)) {
			return port;
		}
		this.errors.refused(key, String.valueOf(port), new Refusal("It is not a port."), "a port from 1 to 65535");
		return null;
	}

	/**
	 * Returns the errors so far. A caller adds those of its own checks.
	 * @return the errors, in the order of the calls
	 */
	public PropertyErrors errors() {
		return this.errors;
	}

	private boolean accepts(String key, String value, PropertyKind kind) {
		Refusal refusal = kind.check(value);
		if (refusal != null) {
			this.errors.refused(key, value, refusal, kind);
		}
		return refusal == null;
	}

}
