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

package io.github.iwaspring.it;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.iwaspring.IwaDeviceCodePrompt;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Fault;
import io.github.iwaspring.test.http.Hop;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * An application with the starter on its class path, running in the test's JVM.
 */
final class Application implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private Application(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Starts an application without a web server.
	 * @param properties the properties of the directory
	 * @param more further properties, as {@code key=value}, which take precedence
	 */
	static Application start(Map<String, String> properties, String... more) {
		return start(WebApplicationType.NONE, properties, more);
	}

	static Application start(WebApplicationType type, Map<String, String> properties, String... more) {
		return start(new SpringApplicationBuilder(Configuration.class).web(type), properties, Stream.of(more));
	}

	private static Application start(SpringApplicationBuilder builder, Map<String, String> properties,
			Stream<String> more) {
		List<String> own = more.toList();
		String[] arguments = Stream
			.concat(properties.entrySet()
				.stream()
				.filter((property) -> own.stream().noneMatch((wins) -> wins.startsWith(property.getKey() + "=")))
				.map((property) -> property.getKey() + "=" + property.getValue()), own.stream())
			.map((property) -> "--" + property)
			.toArray(String[]::new);
		return new Application(builder.run(arguments));
	}

	/**
	 * Starts an application that falls back to a device code. Only a failing test waits
	 * for its time-out.
	 * @param prompt shows the codes
	 */
	static Application start(IwaDeviceCodePrompt prompt, Map<String, String> properties, String... more) {
		return startWith((context) -> context.registerBean(IwaDeviceCodePrompt.class, () -> prompt), properties,
				Stream
					.concat(Stream.of("iwa.fallback.flows=device-code", "iwa.fallback.device-code.timeout=60s"),
							Stream.of(more))
					.toArray(String[]::new));
	}

	/**
	 * Starts an application with beans of its own.
	 * @param beans registers them
	 */
	static Application startWith(Consumer<GenericApplicationContext> beans, Map<String, String> properties,
			String... more) {
		return start(
				new SpringApplicationBuilder(Configuration.class).web(WebApplicationType.NONE)
					.initializers((GenericApplicationContext context) -> beans.accept(context)),
				properties, Stream.of(more));
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	<T> T bean(String name, Class<T> type) {
		return this.context.getBean(name, type);
	}

	<T> Collection<T> beans(Class<T> type) {
		return this.context.getBeansOfType(type).values();
	}

	IwaTokenService tokens() {
		return bean(IwaTokenService.class);
	}

	IwaToken forcedToken() {
		return tokens().getToken(IwaTokenRequest.defaults().withForceRefresh());
	}

	/**
	 * Lets a sign-in fail, so that the next one repeats every request.
	 */
	void failOnce(EmbeddedDirectory directory) {
		directory.on(Hop.TOKEN).fault(Fault.status(500));
		tokens().signOut();
		refused(IwaErrorCode.SERVICE_UNAVAILABLE, Stage.TOKEN);
		directory.on(Hop.TOKEN).reset();
	}

	/**
	 * Requests a token and expects an error.
	 */
	IwaException refused(IwaErrorCode code, Stage stage) {
		return refused(code, stage, tokens()::getToken);
	}

	IwaException refused(IwaErrorCode code, Stage stage, ThrowingCallable call) {
		IwaException failure = catchThrowableOfType(IwaException.class, call);
		assertThat(failure).as("the error").isNotNull();
		assertThat(failure.code()).as(failure.getMessage()).isEqualTo(code);
		assertThat(failure.stage()).as(failure.getMessage()).isEqualTo(stage);
		assertThat(failure.getMessage()).endsWith(failure.action());
		return failure;
	}

	@Override
	public void close() {
		this.context.close();
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Configuration {

	}

}
