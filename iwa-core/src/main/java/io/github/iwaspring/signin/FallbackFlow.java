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

import java.time.Duration;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaFallbackFlow;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.directory.SignInContext;
import org.jspecify.annotations.Nullable;

/**
 * A flow that prompts the user. Only the first flow that helps and is available is tried.
 */
interface FallbackFlow {

	/**
	 * The flow as {@code iwa.fallback.flows} names it.
	 */
	IwaFallbackFlow kind();

	/**
	 * How long the user may take.
	 */
	Duration timeout();

	/**
	 * Why the flow cannot run here and now.
	 * @return the obstacle, without a full stop, or {@code null} if there is none
	 */
	@Nullable String unavailable();

	/**
	 * Prompts the user.
	 * @return the token
	 * @throws IwaException if there is none
	 */
	IwaToken acquire(Session session, SignInContext context, Prompt prompt);

	/**
	 * The failure of a prompt that the user did not answer in time.
	 */
	default IwaException timedOut() {
		String property = switch (kind()) {
			case BROKER, INTERACTIVE -> "iwa.fallback.interactive.timeout";
			case DEVICE_CODE -> "iwa.fallback.device-code.timeout";
		};
		return IwaException.of(IwaErrorCode.FALLBACK_TIMEOUT, Stage.FALLBACK)
			.description("The user did not sign in within " + timeout().toSeconds() + " s (" + kind().id() + ").")
			.action("Ask again when the user is at the machine, or raise " + property + ".")
			.build();
	}

	/**
	 * What the user is asked for.
	 *
	 * @param principal the Kerberos principal that the account belongs to
	 * @param username the user who is asked, or {@code null} if no name is known
	 * @param claims the claims that the directory or the API demands, as JSON, or
	 * {@code null}
	 * @param shown to be run when the user is about to see the prompt
	 */
	record Prompt(String principal, @Nullable String username, @Nullable String claims, Runnable shown) {

		/**
		 * Hides the user.
		 */
		@Override
		public String toString() {
			return "Prompt[claims=" + (this.claims != null) + "]";
		}

	}

}
