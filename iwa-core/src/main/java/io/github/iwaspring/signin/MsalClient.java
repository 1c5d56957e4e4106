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

import java.net.MalformedURLException;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

import com.microsoft.aad.msal4j.AuthorizationRequestUrlParameters;
import com.microsoft.aad.msal4j.IAccount;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IBroker;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.ITokenCache;
import com.microsoft.aad.msal4j.MsalException;
import com.microsoft.aad.msal4j.PublicClientApplication;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.directory.SignInContext;
import io.github.iwaspring.signin.MsalErrors.Failure;
import org.jspecify.annotations.Nullable;

/**
 * The client of msal4j. This class, {@link MsalErrors} and {@link MsalCacheFormat} are
 * the only ones of this package that know how msal4j works inside; the tests that extend
 * {@code Msal4jContract} are one for each of their assumptions.
 * <p>
 * Each call runs on the calling thread and ends before the method returns. Messages and
 * exceptions of msal4j are never passed on: they may quote the body of a response.
 */
final class MsalClient {

	private final Supplier<PublicClientApplication> factory;

	private final MsalTokenCache cache = new MsalTokenCache();

	private final AtomicInteger issued = new AtomicInteger();

	private volatile @Nullable PublicClientApplication application;

	/**
	 * Creates a client for requests to the directory. Nothing of msal4j is loaded before
	 * the client is used for more than its token cache.
	 * @param httpClient sends the requests
	 * @param file the file that keeps the token cache, or {@code null} for none
	 */
	MsalClient(SignInSettings settings, IHttpClient httpClient, @Nullable SessionFile file) {
		this(() -> {
			PublicClientApplication.Builder builder = builder(settings, httpClient);
			if (file != null) {
				builder.setTokenCacheAccessAspect(new MsalCacheFormat.FileAccess(file));
			}
			return builder.build();
		});
	}

	/**
	 * Creates a client for a broker. msal4j asks the broker for everything then, so this
	 * client sends no request.
	 */
	MsalClient(SignInSettings settings, IBroker broker) {
		this(() -> builder(settings, (request) -> {
			throw new IllegalStateException("The client of the broker sends no requests");
		}).broker(broker).build());
	}

	private MsalClient(Supplier<PublicClientApplication> factory) {
		this.factory = factory;
	}

	private PublicClientApplication application() {
		PublicClientApplication present = this.application;
		return (present != null) ? present : createApplication();
	}

	private synchronized PublicClientApplication createApplication() {
		PublicClientApplication present = this.application;
		return (present != null) ? present : replaceApplication();
	}

	private synchronized PublicClientApplication replaceApplication() {
		PublicClientApplication next = this.factory.get();
		this.cache.moveTo(next.tokenCache());
		this.application = next;
		return next;
	}

	/**
	 * Prepares a client. The authority was validated before, and msal4j knows the aliases
	 * of the public clouds without a request, so instance discovery is off.
	 */
	private static PublicClientApplication.Builder builder(SignInSettings settings, IHttpClient httpClient) {
		try {
			PublicClientApplication.Builder builder = PublicClientApplication.builder(settings.clientId())
				.authority(settings.authority().url())
				.instanceDiscovery(false)
				.disableInternalRetries()
				.httpClient(httpClient)
				.executorService(new CallerThreadExecutor());
			if (!settings.clientCapabilities().isEmpty()) {
				builder.clientCapabilities(new LinkedHashSet<>(settings.clientCapabilities()));
			}
			return builder;
		}
		catch (MalformedURLException ex) {
			throw new IllegalStateException("The authority was accepted but is not a URL", ex);
		}
	}

	/**
	 * Acquires a token.
	 * @param context the sign-in, which bounds the call
	 * @return the result, or {@code null} if msal4j would need a new sign-in
	 * @throws IwaException if a request failed, or msal4j could not use its response
	 */
	@Nullable MsalResult acquire(SignInContext context, Call call) {
		return acquire(context, call, (failure) -> null);
	}

	/**
	 * Acquires a token by a flow that gives some failures of msal4j a meaning of its own.
	 * @param errors translates a failure, or returns {@code null} for the usual
	 * translation
	 */
	@Nullable MsalResult acquire(SignInContext context, Call call, Function<Failure, @Nullable IwaException> errors) {
		try {
			IAuthenticationResult authentication = await(call.start(application()), context);
			MsalResult result = (authentication != null) ? MsalResult.of(authentication) : null;
			if (result != null && !result.cached()) {
				boundTokens();
			}
			return result;
		}
		catch (Exception ex) {
			Throwable failure = (ex instanceof ExecutionException && ex.getCause() != null) ? ex.getCause() : ex;
			if (failure instanceof MsalException msal && "cache_miss".equals(msal.errorCode())) {
				return null;
			}
			throw MsalErrors.translate(failure, context, errors);
		}
	}

	/**
	 * Now and then goes on with a new client that has the latest tokens only: msal4j
	 * keeps a token for each set of scopes, and can forget a whole account only.
	 */
	private void boundTokens() {
		if (this.issued.incrementAndGet() % MsalCacheFormat.MAX_TOKENS == 0) {
			replaceApplication();
		}
	}

	/**
	 * Makes the address of a sign-in page.
	 * @param parameters supplies what the page is for
	 * @throws IwaException if msal4j cannot use the parameters
	 */
	URI signInPage(SignInContext context, Supplier<AuthorizationRequestUrlParameters> parameters) {
		try {
			return URI.create(application().getAuthorizationRequestUrl(parameters.get()).toString());
		}
		catch (RuntimeException | LinkageError ex) {
			throw MsalErrors.translate(ex, context);
		}
	}

	/**
	 * Runs the call and waits for its result. Only a broker has threads of its own, so
	 * that the future may not be done when the work is.
	 */
	private static @Nullable IAuthenticationResult await(CompletableFuture<IAuthenticationResult> future,
			SignInContext context) throws ExecutionException, InterruptedException {
		CallerThreadExecutor.work();
		try {
			return future.get(Math.max(context.remaining().toNanos(), 0), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			throw context.timedOut();
		}
		finally {
			future.cancel(true);
		}
	}

	/**
	 * The token cache. Its text is read and written by {@link MsalCacheFormat} alone.
	 */
	ITokenCache cache() {
		return this.cache;
	}

	/**
	 * Finds an account in the token cache by its home account id.
	 */
	Optional<IAccount> account(String homeAccountId) {
		return CallerThreadExecutor.join(application().getAccounts())
			.stream()
			.filter((account) -> homeAccountId.equals(account.homeAccountId()))
			.findFirst();
	}

	/**
	 * Removes an account with its tokens.
	 */
	void remove(IAccount account) {
		CallerThreadExecutor.join(application().removeAccount(account));
	}

	/**
	 * A call of msal4j's client.
	 */
	@FunctionalInterface
	interface Call {

		CompletableFuture<IAuthenticationResult> start(PublicClientApplication application) throws Exception;

	}

}
