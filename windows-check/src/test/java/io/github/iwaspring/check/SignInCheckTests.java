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

package io.github.iwaspring.check;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import io.github.iwaspring.IwaChannelBinding;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.check.Check.Result;
import io.github.iwaspring.check.Check.Status;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link SignInCheck} and the end of a {@link SignIn}.
 */
@Timeout(60)
class SignInCheckTests {

	private static final IwaException REJECTED = failure(IwaErrorCode.NEGOTIATE_REJECTED, Stage.WS_TRUST);

	private final CountDownLatch answered = new CountDownLatch(1);

	@AfterEach
	void answer() {
		this.answered.countDown();
	}

	@Test
	void ticketWithoutBindingMayBeRejectedWhereABoundOneIsNot() throws Exception {
		assertThat(check(IwaChannelBinding.NEVER, ended(REJECTED), ended(null))).satisfies((result) -> {
			assertThat(result.status()).isEqualTo(Status.PASS);
			assertThat(result.line()).startsWith("channel-binding=never: rejected, as AD FS does");
			assertThat(result.details()).singleElement().asString().startsWith("negotiate-rejected (WS_TRUST): ");
		});
	}

	@Test
	void rejectionOfEveryTicketIsAFailure() throws Exception {
		assertThat(check(IwaChannelBinding.NEVER, ended(REJECTED), ended(REJECTED)))
			.isEqualTo(Result.fail("channel-binding=never: rejected, and channel-binding=auto: negotiate-rejected",
					ended(REJECTED).details()));
		assertThat(check(IwaChannelBinding.NEVER, ended(REJECTED), blocked().await()).line())
			.isEqualTo("channel-binding=never: rejected, and channel-binding=auto: timed out");
	}

	@Test
	void rejectionOfATicketThatMayBeBoundIsAFailure() throws Exception {
		for (IwaChannelBinding mode : new IwaChannelBinding[] { IwaChannelBinding.AUTO, IwaChannelBinding.ALWAYS }) {
			assertThat(check(mode, ended(REJECTED), ended(null)).status()).isEqualTo(Status.FAIL);
		}
	}

	@Test
	void otherFailureIsNotOwedToTheMode() throws Exception {
		SignIn signIn = ended(failure(IwaErrorCode.TICKET_MISSING, Stage.KERBEROS));
		assertThat(check(IwaChannelBinding.NEVER, signIn, ended(null)))
			.isEqualTo(Result.fail("channel-binding=never: ticket-missing", signIn.details()));
	}

	@Test
	void signInThatIsBlockedHasTimedOutForEveryoneAndForEver() throws Exception {
		SignIn signIn = blocked();
		for (int i = 0; i < 2; i++) {
			assertThat(signIn.await().hasTimedOut()).isTrue();
			assertThat(signIn.hasSucceeded()).isFalse();
			assertThat(signIn.end()).isEqualTo("timed out");
			assertThat(signIn.stage()).isEqualTo("unknown");
			assertThat(signIn.status()).isEqualTo("none");
			assertThat(check(IwaChannelBinding.AUTO, signIn, signIn).line())
				.isEqualTo("channel-binding=auto: timed out");
			assertThat(signIn.details())
				.containsExactly("It took longer than 0 s: Windows, or the network, does not answer.");
			this.answered.countDown();
		}
	}

	private static Result check(IwaChannelBinding mode, SignIn signIn, SignIn auto) {
		return new SignInCheck(mode).result(signIn, auto);
	}

	private static SignIn ended(@Nullable IwaException failure) throws InterruptedException {
		return SignIn.start(() -> failure, Duration.ofMinutes(1)).await();
	}

	private SignIn blocked() {
		return SignIn.start(() -> {
			this.answered.await();
			return null;
		}, Duration.ofMillis(1));
	}

	private static IwaException failure(IwaErrorCode code, Stage stage) {
		return IwaException.of(code, stage).description("It failed.").action("Wait.").build();
	}

}
