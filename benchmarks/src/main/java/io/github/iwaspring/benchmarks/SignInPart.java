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
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.test.EmbeddedDirectory;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Sign-ins in a warm JVM: the first of a program and a repeated one, with and without
 * network latency.
 */
final class SignInPart implements Part {

	private static final Duration LATENCY = Duration.ofMillis(50);

	private static final double COLD_SAVING = 0.2;

	private static final double REPEATED_SAVING = 0.5;

	/**
	 * The number of warm-up sign-ins for each measured sign-in.
	 */
	private static final int WARM_UPS = 20;

	@Override
	public String name() {
		return "sign-in";
	}

	@Override
	public Section run(Effort effort) {
		List<Comparison> comparisons = new ArrayList<>();
		try (EmbeddedDirectory directory = EmbeddedDirectory.start()) {
			compare(directory, effort.signIns() * WARM_UPS);
			for (Duration latency : List.of(Duration.ZERO, LATENCY)) {
				SignIns.delay(directory, latency);
				comparisons.add(compare(directory, effort.signIns()));
			}
		}
		return section(comparisons.get(0), comparisons.get(1), effort);
	}

	/**
	 * Measures both in turn, so that other load of the machine affects both.
	 */
	private static Comparison compare(EmbeddedDirectory directory, int signIns) {
		Measured starter = new Measured();
		Measured raw = new Measured();
		SignIns another = new SignIns();
		for (int signIn = 0; signIn < signIns; signIn++) {
			try (ConfigurableApplicationContext context = Application.start(directory)) {
				IwaTokenService tokens = Application.tokens(context);
				starter.cold().measure(directory, tokens::getToken);
				tokens.signOut();
				starter.repeated().measure(directory, tokens::getToken);
			}
			// the first call of the starter creates its client too
			InstanceDiscovery.clearCache();
			raw.cold().measure(directory, () -> RawMsal4j.create(directory).token());
			AtomicReference<RawMsal4j> client = new AtomicReference<>();
			another.measure(directory, () -> {
				client.set(RawMsal4j.create(directory));
				client.get().token();
			});
			raw.repeated().measure(directory, client.get()::signIn);
		}
		return new Comparison(starter, raw, another);
	}

	private static Section section(Comparison near, Comparison far, Effort effort) {
		Table table = Table.of("a sign-in", "the starter", "requests on connections", "raw msal4j",
				"requests on connections", "time saved");
		row(table, "cold", near.starter().cold(), near.raw().cold());
		row(table, "cold, after an instance discovery", near.starter().cold(), near.another());
		row(table, "cold, 50 ms per request", far.starter().cold(), far.raw().cold());
		row(table, "cold, after an instance discovery, 50 ms per request", far.starter().cold(), far.another());
		row(table, "repeated", near.starter().repeated(), near.raw().repeated());
		row(table, "repeated, 50 ms per request", far.starter().repeated(), far.raw().repeated());
		double cold = saving(far.starter().cold(), far.raw().cold());
		double known = saving(far.starter().cold(), far.another());
		double repeated = saving(far.starter().repeated(), far.raw().repeated());
		return new Section("A sign-in", "The median of " + effort.signIns() + " sign-ins in a JVM that has signed in "
				+ effort.signIns() * WARM_UPS
				+ " times before. A cold sign-in is the first of a program, with a new client"
				+ " and new connections. A repeated sign-in follows a `signOut()`; with raw msal4j, it requests integrated"
				+ " authentication again. The first sign-in of a program with raw msal4j starts with an instance discovery,"
				+ " as in Microsoft's cloud. The starter needs none, because it knows the clouds. If another client of the"
				+ " program has made the instance discovery before, raw msal4j sends one request more than the starter,"
				+ " which adds a fifth of the latency. The remaining work, mostly TLS and the directory's own, takes about"
				+ " as long for both.", List.of(table),
				List.of(new Target("A cold sign-in at 50 ms per request, compared with raw msal4j",
						"at least 20 % less", Figures.comparison(cold), cold >= COLD_SAVING),
						new Target("A repeated sign-in at 50 ms per request, compared with raw msal4j",
								"at least 50 % less", Figures.comparison(repeated), repeated >= REPEATED_SAVING)),
				"With 50 ms per request, a first sign-in takes " + Figures.time(far.starter().cold().median()) + " ("
						+ Figures.time(far.raw().cold().median()) + " with raw msal4j, "
						+ Figures.time(far.another().median()) + " after its instance discovery; the starter takes "
						+ Figures.comparison(known) + " than that) and " + far.starter().cold().requests()
						+ " requests. A repeated sign-in takes " + Figures.time(far.starter().repeated().median())
						+ " (" + Figures.time(far.raw().repeated().median()) + " with raw msal4j) and "
						+ far.starter().repeated().requests() + " requests.");
	}

	private static void row(Table table, String what, SignIns starter, SignIns raw) {
		table.row(what, Figures.time(starter.median()), starter.requests() + " on " + starter.connections(),
				Figures.time(raw.median()), raw.requests() + " on " + raw.connections(),
				Figures.percent(saving(starter, raw)));
	}

	private static double saving(SignIns starter, SignIns raw) {
		return 1 - starter.median() / raw.median();
	}

	/**
	 * The sign-ins of both.
	 *
	 * @param starter the sign-ins of the starter
	 * @param raw the sign-ins of raw msal4j
	 * @param another the cold sign-ins of raw msal4j after an instance discovery
	 */
	private record Comparison(Measured starter, Measured raw, SignIns another) {

	}

	/**
	 * Cold and repeated sign-ins of one kind.
	 */
	private record Measured(SignIns cold, SignIns repeated) {

		Measured() {
			this(new SignIns(), new SignIns());
		}

	}

}
