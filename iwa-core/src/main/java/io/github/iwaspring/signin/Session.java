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
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import com.microsoft.aad.msal4j.IAccount;
import com.microsoft.aad.msal4j.IHttpClient;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaToken.Source;
import io.github.iwaspring.directory.DirectoryHttpClient;
import io.github.iwaspring.directory.DiscoveryCache;
import io.github.iwaspring.directory.HttpSettings;
import io.github.iwaspring.directory.SignInContext;
import io.github.iwaspring.kerberos.KerberosIdentity;
import io.github.iwaspring.token.BackOff;
import org.jspecify.annotations.Nullable;

/**
 * The state from sign-in to sign-out: the client of msal4j with its token cache, and the
 * account that it belongs to. A sign-out drops the session with everything that an
 * acquisition in flight still puts into it.
 */
final class Session {

	/**
	 * Shorter than the pause before the next acquisition for the same scopes, so that it
	 * delays those for other scopes only.
	 */
	private static final Duration PAUSE = Duration.ofMillis(4500);

	private final SignInSettings settings;

	private final MsalClient client;

	private final DiscoveryCache discoveryCache;

	private final @Nullable SessionFile file;

	private final SignInLock signInLock = new SignInLock();

	private final BackOff<String> backOff;

	private final RefusedRefreshes refusedRefreshes;

	private final AtomicReference<@Nullable Account> account = new AtomicReference<>();

	private volatile @Nullable SavedAccount brokerAccount;

	/**
	 * Creates a session.
	 * @param httpClient sends the requests of msal4j
	 * @param discoveryCache what is known about the directory, which outlives a session
	 * @param file the file that keeps the session, or {@code null} for none
	 */
	Session(SignInSettings settings, IHttpClient httpClient, DiscoveryCache discoveryCache,
			@Nullable SessionFile file) {
		this.settings = settings;
		this.discoveryCache = discoveryCache;
		this.backOff = new BackOff<>(discoveryCache.clock(), () -> PAUSE);
		this.refusedRefreshes = new RefusedRefreshes(discoveryCache.clock());
		this.file = file;
		this.client = new MsalClient(settings, httpClient, file);
		if (file != null) {
			SessionContent content = file.load(this.client.cache());
			this.account.set((content != null) ? content.account() : null);
			this.brokerAccount = (content != null) ? content.brokerAccount() : null;
			file.bind(this);
		}
	}

	/**
	 * Starts a session with the directory.
	 */
	static Session start(SignInSettings settings, HttpSettings http, DiscoveryCache discoveryCache,
			@Nullable SessionFile file) {
		return new Session(settings, new DirectoryHttpClient(settings.authority(), settings.clientId(),
				settings.federationHosts(), http, discoveryCache), discoveryCache, file);
	}

	/**
	 * Accepts a result of msal4j: binds the session to its account, or checks that it is
	 * the account that the session is bound to. A result that belongs to somebody else is
	 * removed from the token cache.
	 * @param principal the Kerberos principal that signs in
	 * @param source the flow that acquired the token
	 * @return the token
	 * @throws IwaException {@code user-mismatch} or {@code tenant-mismatch}
	 */
	IwaToken accept(MsalResult result, String principal, SignInContext context, Source source) {
		try {
			Account candidate = Account.of(result, principal, this.settings);
			bind(candidate).requireSame(candidate);
		}
		catch (IwaException ex) {
			if (result.account() != null) {
				this.client.remove(result.account());
			}
			throw ex;
		}
		context.renewFrom(result.refreshAt());
		return IwaToken.of(result.accessToken(), result.expiresAt(),
				result.scopes().isEmpty() ? context.request().scopes() : result.scopes(),
				Account.usernames(Account.claims(result.idToken())).stream().findFirst().orElse(principal), source);
	}

	/**
	 * Binds the session to an account, unless another sign-in did so before.
	 * @return the account that the session is bound to
	 */
	Account bind(Account candidate) {
		Account earlier = this.account.compareAndExchange(null, candidate);
		if (earlier == null && this.file != null) {
			this.file.save(this.client.cache());
		}
		return (earlier != null) ? earlier : candidate;
	}

	/**
	 * The account that the session is bound to, {@code null} before the first sign-in.
	 */
	@Nullable Account account() {
		return this.account.get();
	}

	/**
	 * Checks that the session belongs to the current principal. Passes if it is not bound
	 * to an account.
	 * @throws IwaException {@code user-mismatch} if it belongs to somebody else
	 */
	void requireSame(KerberosIdentity identity) {
		Account bound = account();
		if (bound != null) {
			bound.requireSame(identity);
		}
	}

	/**
	 * Finds a token of the session's account in the token cache, which another process
	 * may have written.
	 */
	@Nullable MsalResult cachedToken(Set<String> scopes) {
		Account bound = account();
		if (bound == null) {
			return null;
		}
		if (this.file != null) {
			this.file.refresh(this.client.cache());
		}
		return MsalCacheFormat.find(this.client.cache().serialize(), bound.homeAccountId(),
				this.settings.authority().tenant(), scopes, Instant.now());
	}

	/**
	 * The account in msal4j's token cache, if the session is bound and the cache has it.
	 */
	Optional<IAccount> cachedAccount() {
		Account bound = account();
		return (bound != null) ? this.client.account(bound.homeAccountId()) : Optional.empty();
	}

	/**
	 * The account that signed in by the broker, which keeps its tokens; {@code null} if
	 * none did.
	 */
	@Nullable SavedAccount brokerAccount() {
		return this.brokerAccount;
	}

	void brokerAccount(IAccount account) {
		SavedAccount before = this.brokerAccount;
		SavedAccount present = SavedAccount.of(account);
		this.brokerAccount = present;
		if (this.file != null && !present.equals(before)) {
			this.file.save(this.client.cache());
		}
	}

	/**
	 * Sets the account of the broker from another process, unless there is one.
	 */
	void brokerAccountIfAbsent(SavedAccount account) {
		if (this.brokerAccount == null) {
			this.brokerAccount = account;
		}
	}

	MsalClient client() {
		return this.client;
	}

	/**
	 * Runs one sign-in at a time while no account is bound.
	 */
	SignInLock signInLock() {
		return this.signInLock;
	}

	/**
	 * The pauses after sign-ins that failed before the token request, by the Kerberos
	 * principal.
	 */
	BackOff<String> backOff() {
		return this.backOff;
	}

	/**
	 * The scopes for which the refresh token was refused.
	 */
	RefusedRefreshes refusedRefreshes() {
		return this.refusedRefreshes;
	}

	DiscoveryCache discoveryCache() {
		return this.discoveryCache;
	}

	@Nullable SessionFile file() {
		return this.file;
	}

}
