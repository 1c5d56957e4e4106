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

package io.github.iwaspring.token;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaTokenRequest;
import org.jspecify.annotations.Nullable;

/**
 * The context of one acquisition: the request, the deadline and the step in progress.
 * Written by the thread of the acquisition, read by others.
 */
public final class AcquisitionContext {

	private final Runnable onRestart;

	private final boolean renewal;

	private volatile AcquisitionListener listener;

	private volatile Deadline deadline;

	private volatile IwaTokenRequest request;

	private volatile boolean prompting;

	private volatile @Nullable Instant renewFrom;

	private volatile Step step = new Step(Stage.USERNAME, "waiting for a free thread", true);

	private volatile boolean requestSent;

	private volatile Object fingerprint = "";

	/**
	 * Creates the context of an acquisition. Its time starts now.
	 * @param request the request; its scopes are not empty
	 * @param timeout the time limit of the whole acquisition
	 * @param listener notified of the requests to the directory
	 */
	public AcquisitionContext(IwaTokenRequest request, Duration timeout, AcquisitionListener listener) {
		this(request, timeout, listener, () -> {
		}, false);
	}

	/**
	 * Creates the context of an acquisition, with a callback for a changed deadline.
	 * @param onRestart called when the deadline is replaced
	 * @param renewal whether no caller waits for the token
	 */
	AcquisitionContext(IwaTokenRequest request, Duration timeout, AcquisitionListener listener, Runnable onRestart,
			boolean renewal) {
		this.listener = listener;
		this.renewal = renewal;
		this.request = request;
		this.onRestart = onRestart;
		this.deadline = Deadline.after(timeout, () -> timedOut(timeout));
	}

	/**
	 * The request to satisfy.
	 * @return the request, with scopes
	 */
	public IwaTokenRequest request() {
		return this.request;
	}

	/**
	 * The listener of the requests to the directory.
	 * @return the listener, {@link AcquisitionListener#NONE} if there is none
	 */
	public AcquisitionListener listener() {
		return this.listener;
	}

	/**
	 * Sets the listener, before the acquisition starts.
	 */
	void listener(AcquisitionListener listener) {
		this.listener = listener;
	}

	/**
	 * Whether a token is renewed that is still valid, or prefetched. Neither prompts.
	 * @return {@code true} if no caller waits for the token
	 */
	public boolean isRenewal() {
		return this.renewal;
	}

	/**
	 * Sets when the directory wants the issued token to be renewed.
	 * @param time the time, or {@code null} if the directory named none
	 */
	public void renewFrom(@Nullable Instant time) {
		this.renewFrom = time;
	}

	@Nullable Instant renewFrom() {
		return this.renewFrom;
	}

	/**
	 * Enters the next step, which a time-out then names.
	 * @param stage the stage of the step
	 * @param description what the step does, without a full stop, for an error message
	 * @throws IwaException if the time is over
	 */
	public void enter(Stage stage, String description) {
		enter(new Step(stage, description, false));
	}

	/**
	 * Enters a step that only waits for something in this process.
	 * @param stage the stage of the step
	 * @param description what it waits for, without a full stop, for an error message
	 * @throws IwaException if the time is over
	 */
	public void enterWait(Stage stage, String description) {
		enter(new Step(stage, description, true));
	}

	private void enter(Step next) {
		this.step = next;
		if (!next.waits()) {
			this.listener.stepEntered(next.stage());
		}
		if (remaining().isNegative()) {
			throw timedOut();
		}
	}

	/**
	 * Records that a request to the directory is sent, or that there is a ticket for one.
	 */
	public void requestSent() {
		this.requestSent = true;
	}

	/**
	 * Whether a failure of this acquisition cost a request, its own or an earlier one.
	 */
	boolean isPausedAfter(IwaException failure) {
		return this.requestSent || !failure.isLocal();
	}

	/**
	 * Sets the fingerprint of the credentials, before they are used.
	 * @param fingerprint the fingerprint
	 */
	public void fingerprint(Object fingerprint) {
		this.fingerprint = fingerprint;
	}

	/**
	 * The fingerprint of the credentials before they were used.
	 * @return an object to compare with others by {@code equals}
	 */
	public Object fingerprint() {
		return this.fingerprint;
	}

	/**
	 * Replaces the deadline, because the user is prompted.
	 * @param timeout the time from now
	 * @param timedOut supplies the failure at the end of that time
	 * @throws IwaException if the previous time is over
	 */
	public void restartForPrompt(Duration timeout, Supplier<IwaException> timedOut) {
		if (remaining().isNegative()) {
			throw timedOut();
		}
		this.prompting = true;
		this.deadline = Deadline.after(timeout, timedOut);
		this.onRestart.run();
	}

	/**
	 * Whether the user is prompted, or this acquisition waits for another prompt to end.
	 */
	boolean isPrompting() {
		return this.prompting;
	}

	/**
	 * The time until the deadline.
	 * @return the time; negative after the deadline
	 */
	public Duration remaining() {
		return Duration.ofNanos(this.deadline.nanoTime() - System.nanoTime());
	}

	/**
	 * The failure of an acquisition whose time is over.
	 * @return a new exception, which names the step in progress
	 */
	public IwaException timedOut() {
		return this.deadline.timedOut().get();
	}

	private IwaException timedOut(Duration timeout) {
		Step current = this.step;
		boolean kerberos = current.stage() == Stage.KERBEROS && !current.waits();
		IwaException.Builder timedOut = IwaException.of(IwaErrorCode.TIMEOUT, current.stage())
			.description("No token was obtained within " + timeout.toMillis() + " ms. The step in progress was: "
					+ current.description() + "." + (kerberos ? " No domain controller answered in that time." : ""))
			.action(kerberos
					? "Check the VPN, and that the domain controllers which krb5.conf or DNS name for the realm answer on "
							+ "port 88 over UDP and TCP. Or raise iwa.token.acquire-timeout."
					: "Check the network or VPN connection to that host, or raise iwa.token.acquire-timeout.");
		return (current.waits() ? timedOut.local() : timedOut).build();
	}

	/**
	 * Demands a new token from the directory.
	 */
	void forceRefresh() {
		this.request = this.request.withForceRefresh();
	}

	private record Step(Stage stage, String description, boolean waits) {
	}

	private record Deadline(long nanoTime, Supplier<IwaException> timedOut) {

		static Deadline after(Duration timeout, Supplier<IwaException> timedOut) {
			return new Deadline(System.nanoTime() + timeout.toNanos(), timedOut);
		}

	}

}
