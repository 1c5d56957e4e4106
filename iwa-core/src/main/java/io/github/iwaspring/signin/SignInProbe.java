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
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.directory.DiscoveryCache;
import io.github.iwaspring.directory.HttpSettings;
import io.github.iwaspring.directory.SignInContext;
import io.github.iwaspring.kerberos.KerberosCredentials;
import io.github.iwaspring.kerberos.KerberosIdentity;
import io.github.iwaspring.signin.SignInTrace.TokenDetails;
import io.github.iwaspring.support.RuntimeModule;
import io.github.iwaspring.token.AcquisitionContext;

/**
 * Runs a complete sign-in to watch it, from the ticket to the token. It uses a session of
 * its own, which is dropped with its token. It reads no cache and never prompts.
 */
public final class SignInProbe {

	private final SignInSettings settings;

	private final KerberosCredentials credentials;

	private final HttpSettings http;

	/**
	 * Creates the probe. Nothing is read or sent before it runs.
	 * @param settings who signs in, with which client, where
	 * @param credentials the Kerberos credentials
	 * @param http the settings of the HTTP transport
	 */
	public SignInProbe(SignInSettings settings, KerberosCredentials credentials, HttpSettings http) {
		this.settings = settings;
		this.credentials = credentials;
		this.http = http;
	}

	/**
	 * Signs in on a thread of its own and waits for it.
	 * @param scopes the scopes of the token, at least one
	 * @param timeout how long to wait at most
	 * @return the course of the sign-in; a failure is part of it
	 */
	public SignInTrace run(Set<String> scopes, Duration timeout) {
		SignInTrace.Recorder recorder = new SignInTrace.Recorder(this.http);
		AcquisitionContext acquisition = new AcquisitionContext(
				IwaTokenRequest.defaults().withScopes(scopes.toArray(String[]::new)).withForceRefresh(), timeout,
				recorder);
		FutureTask<TokenDetails> signIn = new FutureTask<>(() -> signIn(acquisition, recorder));
		start(signIn);
		try {
			return recorder.trace(signIn.get(timeout.toNanos(), TimeUnit.NANOSECONDS), null);
		}
		catch (TimeoutException ex) {
			return recorder.trace(null, acquisition.timedOut());
		}
		catch (ExecutionException ex) {
			return recorder.trace(null, translate((ex.getCause() != null) ? ex.getCause() : ex));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return recorder.trace(null, unexpected("The sign-in was interrupted.", "Run the doctor again.", ex));
		}
		finally {
			signIn.cancel(true);
		}
	}

	/**
	 * Signs in. Kept tickets are forgotten first, since they would hide a failure of the
	 * domain controller.
	 */
	private TokenDetails signIn(AcquisitionContext acquisition, SignInTrace.Recorder recorder) {
		acquisition.enter(Stage.KERBEROS, "reading the Kerberos credentials");
		this.credentials.forget();
		KerberosIdentity identity = this.credentials.current();
		recorder.identified(identity, this.settings);
		Session session = Session.start(this.settings, this.http, new DiscoveryCache(InstantSource.system()), null);
		try (SignInContext context = SignInContext.open(acquisition, identity)) {
			IwaToken token = new IntegratedFlow(this.settings).acquire(session, context);
			Account account = session.account();
			if (token == null || account == null) {
				throw new IllegalStateException("The sign-in ended without a token");
			}
			String audience = Account.claims(token.value()).text("aud");
			return new TokenDetails(token.username(), audience.isEmpty() ? null : audience, token.scopes(),
					token.expiresAt(), account.tenant());
		}
	}

	private static void start(Runnable task) {
		Thread thread = new Thread(task, "iwa-doctor");
		thread.setDaemon(true);
		thread.setContextClassLoader(SignInProbe.class.getClassLoader());
		thread.start();
	}

	private static IwaException translate(Throwable failure) {
		IwaException known = (failure instanceof IwaException ours) ? ours
				: RuntimeModule.explain(failure, Stage.TOKEN);
		return (known != null) ? known
				: unexpected("The sign-in failed inside this library (" + failure.getClass().getName() + ").",
						"Please report it.", failure);
	}

	private static IwaException unexpected(String description, String action, Throwable cause) {
		return IwaException.of(IwaErrorCode.UNEXPECTED, Stage.TOKEN)
			.description(description)
			.action(action)
			.cause(cause)
			.build();
	}

}
