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

package io.github.iwaspring.doctor;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.entra.HostAndPort;
import io.github.iwaspring.kerberos.ServicePrincipalName;
import io.github.iwaspring.signin.SignInTrace;
import io.github.iwaspring.token.AcquisitionListener.ResponseInfo;
import org.jspecify.annotations.Nullable;

/**
 * What the checks examine: the configuration, and a sign-in with it.
 *
 * @param settings the configuration
 * @param trace the course of the sign-in
 */
record Evidence(DoctorSettings settings, SignInTrace trace) {

	/**
	 * The clock skew that Kerberos tolerates by default (RFC 4120, section 8.2).
	 */
	private static final Duration TOLERATED_SKEW = Duration.ofMinutes(5);

	@Nullable ResponseInfo response(Stage stage) {
		return this.trace.responses().get(stage);
	}

	/**
	 * Returns the host that a step requested, {@code null} if the sign-in did not get
	 * that far.
	 */
	@Nullable HostAndPort requested(Stage stage) {
		return this.trace.requests().get(stage);
	}

	/**
	 * Returns the route to a host, as the end of a clause.
	 */
	String route(HostAndPort host) {
		String proxy = this.trace.proxies().get(host);
		return (proxy != null) ? "through the proxy " + proxy : "directly";
	}

	boolean isProxied(HostAndPort host) {
		return this.trace.proxies().containsKey(host);
	}

	/**
	 * Returns the principal that the ticket is requested for, in the spelling of
	 * {@code setspn}.
	 */
	String servicePrincipal(HostAndPort host) {
		return ServicePrincipalName.of(this.settings.kerberos().servicePrincipal(), host.host()).toString();
	}

	/**
	 * Returns how far Entra ID's clock is ahead of this machine's, {@code null} if that
	 * is unknown.
	 */
	@Nullable Duration clockOffset() {
		ResponseInfo response = response(Stage.USER_REALM);
		return (response != null) ? response.clockOffset() : null;
	}

	/**
	 * Whether this machine's clock is further off than Kerberos tolerates.
	 */
	boolean isClockWrong() {
		Duration offset = clockOffset();
		return offset != null && offset.abs().compareTo(TOLERATED_SKEW) > 0;
	}

	/**
	 * Returns the names that the report masks.
	 */
	List<String> userNames() {
		SignInTrace.TokenDetails token = this.trace.token();
		return Stream
			.of(this.trace.principal(), this.trace.lookupName(), this.settings.username(),
					(token != null) ? token.username() : null)
			.filter(Objects::nonNull)
			.map(String::valueOf)
			.toList();
	}

}
