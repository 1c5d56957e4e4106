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

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.directory.SignInContext;
import org.jspecify.annotations.Nullable;

/**
 * Runs one sign-in at a time while a session is not bound to an account. If the first
 * sign-in succeeds, callers that waited find its account, and with it a refresh token. If
 * it fails before the token request, callers that waited with the same ticket get the
 * same failure instead of retrying one by one.
 */
final class SignInLock {

	private final ReentrantLock lock = new ReentrantLock();

	private volatile @Nullable SharedFailure lastFailure;

	/**
	 * Runs a sign-in when no other one runs.
	 * @param context the sign-in, which bounds the wait
	 * @param attempt signs in
	 * @throws IwaException if the sign-in fails, or if the one before it failed for all
	 */
	@SuppressWarnings("ReferenceEquality")
	IwaToken run(Session session, SignInContext context, Supplier<IwaToken> attempt) {
		SharedFailure before = this.lastFailure;
		await(context);
		try {
			SharedFailure last = this.lastFailure;
			if (last != null && last != before && session.account() == null
					&& last.concerns(context.identity().principal(), context.fingerprint())) {
				throw last.failure();
			}
			return run(context, attempt);
		}
		finally {
			this.lock.unlock();
		}
	}

	private IwaToken run(SignInContext context, Supplier<IwaToken> attempt) {
		try {
			return attempt.get();
		}
		catch (IwaException ex) {
			if (isBeforeTokenRequest(ex) && isInTime(context)) {
				this.lastFailure = new SharedFailure(ex, context.identity().principal(), context.fingerprint());
			}
			throw ex;
		}
	}

	private void await(SignInContext context) {
		context.enterWait(Stage.TOKEN, "another sign-in of this application");
		try {
			if (!this.lock.tryLock(context.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
				throw context.timedOut();
			}
		}
		catch (InterruptedException ex) {
			throw MsalErrors.interrupted();
		}
	}

	/**
	 * Whether a failure concerns the tokens for all scopes.
	 */
	static boolean isBeforeTokenRequest(IwaException failure) {
		return switch (failure.stage()) {
			case USER_REALM, FEDERATION_METADATA, KERBEROS, WS_TRUST -> failure.code() != IwaErrorCode.UNEXPECTED;
			default -> false;
		};
	}

	/**
	 * Whether a failure is not the end of this caller's own time. HTTP requests are
	 * bounded in milliseconds, so they may end up to one millisecond early.
	 */
	private static boolean isInTime(SignInContext context) {
		return context.remaining().toMillis() > 0;
	}

	/**
	 * A failure for callers with the same ticket.
	 *
	 * @param failure the failure
	 * @param principal the Kerberos principal that met it
	 * @param fingerprint the fingerprint of the credentials
	 */
	private record SharedFailure(IwaException failure, String principal, Object fingerprint) {

		boolean concerns(String principal, Object fingerprint) {
			return this.principal.equals(principal) && this.fingerprint.equals(fingerprint);
		}

		/**
		 * Hides the user.
		 */
		@Override
		public String toString() {
			return "SharedFailure[failure=" + this.failure + "]";
		}

	}

}
