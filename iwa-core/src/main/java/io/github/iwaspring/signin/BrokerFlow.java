package io.github.iwaspring.signin;

import java.net.URI;
import java.time.Duration;

import com.microsoft.aad.msal4j.IAccount;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IBroker;
import com.microsoft.aad.msal4j.InteractiveRequestParameters;
import com.microsoft.aad.msal4j.MsalException;
import com.microsoft.aad.msal4j.PublicClientApplication;
import com.microsoft.aad.msal4j.SilentParameters;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaFallbackFlow;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaToken.Source;
import io.github.iwaspring.support.Redaction;
import org.jspecify.annotations.Nullable;

/**
 * The broker of the operating system, which asks in a window of its own and can prove the
 * device. It has a client of msal4j to itself, because such a client asks the broker for
 * everything; and it keeps its tokens to itself, so that it is asked silently later.
 */
final class BrokerFlow implements FallbackFlow, SignInFlow {

	private static final URI REDIRECT_URI = URI.create("http://localhost");

	private final SignInSettings settings;

	private final FallbackSettings fallback;

	private final AccountCheck check;

	private volatile @Nullable PublicClientApplication client;

	BrokerFlow(SignInSettings settings, FallbackSettings fallback, AccountCheck check) {
		this.settings = settings;
		this.fallback = fallback;
		this.check = check;
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
	public IwaToken attempt(SignIn signIn, Demand demand) {
		PublicClientApplication broker = client();
		InteractiveRequestParameters.InteractiveRequestParametersBuilder builder = InteractiveRequestParameters
			.builder(REDIRECT_URI)
			.scopes(signIn.request().scopes())
			.loginHint(demand.username());
		if (demand.claims() != null) {
			builder.claimsChallenge(demand.claims());
		}
		InteractiveRequestParameters parameters = builder.build();
		demand.shown().run();
		IAuthenticationResult result = MsalClient.run(signIn, broker, (client) -> client.acquireToken(parameters),
				BrokerFlow::meaning);
		if (result == null) {
			throw FallbackFailures.failed(IwaErrorCode.FALLBACK_FAILED, "The broker gave no token.")
				.action("Ask again, or use another flow in iwa.fallback.flows.")
				.build();
		}
		return accept(signIn, demand.principal(), result, broker);
	}

	/**
	 * Asks the broker for the account that signed in by it, without a prompt.
	 */
	@Override
	public @Nullable IwaToken attempt(SignIn signIn) {
		Account bound = signIn.session().binding();
		IAccount account = signIn.session().brokerAccount();
		if (bound == null || account == null || signIn.request().claims() != null
				|| !this.fallback.flows().contains(kind()) || unavailable() != null) {
			return null;
		}
		PublicClientApplication broker = client();
		SilentParameters parameters = SilentParameters.builder(signIn.request().scopes(), account)
			.authorityUrl(this.settings.authority().url())
			.forceRefresh(signIn.request().forceRefresh())
			.build();
		try {
			IAuthenticationResult result = MsalClient.run(signIn, broker,
					(client) -> client.acquireTokenSilently(parameters), BrokerFlow::meaning);
			return (result != null) ? accept(signIn, bound.principal(), result, broker) : null;
		}
		catch (IwaException ex) {
			if (ex.code() == IwaErrorCode.FALLBACK_FAILED || ex.code() == IwaErrorCode.FALLBACK_DECLINED) {
				return null; // the other silent ways, then the prompt again
			}
			throw ex;
		}
	}

	private IwaToken accept(SignIn signIn, String principal, IAuthenticationResult result,
			PublicClientApplication broker) {
		IAccount account = result.account();
		try {
			this.check.accept(signIn.session(), principal, result);
		}
		catch (IwaException ex) {
			forget(broker, account);
			throw ex;
		}
		signIn.session().brokerAccount(account);
		return MsalClient.toToken(result, signIn, principal, Source.BROKER);
	}

	/**
	 * Has the broker forget somebody else for this application.
	 */
	private static void forget(PublicClientApplication broker, @Nullable IAccount account) {
		if (account == null) {
			return;
		}
		try {
			CallerThreadExecutor.join(broker.removeAccount(account));
		}
		catch (RuntimeException | LinkageError ex) {
			return; // nothing of the account is kept on this side
		}
	}

	private PublicClientApplication client() {
		PublicClientApplication present = this.client;
		if (present != null) {
			return present;
		}
		Brokers.Choice choice = this.fallback.brokers().choose();
		IBroker broker = choice.broker();
		if (broker == null) {
			throw FallbackFailures
				.failed(IwaErrorCode.FALLBACK_FAILED, "There is no broker: " + choice.obstacle() + ".")
				.action("Use another flow in iwa.fallback.flows.")
				.build();
		}
		PublicClientApplication created = Session.builder(this.settings, (request) -> {
			throw new IllegalStateException("The client of the broker sends nothing by itself");
		}).broker(broker).build();
		this.client = created;
		return created;
	}

	private static @Nullable IwaException meaning(MsalException failure) {
		String code = String.valueOf(failure.errorCode());
		String message = String.valueOf(failure.getMessage());
		if (code.contains("cancel") || message.contains("USER_CANCELED") || message.contains("UserCanceled")) {
			return FallbackFailures.failed(IwaErrorCode.FALLBACK_DECLINED, "The user closed the window of the broker.")
				.action("Ask again when the user is ready.")
				.build();
		}
		String shown = Redaction.code(code);
		return FallbackFailures
			.failed(IwaErrorCode.FALLBACK_FAILED,
					"The broker failed" + (shown.isEmpty() ? "" : " (" + shown + ")") + ".")
			.action("Check that the registration has the redirect address "
					+ "ms-appx-web://Microsoft.AAD.BrokerPlugin/<client id>, or use another flow in "
					+ "iwa.fallback.flows.")
			.build();
	}

}
