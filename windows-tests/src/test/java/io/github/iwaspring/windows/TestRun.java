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

package io.github.iwaspring.windows;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.discovery.PackageNameFilter;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * The program that runs JUnit's tests in the Windows JVM. Its first argument is the
 * folder of their classes; further ones limit it to packages. It writes a line for each
 * test that failed or was skipped, and the number of those that passed.
 */
final class TestRun implements TestExecutionListener {

	static final String FAILED = "failed: ";

	static final String SKIPPED = "skipped: ";

	static final String PASSED = "passed: ";

	private final PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true,
			StandardCharsets.UTF_8);

	private int passed;

	private TestRun() {
	}

	public static void main(String[] arguments) {
		LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request()
			.selectors(DiscoverySelectors.selectClasspathRoots(Set.of(Path.of(arguments[0])))
				.toArray(DiscoverySelector[]::new))
			.filters(ClassNameFilter.includeClassNamePatterns(".*Tests"));
		if (arguments.length > 1) {
			request.filters(PackageNameFilter.includePackageNames(Stream.of(arguments).skip(1).toList()));
		}
		new TestRun().execute(request.build());
		// a test may leave threads behind that would keep the process
		Runtime.getRuntime().halt(0);
	}

	private void execute(LauncherDiscoveryRequest request) {
		LauncherFactory.create().execute(request, this);
		this.out.println(PASSED + this.passed);
	}

	@Override
	public void executionSkipped(TestIdentifier test, String reason) {
		this.out.println(SKIPPED + name(test) + ": " + firstLine(reason));
	}

	@Override
	public void executionFinished(TestIdentifier test, TestExecutionResult result) {
		if (result.getStatus() == Status.SUCCESSFUL) {
			this.passed += test.isTest() ? 1 : 0;
			return;
		}
		Throwable reason = result.getThrowable().orElseThrow();
		if (result.getStatus() == Status.ABORTED) {
			this.out.println(SKIPPED + name(test) + ": " + firstLine(String.valueOf(reason.getMessage())));
			return;
		}
		this.out.println(FAILED + name(test) + ": " + reason);
		Arrays.stream(reason.getStackTrace())
			.filter((frame) -> frame.getClassName().startsWith("io.github.iwaspring"))
			.limit(5)
			.forEach((frame) -> this.out.println("    at " + frame));
	}

	private static String firstLine(String text) {
		return text.lines().findFirst().orElse("");
	}

	private static String name(TestIdentifier test) {
		return test.getSource().map((source) -> {
			if (source instanceof MethodSource method) {
				return simple(method.getClassName()) + "." + method.getMethodName() + " " + test.getDisplayName();
			}
			return (source instanceof ClassSource type) ? simple(type.getClassName()) : test.getDisplayName();
		}).orElse(test.getDisplayName());
	}

	private static String simple(String className) {
		return className.substring(className.lastIndexOf('.') + 1);
	}

}
