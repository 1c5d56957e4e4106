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

package io.github.iwaspring.directory;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.directory.DeviceCodeGrant.SlowDown;
import io.github.iwaspring.entra.HostAndPort;
import io.github.iwaspring.kerberos.KerberosIdentity;
import io.github.iwaspring.token.AcquisitionContext;
import io.github.iwaspring.token.AcquisitionListener.ResponseInfo;
import org.jspecify.annotations.Nullable;

/**
 * One sign-in with the directory: the identity, and the state from earlier responses.
 * Wraps the acquisition that it serves.
 * <p>
 * msal4j calls its HTTP client without saying for which sign-in, but on the thread of the
 * acquisition, because it has no other executor. Hence a context belongs to a thread
 * while it is open.
 */
public final class SignInContext implements AutoCloseable {

	private static final ThreadLocal<@Nullable SignInContext> CURRENT = new ThreadLocal<>();

	private final AcquisitionContext acquisition;

	private final KerberosIdentity identity;

	private @Nullable URI federationMetadata;

	private final Map<HostAndPort, X509Certificate> certificates = new HashMap<>();

	private boolean channelBound;

	private int ticketLength;

	private @Nullable WsTrustResponse issued;

	private boolean cacheUsed;

	private @Nullable DirectoryRequest lastRequest;

	private @Nullable String requiredClaims;

	private final SlowDown slowDown = SlowDown.in(this);

	private SignInContext(AcquisitionContext acquisition, KerberosIdentity identity) {
		this.acquisition = acquisition;
		this.identity = identity;
	}

	/**
	 * Opens a context on this thread.
	 * @param acquisition the acquisition that it serves
	 * @param identity who signs in
	 * @return the context, to be closed on the same thread
	 */
	public static SignInContext open(AcquisitionContext acquisition, KerberosIdentity identity) {
		SignInContext context = new SignInContext(acquisition, identity);
		CURRENT.set(context);
		return context;
	}

	/**
	 * Returns the context that is open on this thread.
	 */
	static SignInContext current() {
		SignInContext context = CURRENT.get();
		if (context == null) {
			throw new IllegalStateException("No sign-in is under way on " + Thread.currentThread().getName());
		}
		return context;
	}

	/**
	 * Records the beginning of something that is not a request.
	 * @param stage the stage
	 * @param description what begins, for the message of a time-out
	 * @throws IwaException if the acquisition's time is over
	 */
	public void enter(Stage stage, String description) {
		this.acquisition.enter(stage, description);
	}

	/**
	 * Records the beginning of a wait for something in this process.
	 * @param stage the stage
	 * @param description what is waited for, for the message of a time-out
	 * @throws IwaException if the acquisition's time is over
	 */
	public void enterWait(Stage stage, String description) {
		this.acquisition.enterWait(stage, description);
	}

	/**
	 * Records the beginning of a request, which the discovery cache may answer.
	 * @throws IwaException if the acquisition's time is over
	 */
	void enter(DirectoryRequest request) {
		this.lastRequest = request;
		HostAndPort origin = HostAndPort.of(request.url());
		if (origin != null) {
			this.acquisition.listener().requestStarted(request.step().stage(), origin.toString());
		}
		this.acquisition.enter(request.step().stage(), request.toString());
	}

	/**
	 * Records that a request leaves this machine.
	 */
	void requestSent() {
		this.acquisition.requestSent();
	}

	/**
	 * Records the response to a request, and the certificate of its server.
	 */
	void responseReceived(DirectoryRequest request, DirectoryResponse response) {
		HostAndPort origin = HostAndPort.of(request.url());
		if (origin == null) {
			return;
		}
		X509Certificate certificate = response.serverCertificate();
		this.acquisition.listener()
			.responseReceived(new ResponseInfo(request.step().stage(), origin.toString(), response.status(),
					response.clockOffset(), certificate));
		if (certificate != null) {
			this.certificates.put(origin, certificate);
		}
	}

	/**
	 * Describes a failure that was found after the last response.
	 * @param code the kind of failure
	 * @param description what happened, in whole sentences
	 * @return a builder
	 */
	public IwaException.Builder failure(IwaErrorCode code, String description) {
		DirectoryRequest request = this.lastRequest;
		return (request != null) ? request.failure(code, description)
				: IwaException.of(code, Stage.TOKEN).description(description).local();
	}

	/**
	 * Restores the interrupt of this thread and completes the failure that it causes.
	 * @param failure the failure, which has no action yet
	 * @return the exception
	 */
	public static IwaException interrupted(IwaException.Builder failure) {
		Thread.currentThread().interrupt();
		return failure.action("The acquisition had timed out, or the application was closing.").build();
	}

	/**
	 * Returns the fingerprint of the credentials before they were used.
	 * @return an object to compare with others by {@code equals}
	 */
	public Object fingerprint() {
		return this.acquisition.fingerprint();
	}

	/**
	 * Returns who signs in.
	 * @return the Kerberos identity
	 */
	public KerberosIdentity identity() {
		return this.identity;
	}

	/**
	 * Records the beginning of the request for a Kerberos ticket.
	 */
	void enterKerberos(String host) {
		this.acquisition.enter(Stage.KERBEROS, "the Kerberos ticket for " + host);
	}

	/**
	 * Records that there is a ticket.
	 */
	void ticketObtained() {
		this.acquisition.requestSent();
		this.acquisition.listener().ticketObtained();
	}

	/**
	 * Records that the ticket is bound to its TLS connection.
	 */
	void channelBindingAdded() {
		this.channelBound = true;
		this.acquisition.listener().channelBindingAdded();
	}

	boolean isChannelBound() {
		return this.channelBound;
	}

	/**
	 * Records that a ticket is sent.
	 * @param length the length of the header that carries it
	 */
	void ticketSent(int length) {
		this.ticketLength = length;
	}

	/**
	 * Returns the length of the header that carried the last ticket, 0 before.
	 */
	int ticketLength() {
		return this.ticketLength;
	}

	/**
	 * Returns the assertion that the ticket was exchanged for.
	 * @return the response with it, or {@code null} before that response
	 */
	@Nullable WsTrustResponse issued() {
		return this.issued;
	}

	void issued(WsTrustResponse response) {
		this.issued = response;
	}

	/**
	 * Returns the certificate with which the origin of a URL last answered.
	 * @return the certificate, or {@code null} before the first response over TLS
	 */
	@Nullable X509Certificate certificate(URI url) {
		HostAndPort origin = HostAndPort.of(url);
		return (origin != null) ? this.certificates.get(origin) : null;
	}

	/**
	 * Returns the URL of the federation metadata that the user realm named.
	 * @return the URL, or {@code null} before that response
	 */
	@Nullable URI federationMetadata() {
		return this.federationMetadata;
	}

	void federationMetadata(URI url) {
		this.federationMetadata = url;
	}

	/**
	 * Records that a response came from the discovery cache.
	 */
	void discoveryCacheUsed() {
		this.cacheUsed = true;
	}

	/**
	 * Whether a response came from the discovery cache.
	 * @return {@code true} if a failure may be due to a response that no longer holds
	 */
	public boolean hasUsedDiscoveryCache() {
		return this.cacheUsed;
	}

	/**
	 * Returns what the application requests the token for.
	 * @return the request, with scopes
	 */
	public IwaTokenRequest request() {
		return this.acquisition.request();
	}

	/**
	 * Returns what the token is requested for from the directory.
	 * @return the request, with the claims that a prompt has to satisfy
	 */
	IwaTokenRequest tokenRequest() {
		return (this.requiredClaims != null) ? request().withClaims(this.requiredClaims) : request();
	}

	/**
	 * Sets the claims that a prompt has to satisfy.
	 * @param claims the claims as JSON, or {@code null} for those of the token request
	 */
	public void requireClaims(@Nullable String claims) {
		this.requiredClaims = claims;
	}

	/**
	 * Records when the directory wants the token renewed that it has issued.
	 * @param time the time, or {@code null} if it did not say
	 */
	public void renewFrom(@Nullable Instant time) {
		this.acquisition.renewFrom(time);
	}

	/**
	 * Replaces the deadline of the acquisition, because the user is prompted.
	 * @param timeout the time, from now
	 * @param timedOut the failure at the end of it
	 */
	public void restartForPrompt(Duration timeout, Supplier<IwaException> timedOut) {
		this.acquisition.restartForPrompt(timeout, timedOut);
	}

	/**
	 * Returns the time that is left to the acquisition.
	 * @return the time, negative once it is over
	 */
	public Duration remaining() {
		return this.acquisition.remaining();
	}

	/**
	 * Describes an acquisition whose time is over.
	 * @return the exception
	 */
	public IwaException timedOut() {
		return this.acquisition.timedOut();
	}

	/**
	 * Returns the extra polling delay.
	 */
	SlowDown slowDown() {
		return this.slowDown;
	}

	@Override
	public void close() {
		CURRENT.remove();
	}

}
