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
		List<Variant> variants = Variants.prepare(SampleJar.of(project), scratch, arguments);
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
