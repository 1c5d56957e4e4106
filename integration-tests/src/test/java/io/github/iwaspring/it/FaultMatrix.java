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

package io.github.iwaspring.it;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.test.http.Fault;
import io.github.iwaspring.test.http.Hop;

import static java.util.Map.entry;

/**
 * The error code of each fault at each request of a sign-in, and a word that the action
 * must contain.
 */
final class FaultMatrix {

	static final Duration WAIT = Duration.ofSeconds(7);

	private static final String SLOW = "slow";

	private static final String TABLE = """
			fault             | USER_REALM                            | METADATA                              | WS_TRUST                              | TOKEN
			400               | response-invalid: authority           | federation-unavailable: network       | federation-unavailable: endpoint      | response-invalid: authority
			401 Negotiate     | response-invalid: proxy               | federation-unavailable: credentials   | negotiate-rejected: setspn            | response-invalid: proxy
			403 html          | response-invalid: proxy               | federation-unavailable: network       | federation-refused: policy            | response-invalid: proxy
			404               | response-invalid: authority           | federation-unavailable: VPN           | federation-unavailable: VPN           | response-invalid: authority
			407 Basic         | proxy-authentication-required: proxy  | proxy-authentication-required: proxy  | proxy-authentication-required: proxy  | proxy-authentication-required: proxy
			429 Retry-After   | throttled: wait                       | throttled: wait                       | throttled: wait                       | throttled: wait
			500               | service-unavailable: later            | federation-unavailable: AD FS         | federation-unavailable: AD FS         | service-unavailable: later
			503 Retry-After   | service-unavailable: later            | federation-unavailable: later         | federation-unavailable: later         | service-unavailable: later
			302               | response-invalid: proxy               | federation-unavailable: network       | federation-unavailable: network       | response-invalid: proxy
			200               | response-invalid: proxy               | response-invalid: proxy               | response-invalid: proxy               | response-invalid: proxy
			200 html          | response-invalid: portal              | response-invalid: portal              | response-invalid: proxy               | response-invalid: portal
			200 garbage       | response-invalid: proxy               | response-invalid: proxy               | response-invalid: proxy               | response-invalid: proxy
			200 other charset | response-invalid: proxy               | response-invalid: proxy               | response-invalid: proxy               | response-invalid: proxy
			truncated         | connection-failed: network            | connection-failed: network            | connection-failed: network            | connection-failed: network
			too large         | response-too-large: max-response-size | response-too-large: max-response-size | response-too-large: max-response-size | response-too-large: max-response-size
			disconnect        | connection-failed: network            | connection-failed: network            | connection-failed: network            | connection-failed: network
			slow: dripping    | timeout: read-timeout                 | timeout: read-timeout                 | timeout: read-timeout                 | timeout: read-timeout
			slow: hang        | timeout: read-timeout                 | timeout: read-timeout                 | timeout: read-timeout                 | timeout: read-timeout
			SOAP MSIS3126     | service-unavailable: later            | federation-unavailable: AD FS         | federation-refused: policy            | service-unavailable: later
			SOAP 400 MSIS5009 | response-invalid: authority           | federation-unavailable: AD FS         | federation-refused: policy            | response-invalid: authority
			SOAP no subcode   | service-unavailable: later            | federation-unavailable: AD FS         | federation-refused: policy            | service-unavailable: later
			SOAP no prefix    | service-unavailable: later            | federation-unavailable: AD FS         | federation-refused: policy            | service-unavailable: later
			SOAP MSIS7012     | service-unavailable: later            | federation-unavailable: AD FS         | federation-fault: event log           | service-unavailable: later
			SOAP ID3242       | service-unavailable: later            | federation-unavailable: AD FS         | federation-fault: event log           | service-unavailable: later
			Entra 50076       | -                                     | -                                     | -                                     | mfa-required: prompt
			Entra 65001       | -                                     | -                                     | -                                     | consent-required: consent
			Entra 50055       | -                                     | -                                     | -                                     | password-expired: password
			Entra 53003       | -                                     | -                                     | -                                     | blocked-by-policy: sign-in log
			Entra 53000       | -                                     | -                                     | -                                     | device-required: device
			Entra 7000218     | -                                     | -                                     | -                                     | not-public-client: public client flows
			Entra 700016      | -                                     | -                                     | -                                     | application-unknown: client-id
			Entra 90002       | -                                     | -                                     | -                                     | tenant-unknown: authority
			Entra 70011       | -                                     | -                                     | -                                     | scope-invalid: scopes
			Entra 500011      | -                                     | -                                     | -                                     | resource-unknown: scopes
			Entra 50013       | -                                     | -                                     | -                                     | federation-trust-broken: token-signing certificate
			Entra 50034       | -                                     | -                                     | -                                     | user-unknown: synchronised
			Entra 50057       | -                                     | -                                     | -                                     | user-disabled: enable
			Entra 50196       | -                                     | -                                     | -                                     | sign-in-loop: loop
			Entra 90033       | -                                     | -                                     | -                                     | service-unavailable: later
			Entra interaction | -                                     | -                                     | -                                     | interaction-required: prompt
			""";

	private static final Map<String, Fault> FAULTS = Map.ofEntries(entry("400", Fault.status(400)),
			entry("401 Negotiate", Fault.html(401).withHeader("WWW-Authenticate", "Negotiate")),
			entry("403 html", Fault.html(403)), entry("404", Fault.status(404)),
			entry("407 Basic", Fault.html(407).withHeader("Proxy-Authenticate", "Basic realm=\"proxy\"")),
			entry("429 Retry-After", Fault.status(429).retryAfter(WAIT)), entry("500", Fault.status(500)),
			entry("503 Retry-After", Fault.status(503).retryAfter(WAIT)),
			entry("302", Fault.status(302).withHeader("Location", "https://portal.invalid/")),
			entry("200", Fault.status(200)), entry("200 html", Fault.html(200)), entry("200 garbage", Fault.garbage()),
			entry("200 other charset", Fault.inCharset(StandardCharsets.UTF_16)), entry("truncated", Fault.truncated()),
			entry("too large", Fault.huge(10_000_000)), entry("disconnect", Fault.disconnect()),
			entry("slow: dripping", Fault.dripping(Duration.ofMillis(50))), entry("slow: hang", Fault.hang()),
			entry("SOAP MSIS3126", Fault.soap("RequestFailed", "MSIS3126: Access denied.")),
			entry("SOAP 400 MSIS5009",
					Fault.soap("RequestFailed", "MSIS5009: The impersonation authorization failed.").withStatus(400)),
			entry("SOAP no subcode", Fault.soap("", "MSIS3126: Access denied.").withoutSubcode()),
			entry("SOAP no prefix", Fault.soap("RequestFailed", "MSIS3126: Access denied.").withoutPrefix()),
			entry("SOAP MSIS7012",
					Fault.soap("RequestFailed", "MSIS7012: An error occurred while processing the request.")
						.ofReceiver()),
			entry("SOAP ID3242",
					Fault.soap("FailedAuthentication", "ID3242: The security token could not be authenticated.")),
			entry("Entra interaction", Fault.entra("interaction_required", 99999)),
			entry("Entra 7000218", Fault.entra("invalid_client", 7000218)),
			entry("Entra 700016", Fault.entra("unauthorized_client", 700016)),
			entry("Entra 90002", Fault.entra("invalid_request", 90002)),
			entry("Entra 70011", Fault.entra("invalid_scope", 70011)),
			entry("Entra 500011", Fault.entra("invalid_resource", 500011)),
			entry("Entra 50196", Fault.entra("invalid_grant", 50196)),
			entry("Entra 90033", Fault.entra("temporarily_unavailable", 90033).withStatus(503)));

	private FaultMatrix() {
	}

	/**
	 * All cells of the table, row by row.
	 */
	static Stream<Cell> cells() {
		List<List<String>> rows = TABLE.lines()
			.map((line) -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
			.toList();
		List<String> hops = rows.get(0);
		return rows.stream()
			.skip(1)
			.flatMap((row) -> IntStream.range(1, hops.size())
				.filter((column) -> !row.get(column).equals("-"))
				.mapToObj((column) -> Cell.of(Hop.valueOf(hops.get(column)), row.get(0), row.get(column))));
	}

	/**
	 * The stage of an error at a request.
	 */
	static Stage stageOf(Hop hop) {
		return switch (hop) {
			case USER_REALM -> Stage.USER_REALM;
			case METADATA -> Stage.FEDERATION_METADATA;
			case WS_TRUST -> Stage.WS_TRUST;
			case TOKEN -> Stage.TOKEN;
			default -> throw new IllegalArgumentException("No stage for " + hop);
		};
	}

	/**
	 * A request, a fault, and the expected error.
	 */
	record Cell(Hop hop, String name, IwaErrorCode code, String word) {

		static Cell of(Hop hop, String fault, String expectation) {
			String[] parts = expectation.split(": ", 2);
			IwaErrorCode code = Arrays.stream(IwaErrorCode.values())
				.filter((candidate) -> candidate.id().equals(parts[0]))
				.findFirst()
				.orElseThrow(() -> new IllegalArgumentException(expectation));
			return new Cell(hop, fault, code, parts[1]);
		}

		Fault fault() {
			if (FAULTS.containsKey(this.name)) {
				return FAULTS.get(this.name);
			}
			return Fault.entra("invalid_grant", Integer.parseInt(this.name.substring("Entra ".length())));
		}

		boolean isSlow() {
			return this.name.startsWith(SLOW);
		}

		/**
		 * The time to wait that the fault announces, {@code null} if none.
		 */
		Duration retryAfter() {
			return this.name.endsWith("Retry-After") ? WAIT : null;
		}

		/**
		 * The highest number of requests that the fault may cause. The JDK's client
		 * automatically repeats a GET once when its connection was closed, and a ticket
		 * that was kept is replaced once.
		 */
		int attempts() {
			boolean isGet = this.hop == Hop.USER_REALM || this.hop == Hop.METADATA;
			boolean isTicketRejected = this.hop == Hop.WS_TRUST && this.name.startsWith("401");
			return ((this.name.equals("disconnect") && isGet) || isTicketRejected) ? 2 : 1;
		}

		Stage stage() {
			return stageOf(this.hop);
		}

		@Override
		public String toString() {
			return this.hop + ", " + this.name + ": " + this.code.id();
		}

	}

}
