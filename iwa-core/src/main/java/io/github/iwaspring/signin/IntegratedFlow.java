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

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import com.microsoft.aad.msal4j.IntegratedWindowsAuthenticationParameters;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaToken.Source;
import io.github.iwaspring.directory.SignInContext;
import io.github.iwaspring.kerberos.KerberosIdentity;
import io.github.iwaspring.support.Diagnosis;
import org.jspecify.annotations.Nullable;

/**
 * Integrated Windows authentication: exchanges the Kerberos ticket for an assertion and
 * the assertion for a token. If a response of the discovery cache that is older than five
 * minutes can explain a failure, it is removed, and the flow runs once more.
 */
final class IntegratedFlow implements SignInFlow {

	private static final Set<IwaErrorCode> OUTDATED_DISCOVERY = EnumSet.of(IwaErrorCode.HOST_UNKNOWN,
			IwaErrorCode.CONNECTION_FAILED, IwaErrorCode.TLS_UNTRUSTED, IwaErrorCode.SPN_UNKNOWN,
			IwaErrorCode.FEDERATION_HOST_UNTRUSTED, IwaErrorCode.FEDERATION_UNAVAILABLE,
			IwaErrorCode.FEDERATION_REFUSED, IwaErrorCode.FEDERATION_FAULT, IwaErrorCode.RESPONSE_INVALID);

	/**
	 * The name in an enterprise principal, which is the user principal name in Active
	 * Directory: {@code kinit -E jane.doe@contoso.com}.
	 */
	private static final Pattern ENTERPRISE_NAME = Pattern.compile("[^\\\\@/]+\\\\@[^\\\\@/.]+(?:\\.[^\\\\@/.]+)+");

	private static final String USERNAME = "iwa.username to the user principal name in Entra ID";

	private final SignInSettings settings;

	IntegratedFlow(SignInSettings settings) {
		this.settings = settings;
	}

	@Override
	public @Nullable IwaToken acquire(Session session, SignInContext context) {
		String principal = context.identity().principal();
		IwaException last = session.backOff().current(principal, context::fingerprint);
		if (last != null) {
			throw last;
		}
		try {
			IwaToken token = signInUpToDate(session, context);
			session.backOff().succeeded(principal);
			session.refusedRefreshes().forget(context.request());
			return token;
		}
		catch (IwaException ex) {
			failed(session, context, ex);
			throw ex;
		}
	}

	/**
	 * Counts a failure. One before the token request concerns the tokens for all scopes.
	 */
	private static void failed(Session session, SignInContext context, IwaException failure) {
		String principal = context.identity().principal();
		if (SignInLock.isBeforeTokenRequest(failure) && !failure.isLocal()) {
			session.backOff().failed(principal, failure, context.fingerprint());
		}
		if (failure.stage() != Stage.TOKEN) {
			session.refusedRefreshes().forget(context.request());
		}
		else {
			session.backOff().succeeded(principal);
			if (session.account() != null) {
				session.refusedRefreshes().bothRefused(context.request());
			}
		}
	}

	private @Nullable IwaToken signInUpToDate(Session session, SignInContext context) {
		try {
			return signIn(session, context);
		}
		catch (IwaException ex) {
			if (!context.hasUsedDiscoveryCache() || !concernsDiscovery(ex) || !session.discoveryCache().removeOutdated()
					|| !mayBeOutdated(ex)) {
				throw ex;
			}
			return signIn(session, context);
		}
	}

	/**
	 * Whether the responses of the discovery cache matter for the step that failed.
	 */
	private static boolean concernsDiscovery(IwaException failure) {
		return switch (failure.stage()) {
			case USER_REALM, FEDERATION_METADATA, WS_TRUST -> true;
			case KERBEROS -> failure.code() == IwaErrorCode.SPN_UNKNOWN;
			case TOKEN -> failure.code() == IwaErrorCode.FEDERATION_TRUST_BROKEN;
			case CONFIGURATION, USERNAME, FALLBACK -> false;
		};
	}

	/**
	 * Whether another response may well end the failure, so that the sign-in is worth a
	 * second attempt at once.
	 */
	private static boolean mayBeOutdated(IwaException failure) {
		return failure.stage() != Stage.TOKEN && OUTDATED_DISCOVERY.contains(failure.code())
				&& failure.retryAfter() == null;
	}

	private @Nullable IwaToken signIn(Session session, SignInContext context) {
		String principal = context.identity().principal();
		IntegratedWindowsAuthenticationParameters parameters = IntegratedWindowsAuthenticationParameters
			.builder(context.request().scopes(), lookupName(context.identity(), this.settings))
			.build();
		MsalResult result = session.client().acquire(context, (application) -> application.acquireToken(parameters));
		return (result != null) ? session.accept(result, principal, context, Source.INTEGRATED) : null;
	}

	/**
	 * The name by which the user realm is requested. It is used for nothing else: the
	 * principal {@code jdoe@CORP.LOCAL} may well be {@code jane.doe@contoso.com}.
	 * @param identity the Kerberos identity of the user
	 * @return the name
	 * @throws IwaException {@code username-unknown} if the identity has no name of that
	 * form
	 */
	static String lookupName(KerberosIdentity identity, SignInSettings settings) {
		if (settings.username() != null) {
			return settings.username();
		}
		KerberosIdentity.UserName known = identity.userPrincipalName();
		String principal = (known.name() != null) ? known.name() : identity.principal();
		int at = principal.lastIndexOf('@');
		String name = principal.substring(0, Math.max(at, 0));
		if (ENTERPRISE_NAME.matcher(name).matches()) {
			return name.replace("\\@", "@");
		}
		if (name.isEmpty() || name.indexOf('/') >= 0) {
			throw unknown("The Kerberos principal is that of a service, so it does not name a user.",
					"Set " + USERNAME + ".");
		}
		if (name.indexOf('@') >= 0 || name.indexOf('\\') >= 0) {
			throw unknown(
					"The Kerberos principal has a second @ or a backslash, so the user principal name in Entra ID cannot be "
							+ "derived from it.",
					"Set " + USERNAME + ".");
		}
		String domain = (settings.userDomain() != null) ? settings.userDomain()
				: principal.substring(at + 1).toLowerCase(Locale.ROOT);
		if (domain.indexOf('.') < 0) {
			throw unknownDomain(known);
		}
		return name + "@" + domain;
	}

	private static IwaException unknownDomain(KerberosIdentity.UserName known) {
		Diagnosis missing = known.missing();
		String description = (known.name() != null)
				? "The domain of the user principal name has no dot, so it is not a domain of Entra ID."
				: "The realm of the Kerberos principal has no dot, so it is not a domain of Entra ID, and no other name "
						+ "of the user is known.";
		String settings = USERNAME + ", or iwa.user-domain to a verified domain of the tenant.";
		return (missing != null)
				? unknown(description + " " + missing.description(), missing.action() + " Or set " + settings)
				: unknown(description, "Set " + settings);
	}

	private static IwaException unknown(String description, String action) {
		return IwaException.of(IwaErrorCode.USERNAME_UNKNOWN, Stage.USERNAME)
			.description(description)
			.action(action)
			.build();
	}

}
