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
import java.net.URL;
import java.time.Duration;

import com.microsoft.aad.msal4j.InteractiveRequestParameters;
import com.microsoft.aad.msal4j.SystemBrowserOptions;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaFallbackFlow;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaToken.Source;
import io.github.iwaspring.directory.SignInContext;
import io.github.iwaspring.entra.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * Signs in by the system browser of this machine, which is redirected to a port on
 * loopback (RFC 8252, section 7.3).
 */
final class InteractiveFlow implements FallbackFlow {

	private static final String SIGNED_IN_PAGE = page("Back to the application", "#2e8b57",
			"Your sign-in has been handed over. Close this tab and return to the application, which continues automatically.");

	private static final String NOT_SIGNED_IN_PAGE = page("Not signed in", "#d9534f",
			"Nothing was handed over. Close this tab and return to the application, which says why and what to do.");

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
		InteractiveRequestParameters parameters = parameters(context, prompt);
		context.requireClaims(prompt.claims());
		MsalClient.Result result = session.client()
			.acquire(context, (application) -> application.acquireToken(parameters),
					(failure) -> translate(failure, context));
		if (result == null) {
			throw new IllegalStateException("A sign-in page led to no result");
		}
		return session.accept(result, prompt.principal(), context, Source.INTERACTIVE);
	}

	/**
	 * The parameters for msal4j. The claims are for the sign-in page; the HTTP client
	 * adds them to the token request.
	 */
	private InteractiveRequestParameters parameters(SignInContext context, Prompt prompt) {
		InteractiveRequestParameters.InteractiveRequestParametersBuilder builder = InteractiveRequestParameters
			.builder(this.fallback.redirectUri())
			.scopes(context.request().scopes())
			.loginHint(prompt.username())
			.httpPollingTimeoutInSeconds((int) timeout().plusMillis(999).toSeconds())
			.systemBrowserOptions(SystemBrowserOptions.builder()
				.htmlMessageSuccess(SIGNED_IN_PAGE)
				.htmlMessageError(NOT_SIGNED_IN_PAGE)
				.openBrowserAction((page) -> open(page, prompt))
				.build());
		if (prompt.claims() != null) {
			builder.claimsChallenge(prompt.claims());
		}
		return builder.build();
	}

	private void open(URL page, Prompt prompt) {
		URI address = URI.create(page.toString());
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

	private @Nullable IwaException translate(MsalClient.Failure failure, SignInContext context) {
		return switch (failure.kind()) {
			case LISTENER_NOT_STARTED ->
				failed("The response of the browser cannot be received at iwa.fallback.interactive.redirect-uri ("
						+ this.fallback.redirectUri() + "): the port cannot be opened.")
					.action("Use a port that is free, or 'http://localhost' for any.")
					.build();
			case STATE_MISMATCH -> inTime(context, failed(
					"The redirect address received a response that belongs to no sign-in page of this application.")
				.action("Close the sign-in pages that are still open, and ask again.")
				.build());
			case NO_AUTHORIZATION_CODE -> inTime(context,
					IwaException.of(IwaErrorCode.FALLBACK_DECLINED, Stage.FALLBACK)
						.description("The sign-in page ended without a sign-in.")
						.action("Ask again when the user is ready. If the page showed an error, an administrator finds "
								+ "it in the sign-in log of Entra ID.")
						.build());
			default -> null;
		};
	}

	private IwaException inTime(SignInContext context, IwaException failure) {
		return context.remaining().isNegative() ? timedOut() : failure;
	}

	private static IwaException.Builder failed(String description) {
		return IwaException.of(IwaErrorCode.FALLBACK_FAILED, Stage.FALLBACK).description(description);
	}

	/**
	 * A page for the browser after the sign-in. It repeats nothing of the response.
	 */
	private static String page(String title, String mark, String text) {
		return """
				<!DOCTYPE html>
				<html lang="en"><head><meta charset="utf-8">
				<meta name="viewport" content="width=device-width, initial-scale=1">
				<meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer">
				<title>%1$s</title>
				<style>
				body { font: 1.125rem/1.6 system-ui, sans-serif; max-width: 34rem; margin: 15vh auto; padding: 0 1.5rem; }
				main { border-left: .3rem solid %2$s; padding: .25rem 0 .25rem 1.5rem; }
				h1 { font-size: 1.75rem; line-height: 1.3; margin: 0; }
				p { margin: .75rem 0 0; }
				</style>
				</head><body><main><h1>%1$s</h1><p>%3$s</p></main></body></html>
				"""
			.formatted(title, mark, text);
	}

}
