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
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import com.azure.core.http.HttpPipeline;
import com.microsoft.aad.msal4j.PublicClientApplication;
import com.sun.management.OperatingSystemMXBean;
import io.netty.channel.Channel;
import org.openjdk.jmh.Main;
import reactor.core.publisher.Mono;

import org.springframework.boot.SpringBootVersion;
import org.springframework.core.SpringVersion;
import org.springframework.security.oauth2.client.web.reactive.function.client.ServerOAuth2AuthorizedClientExchangeFilterFunction;

/**
 * Describes the machine and the versions of everything measured.
 */
final class Machine {

	private Machine() {
	}

	static Table describe() {
		OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
		return Table.of("what", "value")
			.row("processor", Runtime.getRuntime().availableProcessors() + " x " + processor())
			.row("memory", Figures.number(system.getTotalMemorySize() / 1e9) + " GB")
			.row("load before the run", Figures.number(system.getSystemLoadAverage()))
			.row("system", System.getProperty("os.name") + ", " + System.getProperty("os.arch"))
			.row("JDK", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"))
			.row("Spring Boot", String.valueOf(SpringBootVersion.getVersion()))
			.row("Spring Framework", String.valueOf(SpringVersion.getVersion()))
			.row("Reactor", version(Mono.class))
			.row("Netty", version(Channel.class))
			.row("msal4j", version(PublicClientApplication.class))
			.row("Spring Security", version(ServerOAuth2AuthorizedClientExchangeFilterFunction.class))
			.row("azure-core", version(HttpPipeline.class))
			.row("JMH", version(Main.class));
	}

	/**
	 * Returns the name of the processor on Linux, or its architecture on other systems.
	 */
	private static String processor() {
		try {
			List<String> lines = Files.readAllLines(Path.of("/proc/cpuinfo"));
			return lines.stream()
				.filter((line) -> line.toLowerCase(Locale.ROOT).startsWith("model name"))
				.map((line) -> line.substring(line.indexOf(':') + 1).trim())
				.findFirst()
				.orElseGet(() -> System.getProperty("os.arch"));
		}
		catch (IOException elsewhere) {
			return System.getProperty("os.arch");
		}
	}

	/**
	 * Returns the version in the name of the jar of a class.
	 */
	private static String version(Class<?> type) {
		String jar = Path.of(Benchmarks.location(type)).getFileName().toString();
		return jar.replaceFirst("^.*?-(\\d.*?)\\.jar$", "$1");
	}

}
