package io.github.iwaspring.benchmarks;

import java.util.concurrent.TimeUnit;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * A program like {@link TokenMain} with raw msal4j. Reports the time of its call, in
 * microseconds.
 */
final class RawTokenMain {

	private RawTokenMain() {
	}

	public static void main(String[] args) {
		try (ConfigurableApplicationContext context = Application.builder().run(args)) {
			long start = System.nanoTime();
			RawMsal4j.create(context.getEnvironment()::getRequiredProperty).token();
			long waited = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start);
			System.out.println(Fork.MARK + "INTEGRATED " + waited);
		}
	}

}
