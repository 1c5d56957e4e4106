package io.github.iwaspring.signin;

import java.util.EnumSet;
import java.util.Set;

import com.microsoft.aad.msal4j.IntegratedWindowsAuthenticationParameters;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaToken.Source;
import io.github.iwaspring.directory.SignInContext;
import org.jspecify.annotations.Nullable;

/**
 * Integrated Windows authentication: exchanges the Kerberos ticket for an assertion and
 * the assertion for a token. A failure clears the discovery cache. If a cached response
 * that no longer holds can explain the failure, the flow runs once more.
 */
final class IntegratedFlow implements SignInFlow {

	private static final Set<IwaErrorCode> OUTDATED_DISCOVERY = EnumSet.of(IwaErrorCode.HOST_UNKNOWN,
			IwaErrorCode.CONNECTION_FAILED, IwaErrorCode.TLS_UNTRUSTED, IwaErrorCode.SPN_UNKNOWN,
			IwaErrorCode.FEDERATION_HOST_UNTRUSTED, IwaErrorCode.FEDERATION_UNAVAILABLE,
			IwaErrorCode.FEDERATION_REFUSED, IwaErrorCode.FEDERATION_FAULT, IwaErrorCode.RESPONSE_INVALID);

	private final SignInSettings settings;

	IntegratedFlow(SignInSettings settings) {
		this.settings = settings;
	}

	@Override
	public @Nullable IwaToken acquire(Session session, SignInContext context) {
		try {
			return signIn(session, context);
		}
		catch (IwaException ex) {
			session.discoveryCache().clear();
			if (!context.hasUsedDiscoveryCache() || !mayBeOutdated(ex)) {
				throw ex;
			}
			return signIn(session, context);
		}
	}

	private static boolean mayBeOutdated(IwaException failure) {
		return failure.stage() != Stage.TOKEN && OUTDATED_DISCOVERY.contains(failure.code())
				&& failure.retryAfter() == null;
	}

	private @Nullable IwaToken signIn(Session session, SignInContext context) {
		String principal = context.identity().principal();
		IntegratedWindowsAuthenticationParameters parameters = IntegratedWindowsAuthenticationParameters
			.builder(context.request().scopes(), this.settings.lookupName(context.identity()))
			.build();
		MsalClient.Result result = session.client()
			.acquire(context, (application) -> application.acquireToken(parameters));
		return (result != null) ? session.accept(result, principal, context, Source.INTEGRATED) : null;
	}

}
