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
import io.github.iwaspring.support.LocalDataFolder;
import io.github.iwaspring.support.Rules.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Reads properties and collects their errors, so that all are reported together, in the
 * order of the calls. A value with an error is read as if it were not set.
 * <p>
 * A blank value counts as not set, since that is how an environment variable is unset.
 * Used once, by one thread.
 */
public final class PropertyChecks {

	private static final Duration LONGEST = Duration.ofDays(1);

	private static final int MAX_PORT = 65535;

	private final List<PropertyError> errors = new ArrayList<>();

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
			missing(key, value, kind.expectation());
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
			missing(key, value, kind.expectation());
			return null;
		}
		Refusal refusal = kind.check(value);
		if (refusal != null) {
			add(key, IwaErrorCode.AUTHORITY_REFUSED, value, refusal, kind);
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
			missing(key, values.isEmpty() ? null : "", PropertyKind.SCOPE.expectation());
			return Set.of();
		}
		Set<String> scopes = new LinkedHashSet<>(list(key, values, PropertyKind.SCOPE));
		Refusal together = Scopes.checkTogether(scopes);
		if (together != null) {
			add(key, IwaErrorCode.CONFIGURATION_REFUSED, String.join(", ", values), together, PropertyKind.SCOPE);
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
	 * Finds the file of a token cache.
	 * @param path {@code iwa.token-cache.path}; by default the file is named after the
	 * client id in the user's local data folder
	 * @param clientId the client id, or {@code null} after its error
	 * @param localData the user's local data folder
	 * @return the file, or {@code null} after an error
	 */
	public @Nullable Path tokenCacheFile(@Nullable String path, @Nullable String clientId, LocalDataFolder localData) {
		String expectation = "the path of a file for the tokens";
		if (isSet(path) || clientId == null) {
			return path("iwa.token-cache.path", path, expectation);
		}
		Path folder = localData.find();
		if (folder == null) {
			missing("iwa.token-cache.path", null, "iwa.token-cache.type", expectation);
			return null;
		}
		return folder.resolve("iwa").resolve(clientId + ".cache");
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
			refused(key, value.toMillis() + "ms", new Refusal("It is not positive."), expectation);
		}
		else if (value.compareTo(LONGEST) > 0) {
			refused(key, value.toMillis() + "ms",
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
			refused(key, bytes + "B", new Refusal("It is not positive."), "a positive size, for example '1MB'");
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
		refused(key, String.valueOf(port), new Refusal("It is not a port."), "a port from 1 to 65535");
		return null;
	}

	/**
	 * Reports a property that must be set.
	 * @param key the property
	 * @param value {@code null}, or a blank value
	 * @param expectation the end of the sentence "Set the property to"
	 */
	public void missing(String key, @Nullable String value, String expectation) {
		addMissing(key, value, "is required and ", expectation);
	}

	/**
	 * Reports a property that must be set because another one is.
	 * @param key the property
	 * @param value {@code null}, or a blank value
	 * @param requiringKey the property that requires it
	 * @param expectation the end of the sentence "Set the property to"
	 */
	public void missing(String key, @Nullable String value, String requiringKey, String expectation) {
		addMissing(key, value, "is required with " + requiringKey + " and ", expectation);
	}

	/**
	 * Reports a value that cannot be used.
	 * @param key the property, perhaps with an index
	 * @param value the value, which does not name a user
	 * @param refusal why
	 * @param expectation the end of the sentence "Set the property to"
	 */
	public void refused(String key, String value, Refusal refusal, String expectation) {
		add(key, IwaErrorCode.CONFIGURATION_REFUSED, PropertyKind.shownValue(value), refusal, expectation);
	}

	/**
	 * Reports a value that cannot be used.
	 * @param key the property, perhaps with an index
	 * @param value the value
	 * @param refusal why
	 * @param kind the kind of property
	 */
	public void refused(String key, String value, Refusal refusal, PropertyKind kind) {
		add(key, IwaErrorCode.CONFIGURATION_REFUSED, value, refusal, kind);
	}

	/**
	 * Reports that the former name of a property is set.
	 * @param formerKey the former name
	 * @param value the value
	 * @param key the name now
	 */
	public void renamed(String formerKey, String value, String key) {
		this.errors.add(new PropertyError(formerKey, IwaErrorCode.CONFIGURATION_REFUSED, PropertyKind.shownValue(value),
				"The property is named " + key + " now.", "Rename " + formerKey + " to " + key + "."));
	}

	/**
	 * Returns the errors so far.
	 * @return the errors in the order of the calls
	 */
	public List<PropertyError> errors() {
		return List.copyOf(this.errors);
	}

	private boolean accepts(String key, String value, PropertyKind kind) {
		Refusal refusal = kind.check(value);
		if (refusal != null) {
			refused(key, value, refusal, kind);
		}
		return refusal == null;
	}

	private void addMissing(String key, @Nullable String value, String description, String expectation) {
		this.errors.add(new PropertyError(key, IwaErrorCode.CONFIGURATION_MISSING, null,
				description + ((value != null) ? "empty." : "not set."), "Set " + key + " to " + expectation + "."));
	}

	private void add(String key, IwaErrorCode code, String value, Refusal refusal, PropertyKind kind) {
		add(key, code, kind.shown().apply(value), refusal, kind.expectation());
	}

	private void add(String key, IwaErrorCode code, String shown, Refusal refusal, String expectation) {
		String correction = refusal.correction();
		this.errors.add(new PropertyError(key, code, shown, refusal.description(),
				"Set " + key + " to " + ((correction != null) ? "'" + correction + "'" : expectation) + "."));
	}

}
