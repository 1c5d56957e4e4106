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

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

import io.github.iwaspring.fixtures.MarkdownDocument;
import io.github.iwaspring.test.http.Hop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the page about tests: its files compile, and its tests pass.
 */
class TestingDocumentTests {

	private static final MarkdownDocument PAGE = MarkdownDocument.read(Path.of("..", "docs", "testing.md"));

	private static final Pattern CODE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

	private static final Pattern TYPE = Pattern.compile("(?m)^(?:public )?class (\\w+)");

	@TempDir
	private Path sources;

	@TempDir
	private Path classes;

	@Test
	void everyFileCompilesAndEveryTestPasses() throws Exception {
		Map<String, String> files = files();
		assertThat(files).containsOnlyKeys("OrdersApplication", "OrdersTests", "OrdersClientTests",
				"ProfileClientTests");
		compile(files);
		SummaryGeneratingListener listener = new SummaryGeneratingListener();
		Thread thread = Thread.currentThread();
		ClassLoader original = thread.getContextClassLoader();
		try (URLClassLoader loader = new URLClassLoader(new URL[] { this.classes.toUri().toURL() }, original)) {
			thread.setContextClassLoader(loader);
			LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
			for (String name : files.keySet()) {
				if (name.endsWith("Tests")) {
					request.selectors(DiscoverySelectors.selectClass(loader.loadClass("com.contoso.orders." + name)));
				}
			}
			LauncherFactory.create().execute(request.forExecution().listeners(listener).build());
		}
		finally {
			thread.setContextClassLoader(original);
		}
		List<Throwable> failures = new ArrayList<>();
		listener.getSummary().getFailures().forEach((failure) -> failures.add(failure.getException()));
		assertThat(failures).isEmpty();
		assertThat(listener.getSummary().getTestsSucceededCount()).isEqualTo(5);
	}

	@Test
	void everyHopIsNamed() {
		String row = PAGE.text().lines().filter((line) -> line.startsWith("| hops |")).collect(Collectors.joining());
		assertThat(row).isEqualTo("| hops | " + Arrays.stream(Hop.values())
			.map((hop) -> "`" + hop.name().toLowerCase(Locale.ROOT).replace('_', '-') + "`")
			.collect(Collectors.joining(", ")) + " |");
	}

	/**
	 * The Java files of the page, by their first type.
	 */
	private static Map<String, String> files() {
		return CODE.matcher(PAGE.text()).results().map((block) -> block.group(1)).collect(Collectors.toMap((code) -> {
			Matcher type = TYPE.matcher(code);
			assertThat(type.find()).as(code).isTrue();
			return type.group(1);
		}, (code) -> code, (one, other) -> one + other, TreeMap::new));
	}

	private void compile(Map<String, String> files) throws IOException {
		List<String> arguments = new ArrayList<>(List.of("-parameters", "-proc:none", "-d", this.classes.toString(),
				"-cp", System.getProperty("java.class.path")));
		for (Map.Entry<String, String> file : files.entrySet()) {
			arguments.add(Files.writeString(this.sources.resolve(file.getKey() + ".java"), file.getValue()).toString());
		}
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		assertThat(compiler.run(null, null, null, arguments.toArray(String[]::new))).as("the compiler's errors")
			.isZero();
	}

}
