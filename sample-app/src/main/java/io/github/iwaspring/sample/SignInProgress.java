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

package io.github.iwaspring.sample;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.github.iwaspring.IwaDeviceCode;
import io.github.iwaspring.IwaDeviceCodePrompt;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * What a person sees while the application signs in: a spinner on the standard error
 * stream, if that is a terminal, and a device code in its place where one is needed.
 */
@Component
final class SignInProgress implements IwaDeviceCodePrompt {

	private static final String FRAMES = "|/-\\";

	private static final long FRAME_MILLIS = 120;

	private final PrintStream errors = System.err;

	private volatile @Nullable Spinner spinner;

	/**
	 * Runs a sign-in under the spinner.
	 * @param <T> the type of the result
	 * @param signIn the sign-in
	 * @return its result
	 */
	<T> T during(Supplier<T> signIn) {
		if (!Terminal.ERRORS.isTerminal()) {
			return signIn.get();
		}
		Spinner started = new Spinner();
		this.spinner = started;
		started.start();
		try {
			return signIn.get();
		}
		finally {
			started.end();
			this.spinner = null;
		}
	}

	@Override
	public void show(IwaDeviceCode code) {
		Spinner running = this.spinner;
		if (running != null) {
			running.end();
		}
		String whom = (code.username() != null) ? code.username() : "you";
		this.errors
			.println(code.tenant() + " asks " + whom + " to sign in to the application " + code.clientId() + ".");
		this.errors.println("If you started it, open " + code.verificationUri() + " in a browser and enter the code "
				+ code.userCode());
	}

	/**
	 * A thread that draws the spinner until it is told to end.
	 */
	private final class Spinner extends Thread {

		private final CountDownLatch end = new CountDownLatch(1);

		private final CountDownLatch ended = new CountDownLatch(1);

		Spinner() {
			super("sign-in-progress");
			setDaemon(true);
		}

		@Override
		public void run() {
			try {
				boolean shown = false;
				for (int frame = 0; !this.end.await(FRAME_MILLIS, TimeUnit.MILLISECONDS); frame++) {
					SignInProgress.this.errors.print("\rSigning in " + FRAMES.charAt(frame % FRAMES.length()));
					SignInProgress.this.errors.flush();
					shown = true;
				}
				if (shown) {
					SignInProgress.this.errors.print("\r             \r");
					SignInProgress.this.errors.flush();
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			finally {
				this.ended.countDown();
			}
		}

		/**
		 * Removes the spinner before anything else is printed.
		 */
		void end() {
			this.end.countDown();
			try {
				this.ended.await(1, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

}
