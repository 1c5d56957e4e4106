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

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.iwaspring.IwaChannelBinding;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.kerberos.sspi.SspiCredentials;
import io.github.iwaspring.signin.FallbackSettings;
import io.github.iwaspring.signin.SignInTokenAcquirer;
import io.github.iwaspring.token.AcquisitionContext;
import io.github.iwaspring.token.AcquisitionListener;
import org.jspecify.annotations.Nullable;

/**
 * One sign-in of the library, without a cache, and the requests that it sent. It has a
 * thread of its own, since a call to Windows may block: whoever waits gets an end within
 * the limit, which stays its end. What it has seen until then can be read at any time.
 */
final class SignIn implements AcquisitionListener {

	private static final Pattern STATUS = Pattern.compile("(?:[A-Z_]+, )?0x[0-9A-F]{8}");

	/**
	 * The time that the library gives by default, for requests and for Windows together.
	 */
	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private static final Duration LIMIT = Duration.ofSeconds(70);

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private final FutureTask<@Nullable IwaException> task;

	private final Duration limit;

	private volatile @Nullable String federationHost;

	private volatile @Nullable X509Certificate federationCertificate;

	private volatile boolean bound;

	private volatile int lastStatus;

	private SignIn(Desk desk, IwaChannelBinding mode, @Nullable String service) {
		this.task = new FutureTask<>(() -> failure(desk, mode, service));
		this.limit = LIMIT;
	}

	/**
	 * Creates a sign-in that ends as it is told to.
	 * @param failure returns the failure, or {@code null} for a token
	 * @param limit how long whoever waits does so
	 */
	private SignIn(Callable<@Nullable IwaException> failure, Duration limit) {
		this.task = new FutureTask<>(failure);
		this.limit = limit;
	}

	/**
	 * Starts to sign in.
	 * @param service the service principal name of AD FS, or {@code null} for
	 * {@code HTTP/} and its host
	 */
	static SignIn start(Desk desk, IwaChannelBinding mode, @Nullable String service) {
		return new SignIn(desk, mode, service).started();
	}

	/**
	 * Starts what stands for a sign-in.
	 */
	static SignIn start(Callable<@Nullable IwaException> failure, Duration limit) {
		return new SignIn(failure, limit).started();
	}

	private SignIn started() {
		Thread thread = new Thread(this.task, "iwa-check-sign-in");
		thread.setDaemon(true);
		thread.start();
		return this;
	}

	private @Nullable IwaException failure(Desk desk, IwaChannelBinding mode, @Nullable String service) {
		try {
			IwaToken token = new SignInTokenAcquirer(desk.settings(),
					new SspiCredentials(Desk.kerberos(service, mode), mode), desk.http(), FallbackSettings.none(), null)
				.acquire(new AcquisitionContext(
						IwaTokenRequest.defaults().withScopes(desk.scopes().toArray(String[]::new)), TIMEOUT, this));
			desk.mask(token.username());
			return null;
		}
		catch (IwaException ex) {
			return ex;
		}
	}

	/**
	 * Waits for the end, which after the limit is {@link #hasTimedOut() a time-out}.
	 * @throws IllegalStateException if the sign-in ended with anything but a token or an
	 * {@link IwaException}
	 */
	SignIn await() throws InterruptedException {
		try {
			this.task.get(this.limit.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			this.task.cancel(false); // unless it has ended right now
		}
		catch (CancellationException ex) {
			// somebody has waited in vain before
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
		return this;
	}

	@Override
	public void requestStarted(Stage stage, String host) {
		if (stage == Stage.FEDERATION_METADATA || stage == Stage.WS_TRUST) {
			this.federationHost = host.replaceFirst(":\\d+$", "");
		}
	}

	@Override
	public void responseReceived(ResponseInfo response) {
		this.lastStatus = response.status();
		this.requests.add(response.stage().name().toLowerCase(Locale.ROOT).replace('_', '-') + " at " + response.host()
				+ ": HTTP " + response.status() + ((response.stage() == Stage.WS_TRUST) ? binding() : ""));
		if (response.stage() == Stage.FEDERATION_METADATA || response.stage() == Stage.WS_TRUST) {
			this.federationCertificate = response.certificate();
		}
	}

	private String binding() {
		return this.bound ? ", the ticket was bound" : ", the ticket was not bound";
	}

	@Override
	public void channelBindingAdded() {
		this.bound = true;
	}

	/**
	 * Returns the requests that were answered, and the failure.
	 */
	List<String> details() {
		List<String> details = new ArrayList<>(this.requests);
		IwaException failure = failure();
		if (failure != null) {
			details.add(describe(failure));
		}
		else if (hasTimedOut()) {
			details
				.add("It took longer than " + this.limit.toSeconds() + " s: Windows, or the network, does not answer.");
		}
		return details;
	}

	static String describe(IwaException failure) {
		return failure.code().id() + " (" + failure.stage() + "): " + failure.description() + " Action: "
				+ failure.action();
	}

	boolean hasTimedOut() {
		return this.task.isCancelled();
	}

	boolean hasSucceeded() {
		return this.task.isDone() && !hasTimedOut() && failure() == null;
	}

	/**
	 * Whether AD FS did not accept the ticket.
	 */
	boolean isRejected() {
		IwaException failure = failure();
		return failure != null && failure.code() == IwaErrorCode.NEGOTIATE_REJECTED;
	}

	/**
	 * Returns how it ended: {@code signed in}, {@code timed out} or the code of the
	 * error.
	 */
	String end() {
		IwaException failure = failure();
		if (failure != null) {
			return failure.code().id();
		}
		return hasSucceeded() ? "signed in" : "timed out";
	}

	/**
	 * Returns the stage of the error, {@code TOKEN} without one.
	 */
	String stage() {
		IwaException failure = failure();
		if (failure != null) {
			return String.valueOf(failure.stage());
		}
		return hasSucceeded() ? Stage.TOKEN.name() : "unknown";
	}

	private @Nullable IwaException failure() {
		try {
			return (this.task.isDone() && !this.task.isCancelled()) ? this.task.get() : null;
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Returns the status of Windows, else that of HTTP, as far as there is one.
	 */
	String status() {
		IwaException failure = failure();
		Matcher windows = STATUS.matcher((failure != null) ? failure.description() : "");
		if (windows.find()) {
			return windows.group();
		}
		return (this.lastStatus != 0) ? "HTTP " + this.lastStatus : "none";
	}

	@Nullable String federationHost() {
		return this.federationHost;
	}

	@Nullable X509Certificate federationCertificate() {
		return this.federationCertificate;
	}

}
