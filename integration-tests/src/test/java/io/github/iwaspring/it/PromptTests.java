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

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.iwaspring.IwaDeviceCode;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaInteractionRequiredException;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaToken.Source;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.entra.DeviceCodes;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Sign-ins that need the user, by a device code.
 */
class PromptTests {

	private final EmbeddedDirectory directory = EmbeddedDirectory.start();

	private final DeviceCodes person = this.directory.deviceCodes();

	private final DevicePolls polls = DevicePolls.of(this.directory);

	private final ShownCodes codes = new ShownCodes();

	@AfterEach
	void stop() {
		this.directory.close();
	}

	@Test
	void promptIsShownOnlyWhenConfigured() {
		try (Application application = Application.start(this.directory.properties(User.MIA))) {
			IwaException failure = application.refused(IwaErrorCode.MFA_REQUIRED, Stage.TOKEN);
			assertThat(failure).isInstanceOf(IwaInteractionRequiredException.class);
			assertThat(failure.action()).contains("iwa.fallback.flows");
			assertThat(this.directory.log().requests(Hop.DEVICE_CODE)).isEmpty();
		}
	}

	@ParameterizedTest
	@MethodSource
	void promptIsShownOnceAndNextTokenIsSilent(User user) throws Exception {
		try (Application application = start(user)) {
			CompletableFuture<IwaToken> token = application.tokens().getTokenAsync();
			this.polls.await("authorization_pending");
			assertThat(shown().userCode()).isEqualTo(this.person.pending());
			assertThat(shown().username()).isEqualToIgnoringCase(user.upn());
			this.person.approve(user);
			assertThat(token.get(30, TimeUnit.SECONDS).source()).isEqualTo(Source.DEVICE_CODE);
			assertThat(token.join().username()).isEqualTo(user.upn());
			assertThat(application.tokens().getToken().source()).isEqualTo(Source.CACHE);
			assertThat(application.forcedToken().source()).isEqualTo(Source.REFRESH);
			assertThat(this.codes.ended()).containsExactly(shown());
		}
	}

	static Stream<User> promptIsShownOnceAndNextTokenIsSilent() {
		return Stream.of(User.MIA, User.CORA, User.MONA);
	}

	@Test
	void tokenAfterRestartIsSilentWithTokenCacheFile(@TempDir Path folder) throws Exception {
		String[] kept = { "iwa.token-cache.type=file", "iwa.token-cache.path=" + folder.resolve("tokens.cache") };
		try (Application application = Application.start(this.codes, this.directory.properties(User.MIA), kept)) {
			CompletableFuture<IwaToken> token = application.tokens().getTokenAsync();
			this.polls.await("authorization_pending");
			this.person.approve(User.MIA);
			assertThat(token.get(30, TimeUnit.SECONDS).source()).isEqualTo(Source.DEVICE_CODE);
		}
		try (Application next = Application.start(this.codes, this.directory.properties(User.MIA), kept)) {
			assertThat(next.tokens().getToken().source()).isEqualTo(Source.CACHE);
			assertThat(next.forcedToken().source()).isEqualTo(Source.REFRESH);
		}
		assertThat(this.codes.shown()).hasSize(1);
	}

	@ParameterizedTest
	@MethodSource
	void promptIsNotShownWhenCodeCannotHelp(User user) {
		try (Application application = start(user)) {
			assertThat(failure(application).code()).isIn(IwaErrorCode.PASSWORD_EXPIRED, IwaErrorCode.DEVICE_REQUIRED,
					IwaErrorCode.BLOCKED_BY_POLICY);
			assertThat(this.codes.shown()).isEmpty();
		}
	}

	static Stream<User> promptIsNotShownWhenCodeCannotHelp() {
		return Stream.of(User.PETRA, User.DORA, User.BLAKE);
	}

	/**
	 * The directory announces a shorter polling interval than it demands.
	 */
	@Test
	void pollingSlowsDownOnDemandAndSignsIn() throws Exception {
		try (EmbeddedDirectory strict = EmbeddedDirectory
			.start((options) -> options.deviceCodeInterval(Duration.ofSeconds(3)))) {
			strict.on(Hop.DEVICE_CODE).rewrite((body) -> body.replace("\"interval\":3", "\"interval\":1"));
			DevicePolls answers = DevicePolls.of(strict);
			try (Application application = Application.start(this.codes, strict.properties(User.MIA))) {
				CompletableFuture<IwaToken> token = application.tokens().getTokenAsync();
				answers.await("slow_down");
				strict.deviceCodes().approve(User.MIA);
				assertThat(token.get(30, TimeUnit.SECONDS).source()).isEqualTo(Source.DEVICE_CODE);
			}
		}
	}

	@Test
	void declinedPromptIsNotRepeated() {
		try (Application application = start(User.MIA)) {
			assertThat(failure(application, this.person::decline)).isEqualTo(IwaErrorCode.FALLBACK_DECLINED);
			assertPromptIsNotRepeated(application);
		}
	}

	@Test
	void expiredCodeIsTimeoutAndPromptIsNotRepeated() {
		try (Application application = start(User.MIA)) {
			assertThat(failure(application, this.person::expire)).isEqualTo(IwaErrorCode.FALLBACK_TIMEOUT);
			assertPromptIsNotRepeated(application);
		}
	}

	@Test
	void signInOfOtherUserIsMismatchAndIsNotCached() {
		try (Application application = start(User.MIA, "iwa.username=" + User.MIA.upn())) {
			assertThat(failure(application, () -> this.person.approve(User.BOB))).isEqualTo(IwaErrorCode.USER_MISMATCH);
			this.directory.log().clear();
			assertPromptIsNotRepeated(application);
			assertThat(this.directory.log().requests(Hop.WS_TRUST)).as("integrated attempts").hasSize(1);
		}
	}

	private void assertPromptIsNotRepeated(Application application) {
		IwaException failure = application.refused(IwaErrorCode.FALLBACK_UNAVAILABLE, Stage.FALLBACK);
		assertThat(failure.retryAfter()).isPositive();
		assertThat(this.codes.ended()).isEqualTo(this.codes.shown()).hasSize(1);
	}

	private static IwaErrorCode failure(Application application, Runnable person) {
		CompletableFuture<IwaToken> token = application.tokens().getTokenAsync();
		person.run();
		ExecutionException failure = catchThrowableOfType(ExecutionException.class,
				() -> token.get(30, TimeUnit.SECONDS));
		return ((IwaException) failure.getCause()).code();
	}

	private static IwaException failure(Application application) {
		return catchThrowableOfType(IwaException.class, application.tokens()::getToken);
	}

	private IwaDeviceCode shown() {
		return this.codes.shown().get(0);
	}

	private Application start(User user, String... properties) {
		return Application.start(this.codes, this.directory.properties(user), properties);
	}

}
