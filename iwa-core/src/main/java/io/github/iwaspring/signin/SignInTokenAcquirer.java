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

import java.util.List;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.directory.ClaimsParameter;
import io.github.iwaspring.directory.DiscoveryCache;
import io.github.iwaspring.directory.HttpSettings;
import io.github.iwaspring.directory.SignInContext;
import io.github.iwaspring.kerberos.KerberosCredentials;
import io.github.iwaspring.kerberos.KerberosIdentity;
import io.github.iwaspring.prompt.PromptGate;
import io.github.iwaspring.store.CacheFile;
import io.github.iwaspring.token.AcquisitionContext;
import io.github.iwaspring.token.TokenAcquirer;
import org.jspecify.annotations.Nullable;

/**
 * Acquires tokens by trying the silent flows in order, then the fallback. Nothing of
 * msal4j is loaded before the first acquisition.
 */
public final class SignInTokenAcquirer implements TokenAcquirer {

	/**
	 * The key of the pause after a failed login, which is no principal.
	 */
	private static final String LOGIN = "";

	private final SignInSettings settings;

	private final KerberosCredentials credentials;

	private final HttpSettings http;

	private final DiscoveryCache discoveryCache;

	private final @Nullable CacheFile cacheFile;

	private final List<SignInFlow> flows;

	private final Fallback fallback;

	private @Nullable Session session;

	/**
	 * Creates the acquirer.
	 * @param settings who signs in, with which client, where
	 * @param credentials the Kerberos credentials
	 * @param http the settings of the HTTP transport
	 * @param fallback the settings of the flows that prompt the user
	 * @param cacheFile the file that keeps the tokens, or {@code null} to keep them in
	 * memory only
	 */
	public SignInTokenAcquirer(SignInSettings settings, KerberosCredentials credentials, HttpSettings http,
			FallbackSettings fallback, @Nullable CacheFile cacheFile) {
		this.settings = settings;
		this.credentials = credentials;
		this.http = http;
		this.discoveryCache = new DiscoveryCache(fallback.clock());
		this.cacheFile = cacheFile;
		BrokerFlow broker = new BrokerFlow(settings, fallback);
		this.flows = List.of(broker, new SilentFlow(settings, true), new IntegratedFlow(settings));
		this.fallback = new Fallback(settings, fallback.flows().stream().map((kind) -> switch (kind) {
			case BROKER -> broker;
			case INTERACTIVE -> new InteractiveFlow(settings, fallback);
			case DEVICE_CODE -> new DeviceCodeFlow(settings, fallback);
		}).toList(), List.of(broker, new SilentFlow(settings, false)), new PromptGate(fallback.clock()));
	}

	@Override
	public IwaToken acquire(AcquisitionContext acquisition) {
		ClaimsParameter.check(acquisition.request().claims());
		long prompts = this.fallback.prompts();
		Session session = session();
		acquisition.enter(Stage.KERBEROS, "reading the Kerberos credentials");
		KerberosIdentity identity = identify(session, acquisition);
		try (SignInContext context = SignInContext.open(acquisition, identity)) {
			try {
				return (session.account() != null) ? acquireSilently(session, context) : signIn(session, context);
			}
			catch (IwaException ex) {
				if (acquisition.isRenewal()) {
					throw ex;
				}
				return this.fallback.acquire(session, context, ex, prompts);
			}
		}
	}

	/**
	 * Reads who is signed in now. Without credentials, the account of the session can
	 * still be refreshed; with those of another principal it must not.
	 */
	private KerberosIdentity identify(Session session, AcquisitionContext acquisition) {
		try {
			KerberosIdentity identity = logIn(session, acquisition);
			session.requireSame(identity);
			return identity;
		}
		catch (IwaException ex) {
			if (session.account() == null || ex.code() == IwaErrorCode.USER_MISMATCH) {
				throw ex;
			}
			return new Account.NoCredentials(ex);
		}
	}

	/**
	 * Finds the Kerberos identity, which may take a login. The pause after a failed login
	 * concerns all scopes.
	 */
	private KerberosIdentity logIn(Session session, AcquisitionContext acquisition) {
		IwaException last = session.backOff().current(LOGIN, acquisition::fingerprint);
		if (last != null) {
			throw last;
		}
		try {
			KerberosIdentity identity = this.credentials.current();
			session.backOff().succeeded(LOGIN);
			return identity;
		}
		catch (IwaException ex) {
			if (!ex.isLocal()) {
				session.backOff().failed(LOGIN, ex, acquisition.fingerprint());
			}
			throw ex;
		}
	}

	/**
	 * Signs in for the first time. Where another thread does so at the same time, its
	 * account is used.
	 */
	private IwaToken signIn(Session session, SignInContext context) {
		return session.signInLock().run(session, context, () -> {
			session.requireSame(context.identity());
			return acquireSilently(session, context);
		});
	}

	private IwaToken acquireSilently(Session session, SignInContext context) {
		for (SignInFlow flow : this.flows) {
			IwaToken token = flow.acquire(session, context);
			if (token != null) {
				return token;
			}
		}
		throw new IllegalStateException("No flow applied");
	}

	@Override
	public Object fingerprint() {
		return this.credentials.fingerprint();
	}

	private synchronized Session session() {
		Session present = this.session;
		if (present == null) {
			present = Session.start(this.settings, this.http, this.discoveryCache, sessionFile());
			this.session = present;
		}
		return present;
	}

	/**
	 * Ends the session. Its file is deleted, also that of an earlier run.
	 */
	@Override
	public synchronized void forget() {
		Session ended = this.session;
		this.session = null;
		SessionFile file = (ended != null) ? ended.file() : sessionFile();
		if (file != null) {
			file.delete();
		}
	}

	private @Nullable SessionFile sessionFile() {
		return (this.cacheFile != null) ? new SessionFile(this.cacheFile, this.settings, this.discoveryCache) : null;
	}

}
