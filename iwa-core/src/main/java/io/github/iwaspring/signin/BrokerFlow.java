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

import java.net.URI;
import java.time.Duration;

import com.microsoft.aad.msal4j.IAccount;
import com.microsoft.aad.msal4j.IBroker;
import com.microsoft.aad.msal4j.InteractiveRequestParameters;
import com.microsoft.aad.msal4j.SilentParameters;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaFallbackFlow;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaToken.Source;
import io.github.iwaspring.directory.SignInContext;
import org.jspecify.annotations.Nullable;

/**
 * Signs in by the operating system's broker, which prompts in a window of its own and can
 * prove the identity of the device. The broker keeps its tokens itself, so it is asked
 * silently later on. It gets a client of msal4j of its own.
 */
final class BrokerFlow implements FallbackFlow, SignInFlow {

	private static final URI REDIRECT_URI = URI.create("http://localhost");

	private final SignInSettings settings;

	private final FallbackSettings fallback;

	private volatile @Nullable MsalClient client;

	BrokerFlow(SignInSettings settings, FallbackSettings fallback) {
		this.settings = settings;
		this.fallback = fallback;
	}

	@Override
	public IwaFallbackFlow kind() {
		return IwaFallbackFlow.BROKER;
	}

	@Override
	public Duration timeout() {
		return this.fallback.interactiveTimeout();
	}

	@Override
	public @Nullable String unavailable() {
		return this.fallback.brokers().choose().obstacle();
	}

	@Override
	public IwaToken acquire(Session session, SignInContext context, Prompt prompt) {
		MsalClient broker = client();
		InteractiveRequestParameters.InteractiveRequestParametersBuilder builder = InteractiveRequestParameters
			.builder(REDIRECT_URI)
			.scopes(context.request().scopes())
			.loginHint(prompt.username());
		if (prompt.claims() != null) {
			builder.claimsChallenge(prompt.claims());
		}
		InteractiveRequestParameters parameters = builder.build();
		prompt.shown().run();
		MsalResult result = broker.acquire(context, (application) -> application.acquireToken(parameters),
				BrokerFlow::translate);
		if (result == null) {
			throw IwaException.of(IwaErrorCode.FALLBACK_FAILED, Stage.FALLBACK)
				.description("The broker gave no token.")
				.action("Ask again, or use another flow in iwa.fallback.flows.")
				.build();
		}
		return accept(session, context, prompt.principal(), result);
	}

	/**
	 * Asks the broker silently for the account that signed in by it. After a failure of
	 * the broker the next flow is tried.
	 */
	@Override
	public @Nullable IwaToken acquire(Session session, SignInContext context) {
		Account bound = session.account();
		IAccount account = session.brokerAccount();
		if (bound == null || account == null || context.request().claims() != null
				|| !this.fallback.flows().contains(kind()) || unavailable() != null) {
			return null;
		}
		MsalClient broker = client();
		SilentParameters parameters = SilentParameters.builder(context.request().scopes(), account)
			.authorityUrl(this.settings.authority().url())
			.forceRefresh(context.request().forceRefresh())
			.build();
		try {
			MsalResult result = broker.acquire(context, (application) -> application.acquireTokenSilently(parameters),
					BrokerFlow::translate);
			return (result != null) ? accept(session, context, bound.principal(), result) : null;
		}
		catch (IwaException ex) {
			if (ex.code() == IwaErrorCode.FALLBACK_FAILED || ex.code() == IwaErrorCode.FALLBACK_DECLINED) {
				return null;
			}
			throw ex;
		}
	}

	private IwaToken accept(Session session, SignInContext context, String principal, MsalResult result) {
		IAccount account = result.account();
		try {
			IwaToken token = session.accept(result, principal, context, Source.BROKER);
			if (account != null) {
				session.brokerAccount(account);
			}
			return token;
		}
		catch (IwaException ex) {
			if (account != null) {
				forget(account);
			}
			throw ex;
		}
	}

	/**
	 * Makes the broker forget another user's account for this application. A failure is
	 * ignored, since nothing of the account is kept on this side.
	 */
	private void forget(IAccount account) {
		try {
			client().remove(account);
		}
		catch (RuntimeException | LinkageError ex) {
			return;
		}
	}

	private MsalClient client() {
		MsalClient present = this.client;
		if (present != null) {
			return present;
		}
		Brokers.Choice choice = this.fallback.brokers().choose();
		IBroker broker = choice.broker();
		if (broker == null) {
			throw IwaException.of(IwaErrorCode.FALLBACK_FAILED, Stage.FALLBACK)
				.description("There is no broker: " + choice.obstacle() + ".")
				.action("Use another flow in iwa.fallback.flows.")
				.build();
		}
		MsalClient created = new MsalClient(this.settings, broker);
		this.client = created;
		return created;
	}

	private static IwaException translate(MsalErrors.Failure failure) {
		if (failure.kind() == MsalErrors.Failure.Kind.CANCELLED) {
			return IwaException.of(IwaErrorCode.FALLBACK_DECLINED, Stage.FALLBACK)
				.description("The user closed the window of the broker.")
				.action("Ask again when the user is ready.")
				.build();
		}
		String code = failure.code().isEmpty() ? "" : " (" + failure.code() + ")";
		return IwaException.of(IwaErrorCode.FALLBACK_FAILED, Stage.FALLBACK)
			.description("The broker failed" + code + ".")
			.action("Check that the registration has the redirect address "
					+ "ms-appx-web://Microsoft.AAD.BrokerPlugin/<client id>, or use another flow in "
					+ "iwa.fallback.flows.")
			.build();
	}

}
