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
 * The settings of the flows that prompt the user.
 *
 * @param flows the flows to try, in order; empty to prompt nobody
 * @param deviceCodeTimeout how long to wait for a device code to be entered
 * @param interactiveTimeout how long to wait for the browser or the broker
 * @param redirectUri the address on loopback that the browser is redirected to
 * @param prompt supplies the display of device codes when one is needed
 * @param brokers finds the broker
 * @param browser the browser of this machine
 * @param clock tells how long ago a prompt was
 */
public record FallbackSettings(List<IwaFallbackFlow> flows, Duration deviceCodeTimeout, Duration interactiveTimeout,
		URI redirectUri, Supplier<IwaDeviceCodePrompt> prompt, Brokers brokers, SystemBrowser browser,
		InstantSource clock) {

	/**
	 * Prompts nobody.
	 * @return the settings
	 */
	public static FallbackSettings none() {
		Clock clock = Clock.systemUTC();
		return new FallbackSettings(List.of(), Duration.ofMinutes(15), Duration.ofMinutes(5),
				URI.create("http://localhost"), () -> new ConsoleDeviceCodePrompt(clock), Brokers.none(),
				new SystemBrowser(), clock);
	}

}
