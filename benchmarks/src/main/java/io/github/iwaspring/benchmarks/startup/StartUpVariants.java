package io.github.iwaspring.benchmarks.startup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sample, started in turn in each way, so that a busy moment of the machine is shared
 * by all.
 */
public final class StartUpVariants {

	private StartUpVariants() {
	}

	/**
	 * Starts the sample.
	 * @param project the project's folder, whose sample was built
	 * @param scratch a folder to work in
	 * @param arguments the sample's, for a directory that runs elsewhere
	 * @param runs how often, each way
	 * @return the starts by JDK and way
	 * @throws IOException if a process cannot be started
	 * @throws InterruptedException if the thread is interrupted
	 */
	public static Map<String, List<SampleStart>> measure(Path project, Path scratch, List<String> arguments, int runs)
			throws IOException, InterruptedException {
		return start(Variants.prepare(SampleJar.of(project), scratch, arguments), arguments, runs);
	}

	/**
	 * Starts the samples of two checkouts in turn.
	 * @param project the project's folder, whose sample was built
	 * @param before the folder of another checkout, whose sample was built as well
	 * @param scratch a folder to work in
	 * @param arguments the samples', for a directory that runs elsewhere
	 * @param runs how often, each way
	 * @return the starts by JDK, checkout and way
	 * @throws IOException if a process cannot be started
	 * @throws InterruptedException if the thread is interrupted
	 */
	public static Map<String, List<SampleStart>> compare(Path project, Path before, Path scratch,
			List<String> arguments, int runs) throws IOException, InterruptedException {
		List<Variant> variants = new ArrayList<>();
		variants.addAll(Variants.plain("before", SampleJar.of(before), scratch));
		variants.addAll(Variants.plain("after", SampleJar.of(project), scratch));
		return start(variants, arguments, runs);
	}

	private static Map<String, List<SampleStart>> start(List<Variant> variants, List<String> arguments, int runs)
			throws IOException, InterruptedException {
		Map<String, List<SampleStart>> starts = new LinkedHashMap<>();
		for (int run = 0; run < runs; run++) {
			for (Variant variant : variants) {
				starts.computeIfAbsent(variant.jdk().release() + ": " + variant.name(), (name) -> new ArrayList<>())
					.add(SampleStart.of(variant, arguments));
			}
		}
		return starts;
	}

}
