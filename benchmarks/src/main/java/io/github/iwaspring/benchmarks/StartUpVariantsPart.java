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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.github.iwaspring.benchmarks.startup.StartUpVariants;
import io.github.iwaspring.benchmarks.startup.ToolStart;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.tenant.User;

/**
 * The start of the sample in all variants that a JDK offers to make it faster, and the
 * start of the same tool with a fixed token, with raw msal4j and with the starter. With
 * {@code -Dbefore=<another checkout>}, the plain starts of both checkouts in turn.
 */
final class StartUpVariantsPart implements Part {

	private static final String BEFORE = System.getProperty("before");

	@Override
	public String name() {
		return "start-up-variants";
	}

	@Override
	public Section run(Effort effort) throws Exception {
		Path project = Path.of(Benchmarks.location(Benchmarks.class)).resolveSibling("../..").normalize();
		try (EmbeddedDirectory directory = EmbeddedDirectory.start(); Scratch scratch = new Scratch()) {
			List<String> arguments = List.of(directory.arguments());
			if (BEFORE != null) {
				return section(new StartUpVariants(project, scratch.folder(), effort.comparedStarts())
					.compare(Path.of(BEFORE).toAbsolutePath(), arguments), List.of());
			}
			StartUpVariants measurement = new StartUpVariants(project, scratch.folder(), effort.variantStarts());
			String token = RawMsal4j.create(directory).signIn().accessToken();
			Map<String, List<ToolStart>> tools = measurement.measureTools(arguments, token, User.ALICE.upn(),
					ticketOptions(directory, scratch.folder()));
			return section(measurement.measure(arguments), toolTables(tools));
		}
	}

	/**
	 * Returns the options by which the JVM finds the user's tickets.
	 */
	private static List<String> ticketOptions(EmbeddedDirectory directory, Path folder) throws IOException {
		Path login = Files.writeString(folder.resolve("login.conf"), """
				com.sun.security.jgss.krb5.initiate {
				  com.sun.security.auth.module.Krb5LoginModule required useTicketCache=true doNotPrompt=true
				  ticketCache="%s";
				};
				""".formatted(directory.ticketCache(User.ALICE)));
		return List.of("-Djava.security.krb5.conf=" + directory.krb5Conf(),
				"-Djava.security.auth.login.config=" + login, "-Djavax.security.auth.useSubjectCredsOnly=false");
	}

	private static Section section(Map<String, List<ToolStart>> starts, List<Table> tools) {
		Table table = Table.of("JDK: start", "to the response of the API", "share of `java -jar`", "processor time");
		double slowest = 0;
		double fastest = Double.MAX_VALUE;
		double base = 0;
		for (Map.Entry<String, List<ToolStart>> variant : starts.entrySet()) {
			double wall = median(variant.getValue(), ToolStart::wall);
			base = variant.getKey().endsWith("`java -jar`") ? wall : base;
			table.row(variant.getKey(), Figures.time(wall), Figures.percent(wall / base),
					Figures.time(median(variant.getValue(), ToolStart::processor)));
			slowest = Math.max(slowest, wall);
			fastest = Math.min(fastest, wall);
		}
		List<Table> tables = new ArrayList<>(List.of(table));
		tables.addAll(tools);
		return new Section("Faster starts of the sample",
				"The tool runs in a new process. The time is that from the start of the process to the first response of"
						+ " the API, including the sign-in. The figures are medians of "
						+ starts.values().iterator().next().size()
						+ " starts of each variant, in turn, with the directory in another process."
						+ " The further tables compare one small tool with a fixed token, with raw msal4j, and with the"
						+ " starter: packaged, extracted with `-XX:TieredStopAtLevel=1` (C1), and prepared: trained by a"
						+ " sign-in, with Spring AOT and C1.",
				tables, List.of(), "The first response of the API comes after " + Figures.time(fastest) + " to "
						+ Figures.time(slowest) + ", depending on the variant.");
	}

	/**
	 * Makes a table for each form of each JDK.
	 */
	private static List<Table> toolTables(Map<String, List<ToolStart>> starts) {
		List<Table> tables = new ArrayList<>();
		for (String jdk : starts.keySet().stream().map((name) -> name.split(":")[0]).distinct().toList()) {
			for (String form : StartUpVariants.FORMS) {
				Table table = Table.of(jdk + ": " + form, "to the response of the API", "beside a fixed token",
						"share of raw msal4j");
				double plain = wall(starts, jdk, StartUpVariants.PLAIN, form);
				double raw = wall(starts, jdk, StartUpVariants.RAW, form);
				for (String tool : StartUpVariants.TOOLS) {
					double wall = wall(starts, jdk, tool, form);
					table.row(tool, Figures.time(wall), "%+d ms".formatted(Math.round((wall - plain) / 1e6)),
							Figures.percent(wall / raw));
				}
				tables.add(table);
			}
		}
		return tables;
	}

	private static double wall(Map<String, List<ToolStart>> starts, String jdk, String tool, String form) {
		return median(starts.getOrDefault(jdk + ": " + tool + ", " + form, List.of()), ToolStart::wall);
	}

	private static double median(List<ToolStart> starts, Function<ToolStart, Duration> figure) {
		return Figures.median(starts.stream().map(figure).mapToLong(Duration::toNanos));
	}

}
