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

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.github.iwaspring.IwaException;
import io.github.iwaspring.it.FaultMatrix.Cell;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every fault at every request of a sign-in, as an application sees it.
 */
class FaultMatrixTests {

	/**
	 * An application asks for these once.
	 */
	private static final Set<Hop> DISCOVERY = Set.of(Hop.USER_REALM, Hop.METADATA);

	private static EmbeddedDirectory directory;

	private static Application patient;

	private static Application hasty;

	@BeforeAll
	static void start() {
		directory = EmbeddedDirectory.start();
		patient = start(false);
		hasty = start(true);
		hasty.tokens().getToken();
		hasty.failOnce(directory);
	}

	@AfterAll
	static void stop() {
		patient.close();
		hasty.close();
		directory.close();
	}

	@AfterEach
	void reset() {
		Stream.of(Hop.values()).forEach((hop) -> directory.on(hop).reset());
	}

	static Stream<Cell> cells() {
		return FaultMatrix.cells();
	}

	@ParameterizedTest
	@MethodSource("cells")
	void faultHasCodeStageAndAction(Cell cell) {
		if (!DISCOVERY.contains(cell.hop())) {
			check(cell, cell.isSlow() ? hasty : patient);
			return;
		}
		try (Application application = start(cell.isSlow())) {
			check(cell, application);
		}
	}

	private static Application start(boolean hasty) {
		return Application.start(directory.properties(),
				hasty ? new String[] { "iwa.http.read-timeout=3s" } : new String[0]);
	}

	private void check(Cell cell, Application application) {
		application.tokens().signOut();
		directory.log().clear();
		directory.on(cell.hop()).fault(cell.fault());
		IwaException failure = application.refused(cell.code(), cell.stage());
		assertThat(failure.action()).as(cell.toString()).containsIgnoringCase(cell.word());
		assertThat(failure.retryAfter()).isEqualTo(cell.retryAfter());
		assertThat(failure.getMessage()).contains("localhost").doesNotContain(User.ALICE.upn());
		assertThat(directory.log().requests(cell.hop())).as("attempts").hasSizeBetween(1, cell.attempts());
		assertThat(causes(failure)).allSatisfy((cause) -> assertThat(cause.getClass().getName())
			.doesNotContain("NullPointer", "SAX", "Json", "com.microsoft.aad", "IndexOutOfBounds"));
	}

	private static List<Throwable> causes(Throwable failure) {
		return Stream.iterate(failure, (cause) -> cause != null, Throwable::getCause).toList();
	}

}
