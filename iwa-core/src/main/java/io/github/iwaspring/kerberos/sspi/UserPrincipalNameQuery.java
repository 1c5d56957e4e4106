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

package io.github.iwaspring.kerberos.sspi;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

import io.github.iwaspring.kerberos.KerberosIdentity.UserName;
import io.github.iwaspring.support.Diagnosis;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Asks Windows for the user principal name, and waits two seconds at most.
 * <p>
 * While no domain controller answers, the call blocks in the LSA, and nothing can end it.
 * So it runs on a daemon thread of its own, and callers who come meanwhile wait for the
 * same call: there is never more than one such thread. The name is not kept for the next
 * call. That thread impersonates nobody, so that the name is the one of the process's
 * user even if the caller impersonates another. If there is no name, the reason is logged
 * at DEBUG, without what Windows returned.
 *
 * @see <a href=
 * "https://learn.microsoft.com/windows/win32/api/secext/nf-secext-getusernameexw">GetUserNameExW</a>
 * @see <a href=
 * "https://learn.microsoft.com/windows/win32/api/secext/ne-secext-extended_name_format">EXTENDED_NAME_FORMAT</a>
 */
final class UserPrincipalNameQuery {

	private static final Log logger = LogFactory.getLog(UserPrincipalNameQuery.class);

	private static final Duration LIMIT = Duration.ofSeconds(2);

	private static final Pattern NAME = Pattern
		.compile("[^\\s\\p{Cntrl}@\\\\/\"\\[\\]:;|=,+*?<>]+@[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)*");

	private final Duration limit;

	private final ThreadFactory threads;

	private @Nullable FutureTask<Sspi.Named> call;

	UserPrincipalNameQuery() {
		this(LIMIT);
	}

	UserPrincipalNameQuery(Duration limit) {
		this(limit, (call) -> new Thread(call, "iwa-user-principal-name"));
	}

	UserPrincipalNameQuery(Duration limit, ThreadFactory threads) {
		this.limit = limit;
		this.threads = threads;
	}

	/**
	 * Asks Windows, or waits for the call that is running. An interrupted caller stops
	 * waiting, and its interrupt flag stays set.
	 * @param windows the functions of Windows
	 * @return the name, or why there is none
	 */
	UserName ask(Sspi windows) {
		try {
			return read(call(windows).get(this.limit.toNanos(), TimeUnit.NANOSECONDS));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return unknown("the thread was interrupted", SspiErrors.NAME_NOT_RETURNED);
		}
		catch (TimeoutException ex) {
			return unknown("it took longer than " + this.limit.toMillis() + " ms", SspiErrors.NAME_NOT_ASKED);
		}
		catch (OutOfMemoryError noThread) {
			return unknown("no thread could be made", SspiErrors.NAME_NOT_RETURNED);
		}
		catch (ExecutionException ex) {
			return unknown(
					"it could not be called (" + Objects.requireNonNull(ex.getCause()).getClass().getName() + ")",
					SspiErrors.NAME_NOT_RETURNED);
		}
	}

	private synchronized FutureTask<Sspi.Named> call(Sspi windows) {
		FutureTask<Sspi.Named> running = this.call;
		if (running != null && !running.isDone()) {
			return running;
		}
		FutureTask<Sspi.Named> next = new FutureTask<>(windows::userPrincipalName);
		Thread thread = this.threads.newThread(next);
		thread.setDaemon(true);
		thread.start();
		this.call = next;
		return next;
	}

	private static UserName read(Sspi.Named named) {
		if (named.status() != 0) {
			return unknown(reason(named.status()), SspiErrors.missingName(named.status()));
		}
		String name = named.name();
		return (name != null && NAME.matcher(name).matches()) ? new UserName(name, null)
				: unknown("what it returned is not one user principal name", SspiErrors.NAME_NOT_RETURNED);
	}

	private static String reason(int error) {
		return switch (error) {
			case 1332 -> "the account has none, as a local account (ERROR_NONE_MAPPED, 1332)";
			case 1355 -> "no domain controller could be asked (ERROR_NO_SUCH_DOMAIN, 1355)";
			default -> "the error is " + error;
		};
	}

	private static UserName unknown(String reason, Diagnosis missing) {
		logger.debug("GetUserNameEx returned no user principal name: " + reason + ".");
		return new UserName(null, missing);
	}

}
