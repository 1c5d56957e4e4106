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
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaFallbackFlow;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaToken.Source;
import io.github.iwaspring.prompt.SystemBrowser;
import io.github.iwaspring.store.CacheFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link BrokerFlow} and {@link Brokers}: a managed user, a directory over TLS,
 * msal4j, and a broker without a window.
 */
class BrokerFlowTests {

	private static final String ALICE = "alice@contoso.com";

	private final ScriptedEntra entra;

	private final FakeBroker broker = new FakeBroker(ALICE, "a1");

	BrokerFlowTests() throws Exception {
		this.entra = new ScriptedEntra();
	}

	@AfterEach
	void close() {
		this.entra.close();
	}

	@Test
	void managedUserSignsInByTheBrokerWhichIsThenAskedSilently() {
		SignInTokenAcquirer acquirer = acquirer(null, brokers(this.broker));
		IwaToken token = acquirer.acquire(ScriptedEntra.acquisition());
		assertThat(token.source()).isEqualTo(Source.BROKER);
		assertThat(token.value()).isEqualTo("broker-token");
		assertThat(token.username()).isEqualTo(ALICE);
		assertThat(this.broker.parameters.loginHint()).isEqualTo(ALICE);
		assertThat(acquirer.acquire(ScriptedEntra.acquisition()).source()).isEqualTo(Source.BROKER);
		assertThat(this.broker.journal).containsExactly("prompt", "silent a1." + ScriptedEntra.TENANT);
		assertThat(this.entra.tokenRequests()).isEmpty();
	}

	@Test
	void signedOutUserIsNotAskedForSilently() {
		SignInTokenAcquirer acquirer = acquirer(null, brokers(this.broker));
		acquirer.acquire(ScriptedEntra.acquisition());
		acquirer.forget();
		assertThat(failure(acquirer).code()).isEqualTo(IwaErrorCode.FALLBACK_UNAVAILABLE);
		assertThat(this.broker.journal).containsExactly("prompt");
	}

	@Test
	void brokerIsAskedSilentlyAfterARestart(@TempDir Path folder) {
		CacheFile file = new CacheFile(folder.resolve("tokens.cache"));
		acquirer(null, brokers(this.broker), file).acquire(ScriptedEntra.acquisition());
		assertThat(acquirer(null, brokers(this.broker), file).acquire(ScriptedEntra.acquisition()).source())
			.isEqualTo(Source.BROKER);
		assertThat(this.broker.journal).satisfiesExactly((prompt) -> assertThat(prompt).isEqualTo("prompt"),
				(silent) -> assertThat(silent).startsWith("silent "));
	}

	@Test
	void tokenOfAnotherUserIsAMismatchAndIsForgotten() {
		FakeBroker bobs = new FakeBroker("bob@contoso.com", "b1");
		IwaException failure = failure(acquirer(ALICE, brokers(bobs)));
		assertThat(failure.code()).isEqualTo(IwaErrorCode.USER_MISMATCH);
		assertThat(bobs.journal).containsExactly("prompt", "remove b1." + ScriptedEntra.TENANT);
	}

	@ParameterizedTest
	@CsvSource({ "user_canceled, FALLBACK_DECLINED", "brokers_package_error, FALLBACK_FAILED" })
	void failureOfTheBrokerIsTranslatedWithoutItsText(String error, IwaErrorCode code) {
		this.broker.error = error;
		IwaException failure = failure(acquirer(null, brokers(this.broker)));
		assertThat(failure.code()).isEqualTo(code);
		assertThat(failure.getMessage()).doesNotContain("secret");
		assertThat(failure.getCause()).isNull();
	}

	@Test
	void missingBrokerIsAnObstacle() {
		this.broker.available = false;
		assertThat(failure(acquirer(null, brokers(this.broker)))).hasMessageContaining("not available");
		this.broker.startUpFailure = new IllegalStateException("secret");
		IwaException failure = failure(acquirer(null, brokers(this.broker)));
		assertThat(failure.code()).isEqualTo(IwaErrorCode.FALLBACK_UNAVAILABLE);
		assertThat(failure).hasMessageContaining("java.lang.IllegalStateException");
		assertThat(failure.getMessage()).doesNotContain("secret");
		assertThat(Brokers.none().choose().obstacle()).contains("IBroker", "msal4j-brokers");
		assertThat(new Brokers(() -> {
			throw new NoClassDefFoundError("native");
		}, true, getClass().getClassLoader()).choose().obstacle()).contains("NoClassDefFoundError");
	}

	private static Brokers brokers(FakeBroker broker) {
		return Brokers.in((type) -> type.isInstance(broker) ? broker : null);
	}

	private static IwaException failure(SignInTokenAcquirer acquirer) {
		return catchThrowableOfType(IwaException.class, () -> acquirer.acquire(ScriptedEntra.acquisition()));
	}

	private SignInTokenAcquirer acquirer(String username, Brokers brokers) {
		return acquirer(username, brokers, null);
	}

	private SignInTokenAcquirer acquirer(String username, Brokers brokers, CacheFile file) {
		return new SignInTokenAcquirer(this.entra.settings(username), ScriptedEntra::alice, this.entra.http(),
				new FallbackSettings(List.of(IwaFallbackFlow.BROKER), Duration.ofMinutes(15), Duration.ofMinutes(5),
						URI.create("http://localhost"), RecordingPrompt::new, brokers, new SystemBrowser(),
						InstantSource.system()),
				file);
	}

}
