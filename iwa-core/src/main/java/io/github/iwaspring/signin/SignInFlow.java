package io.github.iwaspring.signin;

import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaToken;
import org.jspecify.annotations.Nullable;

/**
 * One way to a token. The ways are tried in order: "not mine" passes to the next one, a
 * failure ends the attempt.
 */
interface SignInFlow {

	/**
	 * Tries to obtain a token.
	 * @return the token, or {@code null} if this way does not apply
	 * @throws IwaException if this way applies and fails
	 */
	@Nullable IwaToken attempt(SignIn signIn);

}
