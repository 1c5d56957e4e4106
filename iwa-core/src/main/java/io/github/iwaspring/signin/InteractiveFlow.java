package io.github.iwaspring.signin;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;

import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.InteractiveRequestParameters;
import com.microsoft.aad.msal4j.MsalException;
import com.microsoft.aad.msal4j.SystemBrowserOptions;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaFallbackFlow;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaToken.Source;
import io.github.iwaspring.entra.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * The sign-in page in the browser of this machine, which leads back to a port on loopback
 * (RFC 8252, section 7.3).
 */
final class InteractiveFlow implements FallbackFlow {

	private final SignInSettings settings;

	private final FallbackSettings fallback;

	private final AccountCheck check;

	InteractiveFlow(SignInSettings settings, FallbackSettings fallback, AccountCheck check) {
		this.settings = settings;
		this.fallback = fallback;
		this.check = check;
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
	public IwaToken attempt(SignIn signIn, Demand demand) {
		InteractiveRequestParameters parameters = parameters(signIn, demand);
		signIn.conversation().demand(demand.claims());
		IAuthenticationResult result = MsalClient.run(signIn, signIn.session().client(),
				(client) -> client.acquireToken(parameters), (failure) -> meaning(failure, signIn));
		if (result == null) {
			throw new IllegalStateException("A sign-in page led to no result");
		}
		this.check.accept(signIn.session(), demand.principal(), result);
		return MsalClient.toToken(result, signIn, demand.principal(), Source.INTERACTIVE);
	}

	private InteractiveRequestParameters parameters(SignIn signIn, Demand demand) {
		InteractiveRequestParameters.InteractiveRequestParametersBuilder builder = InteractiveRequestParameters
			.builder(this.fallback.redirectUri())
			.scopes(signIn.request().scopes())
			.loginHint(demand.username())
			.httpPollingTimeoutInSeconds((int) timeout().plusMillis(999).toSeconds())
			.systemBrowserOptions(SystemBrowserOptions.builder()
				.htmlMessageSuccess(ClosingPage.ANSWERED)
				.htmlMessageError(ClosingPage.NOT_ANSWERED)
				.openBrowserAction((page) -> open(page, demand))
				.build());
		if (demand.claims() != null) {
			builder.claimsChallenge(demand.claims()); // for the page; the code is
														// redeemed with them by the wire
		}
		return builder.build();
	}

	private void open(URL page, Demand demand) {
		URI address = URI.create(page.toString());
		HostAndPort host = HostAndPort.of(address);
		if (!"https".equals(address.getScheme()) || !this.settings.authority().host().equals(host)) {
			throw FallbackFailures
				.failed(IwaErrorCode.FALLBACK_FAILED, "The sign-in page is not at the authority; it was not opened.")
				.action("Please report it, with the versions of msal4j and of this library.")
				.build();
		}
		try {
			this.fallback.browser().open(address);
			demand.shown().run();
		}
		catch (IOException ex) {
			throw FallbackFailures
				.failed(IwaErrorCode.FALLBACK_FAILED,
						"The browser could not be started (" + ex.getClass().getSimpleName() + ").")
				.action("Check the default browser of this machine, or use another flow in iwa.fallback.flows.")
				.cause(ex)
				.build();
		}
	}

	private @Nullable IwaException meaning(MsalException failure, SignIn signIn) {
		String code = String.valueOf(failure.errorCode());
		return switch (code) {
			case "unable_to_start_http_listener" -> FallbackFailures
				.failed(IwaErrorCode.FALLBACK_FAILED,
						"No answer of the browser can be received at iwa.fallback.interactive.redirect-uri ("
								+ this.fallback.redirectUri() + "): the port cannot be opened.")
				.action("Use a port that is free, or 'http://localhost' for any.")
				.build();
			case "invalid_authorization_result" -> withoutCode(failure, signIn);
			default -> null;
		};
	}

	/**
	 * Tells apart what msal4j 1.26.0 gives one code: the time is over, the answer belongs
	 * to another page, or the page ended without a sign-in.
	 */
	private IwaException withoutCode(MsalException failure, SignIn signIn) {
		if (signIn.conversation().remaining().isNegative()) {
			return FallbackFailures.timedOut(this);
		}
		if (String.valueOf(failure.getMessage()).startsWith("State ")) {
			return FallbackFailures
				.failed(IwaErrorCode.FALLBACK_FAILED,
						"An answer reached the redirect address that belongs to no sign-in page of this application.")
				.action("Close the sign-in pages that are still open, and ask again.")
				.build();
		}
		return FallbackFailures.failed(IwaErrorCode.FALLBACK_DECLINED, "The sign-in page ended without a sign-in.")
			.action("Ask again when the user is ready. If the page showed an error, an administrator finds it in the "
					+ "sign-in log of Entra ID.")
			.build();
	}

}
