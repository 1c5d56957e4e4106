package io.github.iwaspring.benchmarks;

import java.util.concurrent.TimeUnit;

import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenService;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * A program that starts, gets one token and ends. Reports the source of the token and the
 * time of the call, in microseconds.
 */
final class TokenMain {

	private TokenMain() {
	}

	public static void main(String[] args) {
		try (ConfigurableApplicationContext context = Application.builder().run(args)) {
			IwaTokenService tokens = Application.tokens(context);
			long start = System.nanoTime();
			IwaToken token = tokens.getToken();
			long waited = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start);
			System.out.println(Fork.MARK + token.source() + " " + waited);
		}
	}

}
