package io.github.iwaspring.signin;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

import io.github.iwaspring.IwaDeviceCodePrompt;
import io.github.iwaspring.IwaFallbackFlow;
import io.github.iwaspring.prompt.ConsoleDeviceCodePrompt;
import io.github.iwaspring.prompt.SystemBrowser;

/**
 * Whether a person is asked when the silent ways have failed, and how.
 *
 * @param flows what to try, in order; none if nobody is asked
 * @param deviceCodeTimeout how long to wait for a device code to be entered
 * @param interactiveTimeout how long to wait for the browser or the broker
 * @param redirectUri where the browser leads back to, on loopback
 * @param prompt shows device codes; asked for when there is one
 * @param brokers finds a broker
 * @param browser the browser of this machine
 * @param clock tells how long ago a prompt was
 */
public record FallbackSettings(List<IwaFallbackFlow> flows, Duration deviceCodeTimeout, Duration interactiveTimeout,
		URI redirectUri, Supplier<IwaDeviceCodePrompt> prompt, Brokers brokers, SystemBrowser browser,
		InstantSource clock) {

	/**
	 * Asks nobody.
	 * @return the settings
	 */
	public static FallbackSettings none() {
		Clock clock = Clock.systemUTC();
		return new FallbackSettings(List.of(), Duration.ofMinutes(15), Duration.ofMinutes(5),
				URI.create("http://localhost"), () -> new ConsoleDeviceCodePrompt(clock), Brokers.none(),
				new SystemBrowser(), clock);
	}

}
