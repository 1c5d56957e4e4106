package io.github.iwaspring.signin;

import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.directory.SignInContext;
import org.jspecify.annotations.Nullable;

/**
 * A flow that acquires a token without a prompt. The flows are tried in order.
 */
interface SignInFlow {

	/**
	 * Acquires a token.
	 * @return the token, or {@code null} if the next flow is to be tried
	 * @throws IwaException if the flow fails, which ends the sign-in
	 */
	@Nullable IwaToken acquire(Session session, SignInContext context);

}
