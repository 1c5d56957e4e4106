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

package io.github.iwaspring.kerberos;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import io.github.iwaspring.IwaException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a wrong key or password from locking its account: after the domain controller has
 * rejected it, the same credentials are not tried again for five minutes.
 * <p>
 * What is wrong is known to the whole process: a token service, its renewals, its doctor
 * and every other service with the same credentials would lock the same account. Safe for
 * use by several threads.
 */
public final class WrongKeyBrake {

	/**
	 * How long rejected credentials are not tried again.
	 */
	static final Duration PAUSE = Duration.ofMinutes(5);

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

	private static final int MOST_CREDENTIALS = 100;

	private static final Map<Object, Credentials> KNOWN = Collections
		.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {

			@Override
			protected boolean removeEldestEntry(Map.Entry<Object, Credentials> eldest) {
				return size() > MOST_CREDENTIALS;
			}

		});

	private final InstantSource clock;

	/**
	 * Creates the brake of one user of credentials.
	 * @param clock the clock that ends a pause
	 */
	public WrongKeyBrake(InstantSource clock) {
		this.clock = clock;
	}

	private void check(Credentials credentials) {
		Rejection rejection = credentials.rejection;
		Instant now = this.clock.instant();
		if (rejection != null && rejection.isBraked(now)) {
			throw rejection.exception(now);
		}
	}

	/**
	 * Records that a domain controller rejected credentials.
	 * @param fingerprint identifies the credentials
	 * @param failure the rejection
	 * @return the failure to throw, which says since when the credentials are wrong
	 */
	public IwaException rejected(Object fingerprint, IwaException failure) {
		Credentials credentials = credentials(fingerprint);
		Instant now = this.clock.instant();
		Rejection former = credentials.rejection;
		Rejection rejection = new Rejection(failure, (former != null) ? former.since() : now, now);
		credentials.rejection = rejection;
		return rejection.exception(now);
	}

	/**
	 * Logs in unless the credentials are wrong. With the same credentials one thread logs
	 * in at a time; the others wait for it, for at most five seconds, and then go on.
	 * @param fingerprint identifies the credentials
	 * @param login logs in; calls {@link #rejected} if the credentials are wrong
	 * @param <T> the type of the result
	 * @return the result of the login
	 */
	public <T> T logIn(Object fingerprint, Supplier<T> login) {
		Credentials credentials = credentials(fingerprint);
		check(credentials);
		boolean locked = lock(credentials.lock);
		try {
			check(credentials);
			T result = login.get();
			credentials.rejection = null;
			return result;
		}
		finally {
			if (locked) {
				credentials.lock.unlock();
			}
		}
	}

	private static boolean lock(ReentrantLock lock) {
		try {
			return lock.tryLock(LONGEST_WAIT.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private static Credentials credentials(Object fingerprint) {
		return KNOWN.computeIfAbsent(fingerprint, (key) -> new Credentials());
	}

	private static final class Credentials {

		private final ReentrantLock lock = new ReentrantLock();

		private volatile @Nullable Rejection rejection;

	}

	/**
	 * A rejection of credentials.
	 *
	 * @param failure the failure
	 * @param since when these credentials were rejected first
	 * @param last when they were rejected last
	 */
	private record Rejection(IwaException failure, Instant since, Instant last) {

		/**
		 * Whether the pause lasts. A clock that was set back ends it.
		 */
		boolean isBraked(Instant now) {
			return !now.isBefore(this.last) && now.isBefore(this.last.plus(PAUSE));
		}

		IwaException exception(Instant now) {
			Instant until = this.last.plus(PAUSE);
			return this.failure.toBuilder()
				.description(this.failure.description() + " The credentials have been wrong since "
						+ this.since.truncatedTo(ChronoUnit.SECONDS)
						+ ". Since each attempt counts towards a lock-out of the account, the same credentials are not "
						+ "tried again before " + until.truncatedTo(ChronoUnit.SECONDS) + ".")
				.retryAfter(Duration.between(now, until))
				.cause(now.equals(this.last) ? this.failure.getCause() : this.failure)
				.build();
		}

	}

}
