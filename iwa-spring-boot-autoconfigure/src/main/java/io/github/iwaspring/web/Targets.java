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

package io.github.iwaspring.web;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.entra.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * The targets of {@link AllowedTargets}, and the choice among them. Microsoft Graph is
 * only for an origin that no other target covers. Immutable.
 *
 * @param all the targets, with different names, Microsoft Graph last
 */
record Targets(List<Target> all) {

	Targets {
		all = List.copyOf(all);
	}

	boolean isEmpty() {
		return this.all.stream().allMatch(Target::isEmpty);
	}

	/**
	 * Chooses the token for a request.
	 * @param url the absolute URL of the request
	 * @param name the name of a target, or {@code null}
	 * @param requested the token that the request asks for, or {@code null} if it asks
	 * for none in particular
	 * @return the token to send, or {@code null} if the request gets none
	 * @throws IwaException if there is no target of that name, or if the request would
	 * have to name one
	 */
	@Nullable IwaTokenRequest tokenFor(URI url, @Nullable String name, @Nullable IwaTokenRequest requested) {
		Target only = (name != null) ? named(name) : null;
		HostAndPort host = HostAndPort.of(url);
		if (host == null) {
			return null;
		}
		if (only != null) {
			return only.covers(url, host) ? only.tokenFor(requested) : null;
		}
		IwaTokenRequest found = null;
		for (Target target : this.all) {
			IwaTokenRequest token = target.covers(url, host) ? target.tokenFor(requested) : null;
			if (token != null && (requested != null || target.isUnnamed())) {
				return token;
			}
			if (found != null && token != null && !target.isGraph() && !found.equals(token)) {
				throw ambiguous(url, host);
			}
			found = (found != null) ? found : token;
		}
		return found;
	}

	/**
	 * Finds a target by its name.
	 * @throws IwaException if there is none
	 */
	Target named(String name) {
		for (Target target : this.all) {
			if (name.equals(target.name())) {
				return target;
			}
		}
		throw IwaException.of(IwaErrorCode.CONFIGURATION_REFUSED, Stage.CONFIGURATION)
			.description("There is no client '" + name + "' among " + names(this.all.stream()) + ".")
			.action("Use one of those names, or configure iwa.clients." + name + ".")
			.local()
			.build();
	}

	private IwaException ambiguous(URI url, HostAndPort host) {
		return IwaException.of(IwaErrorCode.CLIENT_AMBIGUOUS, Stage.CONFIGURATION)
			.description(
					"The request to " + host + " names no client, and several cover its origin with different scopes: "
							+ names(this.all.stream().filter((target) -> target.covers(url, host))) + ".")
			.action("Name one of them: by its client bean, @IwaClient or IwaRequestAttributes.client(...).")
			.local()
			.build();
	}

	private static String names(Stream<Target> targets) {
		return targets.map(Target::name)
			.filter(Objects::nonNull)
			.collect(Collectors.joining(", ", "iwa.clients (", ")"));
	}

}
