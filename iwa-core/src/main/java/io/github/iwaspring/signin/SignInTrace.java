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

package io.github.iwaspring.signin;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.directory.HttpSettings;
import io.github.iwaspring.entra.HostAndPort;
import io.github.iwaspring.kerberos.KerberosIdentity;
import io.github.iwaspring.kerberos.TicketDetails;
import io.github.iwaspring.token.AcquisitionListener;
import org.jspecify.annotations.Nullable;

/**
 * A record of one sign-in up to its end or failure. Contains user names, no secrets.
 *
 * @param principal the Kerberos principal, or {@code null} if it was not found
 * @param hasTicket whether the principal has a ticket-granting ticket
 * @param ticket the details of that ticket, or {@code null} if they are not known
 * @param lookupName the name for the user realm request, or {@code null} if there is none
 * @param requests the hosts of the requests that were started
 * @param responses the responses
 * @param proxies the proxies by host, for hosts that are behind one
 * @param ticketObtained whether there was a ticket for the federation service
 * @param channelBound whether that ticket had a channel binding
 * @param token the details of the token, or {@code null} if there is none
 * @param failure the failure that ended the sign-in, or {@code null} if it succeeded
 */
public record SignInTrace(@Nullable String principal, boolean hasTicket, @Nullable TicketDetails ticket,
		@Nullable String lookupName, Map<Stage, HostAndPort> requests,
		Map<Stage, AcquisitionListener.ResponseInfo> responses, Map<HostAndPort, String> proxies,
		boolean ticketObtained, boolean channelBound, @Nullable TokenDetails token, @Nullable IwaException failure) {

	/**
	 * Hides the user.
	 */
	@Override
	public String toString() {
		return "SignInTrace[requests=" + this.requests + ", failure=" + this.failure + "]";
	}

	/**
	 * What is known of an access token besides its value.
	 *
	 * @param username the user
	 * @param audience the audience, or {@code null} if only the API can read it
	 * @param scopes the granted scopes
	 * @param expiresAt the time at which it expires
	 * @param tenant the tenant that issued it
	 */
	public record TokenDetails(String username, @Nullable String audience, Set<String> scopes, Instant expiresAt,
			String tenant) {

		/**
		 * Hides the user.
		 */
		@Override
		public String toString() {
			return "TokenDetails[audience=" + this.audience + ", scopes=" + this.scopes + "]";
		}

	}

	/**
	 * Records the course of a sign-in. One thread signs in, another one makes the trace,
	 * which need not wait for the first.
	 */
	static final class Recorder implements AcquisitionListener {

		private final HttpSettings http;

		private final Map<Stage, HostAndPort> requests = new ConcurrentHashMap<>();

		private final Map<Stage, ResponseInfo> responses = new ConcurrentHashMap<>();

		private final Map<HostAndPort, String> proxies = new ConcurrentHashMap<>();

		private volatile @Nullable String principal;

		private volatile boolean hasTicket;

		private volatile @Nullable TicketDetails ticket;

		private volatile @Nullable String lookupName;

		private volatile boolean ticketObtained;

		private volatile boolean channelBound;

		/**
		 * Creates a recorder.
		 * @param http the settings of the HTTP transport, which know its proxies
		 */
		Recorder(HttpSettings http) {
			this.http = http;
		}

		/**
		 * Records who signs in, as far as that can be found.
		 * @throws IwaException if there is no ticket, or no name to look up
		 */
		void identified(KerberosIdentity identity, SignInSettings settings) {
			this.principal = identity.principal();
			this.ticket = identity.ticket();
			this.hasTicket = true;
			this.lookupName = IntegratedFlow.lookupName(identity, settings);
		}

		@Override
		public void requestStarted(Stage stage, String name) {
			URI url = URI.create("https://" + name + "/");
			HostAndPort host = Objects.requireNonNull(HostAndPort.of(url));
			String proxy = proxy(url);
			if (proxy != null) {
				this.proxies.put(host, proxy);
			}
			this.requests.put(stage, host);
		}

		private @Nullable String proxy(URI url) {
			try {
				return this.http.proxyFor(url);
			}
			catch (RuntimeException noClient) {
				return null; // the request fails with it
			}
		}

		@Override
		public void responseReceived(ResponseInfo response) {
			this.responses.put(response.stage(), response);
		}

		@Override
		public void channelBindingAdded() {
			this.channelBound = true;
		}

		@Override
		public void ticketObtained() {
			this.ticketObtained = true;
		}

		SignInTrace trace(@Nullable TokenDetails token, @Nullable IwaException failure) {
			return new SignInTrace(this.principal, this.hasTicket, this.ticket, this.lookupName,
					Map.copyOf(this.requests), Map.copyOf(this.responses), Map.copyOf(this.proxies),
					this.ticketObtained, this.channelBound, token, failure);
		}

	}

}
