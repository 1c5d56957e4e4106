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
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the benchmarks, one part after the other, and writes the report. Without
 * arguments, it runs all parts at full length and writes {@code docs/benchmarks.md}. With
 * names of parts or {@code --quick}, it runs these parts or shortens them, and only
 * prints the report.
 */
public final class Benchmarks {

	private static final List<Part> PARTS = List.of(new WarmPart(), new StampedePart(), new SignInPart(),
			new FirstSignInPart(), new SecondStartPart(), new DocumentsPart(), new BusyPart(), new KillsPart(),
			new SoakPart(), new ScopesPart(), new StartUpPart(), new StartUpVariantsPart());

	private Benchmarks() {
	}

	/**
	 * Runs benchmarks.
	 * @param args {@code --quick} and names of parts, all optional
	 */
	public static void main(String[] args) throws IOException {
		List<String> names = new ArrayList<>(List.of(args));
		Effort effort = names.remove("--quick") ? Effort.QUICK : Effort.FULL;
		List<Part> parts = PARTS.stream().filter((part) -> names.isEmpty() || names.contains(part.name())).toList();
		if (parts.size() < names.size()) {
			System.err.println("The parts are " + PARTS.stream().map(Part::name).toList() + ". --quick shortens them.");
			System.exit(2);
		}
		Path document = Path.of(location(Benchmarks.class)).resolveSibling("../../docs/benchmarks.md").normalize();
		boolean whole = effort.equals(Effort.FULL) && parts.size() == PARTS.size();
		String report = run(parts, effort).toMarkdown();
		System.out.println(report);
		if (whole) {
			Files.writeString(document, report);
			System.out.println("The report was written to docs/benchmarks.md.");
		}
	}

	private static Report run(List<Part> parts, Effort effort) {
		long start = System.nanoTime();
		Table machine = Machine.describe();
		List<Section> sections = new ArrayList<>();
		for (Part part : parts) {
			System.out.println("== " + part.name());
			sections.add(run(part, effort));
		}
		return new Report(machine, sections, Duration.ofNanos(System.nanoTime() - start));
	}

	private static Section run(Part part, Effort effort) {
		try {
			return part.run(effort);
		}
		catch (Exception ex) {
			ex.printStackTrace(); // for the person at the console
			return Section.failed(part.name(), ex);
		}
	}

	/**
	 * Returns the jar or folder of a class.
	 */
	static URI location(Class<?> type) {
		try {
			return type.getProtectionDomain().getCodeSource().getLocation().toURI();
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException("The class has no location", ex);
		}
	}

}
