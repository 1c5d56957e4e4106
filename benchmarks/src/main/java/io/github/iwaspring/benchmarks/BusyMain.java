package io.github.iwaspring.benchmarks;

import java.util.concurrent.TimeUnit;

import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.IwaTokenService;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * A program that gets a token and renews it until it is killed. Each renewal writes the
 * cache. Reports {@code ready}, and then for each call the source of the token or the
 * error code, with the time in milliseconds.
 */
final class BusyMain {

	private BusyMain() {
	}

	public static void main(String[] args) {
		try (ConfigurableApplicationContext context = Application.builder().run(args)) {
			IwaTokenService tokens = Application.tokens(context);
			System.out.println(Fork.MARK + "ready");
			report(tokens, IwaTokenRequest.defaults());
			while (true) {
				report(tokens, IwaTokenRequest.defaults().withForceRefresh());
			}
		}
	}

	private static void report(IwaTokenService tokens, IwaTokenRequest request) {
		long start = System.nanoTime();
		String result;
		try {
			IwaToken token = tokens.getToken(request);
			result = token.source().name();
		}
		catch (IwaException ex) {
			result = ex.code().id();
		}
		System.out.println(Fork.MARK + result + " " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
	}

}
