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

package io.github.iwaspring.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.samba.SambaDomain;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Callers at full speed while sign-ins fail: what the domain controller and the directory
 * see of them.
 */
final class BusyPart implements Part {

	private static final String TITLE = "Busy callers while sign-ins fail";

	private static final int CALLERS = 2;

	private static final int WRONG_KEYS = 3;

	private static final int REQUESTS = 30;

	@Override
	public String name() {
		return "busy";
	}

	@Override
	public Section run(Effort effort) throws Exception {
		List<String> missing = SambaDomain.missing();
		if (!missing.isEmpty()) {
			return new Section(TITLE,
					"This part was not run. It needs Samba's domain controller, and this is missing here: "
							+ String.join(", ", missing) + ".",
					List.of(), List.of(), "Not run, since something that Samba needs is missing here.");
		}
		Map<BusySituation, Cost> costs = new LinkedHashMap<>();
		try (Scratch scratch = new Scratch(); BusyCompany company = new BusyCompany(scratch.folder())) {
			for (BusySituation situation : BusySituation.values()) {
				String[] arguments = situation.arrange(company);
				costs.put(situation, measure(company, arguments, effort.busy()));
				company.restore();
			}
		}
		return section(costs, effort.busy());
	}

	private static Cost measure(BusyCompany company, String[] arguments, Duration length) throws Exception {
		company.clearLogs();
		ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
		try (ConfigurableApplicationContext context = Application.builder().run(arguments)) {
			long end = System.nanoTime() + length.toNanos();
			IwaTokenService tokens = Application.tokens(context);
			List<Caller> callers = Stream.generate(() -> new Caller(tokens, end)).limit(CALLERS).toList();
			List<Calls> calls = new ArrayList<>();
			for (Future<Calls> future : threads.invokeAll(callers)) {
				calls.add(future.get());
			}
			return new Cost(calls.stream().reduce(Calls.NONE, Calls::plus), company.requests(),
					company.domain().log().authentications(), company.domain().log().serviceTickets(),
					company.domain().log().wrongKeys());
		}
		finally {
			threads.shutdown();
		}
	}

	private static Section section(Map<BusySituation, Cost> costs, Duration length) {
		Table table = Table.of("a failure", "codes", "calls", "HTTP requests", "AS-REQ", "TGS-REQ",
				"wrong pre-authentications", "longest `retryAfter()`");
		costs.forEach((situation, cost) -> table.row(situation.title(), cost.calls().codesAsText(),
				Figures.count(cost.calls().count()), Figures.count(cost.requests()),
				Figures.count(cost.authentications()), Figures.count(cost.serviceTickets()),
				Figures.count(cost.wrongKeys()), Figures.time(cost.calls().longestPause())));
		long wrongKeys = max(costs, Cost::wrongKeys);
		String span = " in " + Figures.time(length) + ", of each failure";
		long requests = max(costs, Cost::requests);
		String calls = Figures.count(costs.values().stream().mapToLong((cost) -> cost.calls().count()).sum());
		return new Section(TITLE, "Two threads call `getToken()` for " + Figures.time(length)
				+ " without a pause, in a new application for each failure. The domain controller is Samba's. Its log counts what"
				+ " reaches it of Kerberos, and wrong pre-authentications, which lock an account. An attempt without a ticket"
				+ " counts twice, since Java repeats a request that was refused, and asks again over TCP where the response is"
				+ " too large for UDP. Before there were pauses after"
				+ " these failures, two threads with an old keytab caused 12,448 AS-REQ and 13,484 HTTP requests in two minutes,"
				+ " one thread 752 AS-REQ in 10 s, and a missing service principal name 176 to 200 HTTP requests in 5 s.",
				List.of(table),
				List.of(target("Wrong pre-authentications" + span, WRONG_KEYS, wrongKeys),
						target("HTTP requests" + span, REQUESTS, requests),
						target("AS-REQ" + span, REQUESTS, max(costs, Cost::authentications)),
						target("TGS-REQ" + span, REQUESTS, max(costs, Cost::serviceTickets))),
				"In " + Figures.time(length) + " of one failure, wrong pre-authentications: at most "
						+ Figures.count(wrongKeys) + "; HTTP requests: at most " + Figures.count(requests) + ". In "
						+ costs.size() + " failures, " + calls + " calls were answered.");
	}

	private static Target target(String name, int limit, long measured) {
		return new Target(name, "at most " + limit, Figures.count(measured), measured <= limit);
	}

	private static long max(Map<BusySituation, Cost> costs, ToLongFunction<Cost> what) {
		return costs.values().stream().mapToLong(what).max().orElseThrow();
	}

	/**
	 * A thread that requests tokens until a time.
	 */
	private record Caller(IwaTokenService tokens, long end) implements Callable<Calls> {

		@Override
		public Calls call() {
			long count = 0;
			Map<IwaErrorCode, Duration> pauses = new LinkedHashMap<>();
			while (System.nanoTime() < this.end) {
				try {
					this.tokens.getToken();
					throw new IllegalStateException("A sign-in succeeded that should fail");
				}
				catch (IwaException expected) {
					count++;
					Duration pause = expected.retryAfter();
					pauses.merge(expected.code(), (pause != null) ? pause : Duration.ZERO, Calls::longer);
				}
			}
			return new Calls(count, pauses);
		}

	}

	/**
	 * Failed calls.
	 *
	 * @param count their number
	 * @param pauses the codes of the failures, with the longest time that a failure asked
	 * to wait
	 */
	private record Calls(long count, Map<IwaErrorCode, Duration> pauses) {

		private static final Calls NONE = new Calls(0, Map.of());

		Calls plus(Calls other) {
			Map<IwaErrorCode, Duration> all = new LinkedHashMap<>(this.pauses);
			other.pauses.forEach((code, pause) -> all.merge(code, pause, Calls::longer));
			return new Calls(this.count + other.count, all);
		}

		String codesAsText() {
			return this.pauses.keySet().stream().map((code) -> "`" + code.id() + "`").collect(Collectors.joining(", "));
		}

		Duration longestPause() {
			return this.pauses.values().stream().reduce(Duration.ZERO, Calls::longer);
		}

		private static Duration longer(Duration one, Duration other) {
			return (one.compareTo(other) < 0) ? other : one;
		}

	}

	/**
	 * What a failure cost.
	 *
	 * @param calls the calls that failed
	 * @param requests HTTP requests to Entra ID and AD FS
	 * @param authentications requests for a ticket-granting ticket
	 * @param serviceTickets requests for a service ticket
	 * @param wrongKeys wrong pre-authentications
	 */
	private record Cost(Calls calls, int requests, int authentications, int serviceTickets, int wrongKeys) {

	}

}
