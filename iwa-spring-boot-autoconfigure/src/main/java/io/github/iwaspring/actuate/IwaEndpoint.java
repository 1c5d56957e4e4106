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

package io.github.iwaspring.actuate;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.iwaspring.IwaDoctor;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaReport;
import io.github.iwaspring.token.TokenClients;
import io.github.iwaspring.token.TokenStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * The endpoint {@code iwa}: what is known of the tokens, and the doctor, which signs in
 * and therefore needs access for writing. Answers are maps of texts, which every
 * technology can show, native images included. They hold neither token nor user.
 */
@Endpoint(id = "iwa", defaultAccess = Access.READ_ONLY)
final class IwaEndpoint {

	private final Function<Set<String>, TokenStatus> statuses;

	private final TokenClients clients;

	private final ObjectProvider<IwaDoctor> doctor;

	private final InstantSource clock;

	private final AtomicReference<@Nullable FutureTask<IwaReport>> running = new AtomicReference<>();

	private volatile Postponement lastRun = Postponement.NONE;

	/**
	 * Creates the endpoint.
	 * @param statuses tell what is known of the token for some scopes
	 * @param clients the configured APIs
	 * @param doctor the doctor, looked up for its first run
	 * @param clock tells whether a delay is over that the directory demanded
	 */
	IwaEndpoint(Function<Set<String>, TokenStatus> statuses, TokenClients clients, ObjectProvider<IwaDoctor> doctor,
			InstantSource clock) {
		this.statuses = statuses;
		this.clients = clients;
		this.doctor = doctor;
		this.clock = clock;
	}

	/**
	 * The tokens of the configured APIs. Sends no request.
	 */
	@ReadOperation
	Map<String, Object> state() {
		Map<String, Object> states = new LinkedHashMap<>();
		this.clients.scopes().forEach((name, scopes) -> {
			Map<String, Object> state = new LinkedHashMap<>();
			state.put("scopes", List.copyOf(scopes));
			TokenStatus status = this.statuses.apply(scopes);
			put(state, "expiresAt", status.expiresAt());
			put(state, "renewalFailingSince", status.renewalFailingSince());
			TokenStatus.LastFailure failure = status.lastFailure();
			if (failure != null) {
				Map<String, Object> last = new LinkedHashMap<>();
				put(last, "code", failure.exception().code().id());
				put(last, "stage", failure.exception().stage());
				put(last, "at", failure.at());
				put(last, "correlationId", failure.exception().correlationId());
				state.put("lastFailure", last);
			}
			states.put(name, state);
		});
		return Map.of("clients", states);
	}

	/**
	 * Runs the doctor, or waits for the run in progress. While the directory wants no
	 * request, there is none.
	 */
	@WriteOperation
	Map<String, Object> diagnose() throws InterruptedException {
		Instant until = postponedUntil();
		if (until != null) {
			return Map.of("postponedUntil", until.toString());
		}
		FutureTask<IwaReport> own = new FutureTask<>(this::runDoctor);
		FutureTask<IwaReport> other = this.running.compareAndExchange(null, own);
		if (other == null) {
			try {
				own.run();
			}
			finally {
				this.running.set(null);
			}
		}
		try {
			return describe(((other != null) ? other : own).get());
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("The doctor failed.", ex.getCause());
		}
	}

	private IwaReport runDoctor() {
		IwaReport report = this.doctor.getObject().run();
		Instant now = this.clock.instant();
		this.lastRun = report.checks()
			.stream()
			.map((check) -> Postponement.of(now, check.stage(), check.retryAfter()))
			.max(Comparator.comparing(Postponement::delay))
			.orElse(Postponement.NONE);
		return report;
	}

	/**
	 * The end of a delay that the directory demanded of the application, whose
	 * credentials are still the same, or of the doctor.
	 */
	private @Nullable Instant postponedUntil() {
		Instant now = this.clock.instant();
		Stream<Postponement> ofApplication = this.clients.scopes()
			.values()
			.stream()
			.map((scopes) -> this.statuses.apply(scopes).lastFailure())
			.filter((failure) -> failure != null && !failure.credentialsChanged())
			.map((failure) -> Postponement.of(failure.at(), failure.exception().stage(),
					failure.exception().retryAfter()));
		return Stream.concat(Stream.of(this.lastRun), ofApplication)
			.filter((postponement) -> postponement.lastsAt(now))
			.map(Postponement::until)
			.max(Instant::compareTo)
			.orElse(null);
	}

	private static Map<String, Object> describe(IwaReport report) {
		return Map.of("healthy", report.isHealthy(), "checks", report.checks().stream().map((check) -> {
			Map<String, Object> row = new LinkedHashMap<>();
			put(row, "id", check.id());
			put(row, "status", check.status());
			put(row, "description", check.description());
			put(row, "code", (check.code() != null) ? check.code().id() : null);
			put(row, "stage", check.stage());
			put(row, "correlationId", check.correlationId());
			put(row, "retryAfter", check.retryAfter());
			put(row, "action", check.action());
			return row;
		}).toList());
	}

	private static void put(Map<String, Object> map, String key, @Nullable Object value) {
		if (value != null) {
			map.put(key, value.toString());
		}
	}

	/**
	 * A time in which the directory wants no request. The delays after a rejected key and
	 * after a prompt are other ones: keys have a brake of their own, of which the doctor
	 * tells, and the doctor does not prompt.
	 *
	 * @param since when the directory said so
	 * @param delay for how long
	 */
	private record Postponement(Instant since, Duration delay) {

		private static final Duration LONGEST = Duration.ofHours(1);

		private static final Postponement NONE = new Postponement(Instant.EPOCH, Duration.ZERO);

		static Postponement of(Instant since, @Nullable Stage stage, @Nullable Duration retryAfter) {
			if (retryAfter == null || stage == Stage.KERBEROS || stage == Stage.FALLBACK) {
				return NONE;
			}
			return new Postponement(since, (retryAfter.compareTo(LONGEST) < 0) ? retryAfter : LONGEST);
		}

		/**
		 * Whether it lasts. A clock that was set back ends it.
		 */
		boolean lastsAt(Instant now) {
			return !now.isBefore(this.since) && now.isBefore(until());
		}

		Instant until() {
			return this.since.plus(this.delay);
		}

	}

}
