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

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;

import com.microsoft.aad.msal4j.AuthorizationCodeParameters;
import com.microsoft.aad.msal4j.AuthorizationRequestUrlParameters;
import com.microsoft.aad.msal4j.ResponseMode;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaFallbackFlow;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaToken.Source;
import io.github.iwaspring.directory.SignInContext;
import io.github.iwaspring.entra.HostAndPort;
import io.github.iwaspring.prompt.LoopbackListener;
import org.jspecify.annotations.Nullable;

/**
 * Signs in by the system browser of this machine, which is redirected to a port on
 * loopback (RFC 8252, section 7.3). msal4j makes the address of the page and redeems the
 * code; the listener is ours, since every process of the machine can talk to it.
 */
final class InteractiveFlow implements FallbackFlow {

	private static final int RANDOM_BYTES = 32;

	private final SignInSettings settings;

	private final FallbackSettings fallback;

	InteractiveFlow(SignInSettings settings, FallbackSettings fallback) {
		this.settings = settings;
		this.fallback = fallback;
	}

	@Override
	public IwaFallbackFlow kind() {
		return IwaFallbackFlow.INTERACTIVE;
	}

	@Override
	public Duration timeout() {
		return this.fallback.interactiveTimeout();
	}

	@Override
	public @Nullable String unavailable() {
		return this.fallback.browser().unavailable();
	}

	@Override
	public IwaToken acquire(Session session, SignInContext context, Prompt prompt) {
		context.requireClaims(prompt.claims());
		AuthorizationCodeParameters parameters = signIn(session, context, prompt);
		MsalResult result = session.client().acquire(context, (application) -> application.acquireToken(parameters));
		if (result == null) {
			throw new IllegalStateException("A sign-in page led to no result");
		}
		return session.accept(result, prompt.principal(), context, Source.INTERACTIVE);
	}

	/**
	 * Opens the sign-in page and waits for its code. The claims are for the page; the
	 * HTTP client adds them to the token request.
	 */
	private AuthorizationCodeParameters signIn(Session session, SignInContext context, Prompt prompt) {
		String state = random();
		String verifier = random();
		try (LoopbackListener listener = listen()) {
			URI page = session.client()
				.signInPage(context,
						() -> AuthorizationRequestUrlParameters
							.builder(listener.redirectUri().toString(), context.request().scopes())
							.state(state)
							.codeChallenge(challenge(verifier))
							.codeChallengeMethod("S256")
							.responseMode(ResponseMode.FORM_POST)
							.loginHint(prompt.username())
							.claimsChallenge(prompt.claims())
							.build());
			open(page, prompt);
			LoopbackListener.Response response = listener.await(state, context.remaining());
			if (response == null) {
				throw timedOut();
			}
			if (response.code() == null) {
				throw IwaException.of(IwaErrorCode.FALLBACK_DECLINED, Stage.FALLBACK)
					.description("The sign-in page ended without a sign-in.")
					.action("Ask again when the user is ready. If the page showed an error, an administrator finds "
							+ "it in the sign-in log of Entra ID.")
					.build();
			}
			return AuthorizationCodeParameters.builder(response.code(), listener.redirectUri())
				.scopes(context.request().scopes())
				.codeVerifier(verifier)
				.build();
		}
		catch (InterruptedException ex) {
			throw MsalErrors.interrupted();
		}
		catch (IOException ex) {
			throw failed("The response of the browser could not be received (" + ex.getClass().getSimpleName() + ").")
				.action("Ask again.")
				.cause(ex)
				.build();
		}
	}

	private LoopbackListener listen() {
		try {
			return LoopbackListener.open(this.fallback.redirectUri());
		}
		catch (IOException ex) {
			throw failed("The response of the browser cannot be received at iwa.fallback.interactive.redirect-uri ("
					+ this.fallback.redirectUri() + "): the port cannot be opened.")
				.action("Use a port that is free, or 'http://localhost' for any.")
				.cause(ex)
				.build();
		}
	}

	private static String random() {
		byte[] bytes = new byte[RANDOM_BYTES];
		new SecureRandom().nextBytes(bytes);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	/**
	 * The challenge for a verifier (RFC 7636, section 4.2).
	 */
	private static String challenge(String verifier) {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
			return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every JVM has SHA-256", ex);
		}
	}

	private void open(URI address, Prompt prompt) {
		HostAndPort host = HostAndPort.of(address);
		if (!"https".equals(address.getScheme()) || !this.settings.authority().host().equals(host)) {
			throw failed("The sign-in page is not at the authority; it was not opened.")
				.action("Please report it, with the versions of msal4j and of this library.")
				.build();
		}
		try {
			this.fallback.browser().open(address);
			prompt.shown().run();
		}
		catch (IOException ex) {
			throw failed("The browser could not be started (" + ex.getClass().getSimpleName() + ").")
				.action("Check the default browser of this machine, or use another flow in iwa.fallback.flows.")
				.cause(ex)
				.build();
		}
	}

	private static IwaException.Builder failed(String description) {
		return IwaException.of(IwaErrorCode.FALLBACK_FAILED, Stage.FALLBACK).description(description);
	}

}
