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
import io.github.iwaspring.signin.SignInTrace.TokenFacts;
import io.github.iwaspring.token.AcquisitionContext;

/**
 * A whole sign-in for the sake of watching it: from the ticket to the token, in a session
 * of its own, which is dropped with its token. Never prompts, and takes nothing from a
 * cache.
 */
public final class SignInProbe {

	private final SignInSettings settings;

	private final KerberosCredentials credentials;

	private final HttpSettings wire;

	/**
	 * Creates the probe. Nothing is read or sent before it runs.
	 * @param settings who signs in, with which client, where
	 * @param credentials the Kerberos credentials
	 * @param wire the bounds of the wire
	 */
	public SignInProbe(SignInSettings settings, KerberosCredentials credentials, HttpSettings wire) {
		this.settings = settings;
		this.credentials = credentials;
		this.wire = wire;
	}

	/**
	 * Signs in, on a thread of its own, and waits for the end of it.
	 * @param scopes the scopes of the token, at least one
	 * @param timeout the bound on the whole
	 * @return how it went; a failure is part of it
	 */
	public SignInTrace run(Set<String> scopes, Duration timeout) {
		SignInRecorder recorder = new SignInRecorder(this.wire);
		AcquisitionContext acquisition = new AcquisitionContext(
				IwaTokenRequest.defaults().withScopes(scopes.toArray(String[]::new)).withForceRefresh(), timeout,
				recorder);
		FutureTask<TokenFacts> signIn = new FutureTask<>(() -> signIn(acquisition, recorder));
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

	private TokenFacts signIn(AcquisitionContext acquisition, SignInRecorder recorder) {
		acquisition.enter(Stage.KERBEROS, "reading the Kerberos credentials");
		this.credentials.forget(); // a ticket that is kept says nothing of the domain
									// controller
		KerberosIdentity identity = this.credentials.current();
		recorder.identified(identity.principal());
		recorder.loggedIn(identity.ticket());
		recorder.named(this.settings.lookupName(identity));
		Session session = Session.start(this.settings, this.wire, new DiscoveryCache(InstantSource.system()), null);
		try (SignInContext context = SignInContext.open(acquisition, identity)) {
			IwaToken token = new IntegratedFlow(this.settings).acquire(session, context);
			Account account = session.account();
			if (token == null || account == null) {
				throw new IllegalStateException("A sign-in without a token");
			}
			String audience = Account.claims(token.value()).text("aud");
			return new TokenFacts(token.username(), audience.isEmpty() ? null : audience, token.scopes(),
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
		return (failure instanceof IwaException known) ? known
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
