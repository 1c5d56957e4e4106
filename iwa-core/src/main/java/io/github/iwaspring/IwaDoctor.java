package io.github.iwaspring;

/**
 * Finds out why integrated Windows authentication does not work here, or that it does.
 * <p>
 * The doctor signs in once, from the ticket to the token, as the application would, and
 * watches each step. It never prompts, neither reads nor fills the application's cache of
 * tokens, and calls no API.
 */
public interface IwaDoctor {

	/**
	 * Runs every check in order. Blocks, at most about as long as
	 * {@code iwa.token.acquire-timeout} says, and twice {@code iwa.http.connect-timeout}
	 * where more is to be found out about a failure; not for event loops. Several threads
	 * may run it at a time, each with a sign-in of its own.
	 * @return the report, whatever went wrong; user names in it are masked
	 */
	IwaReport run();

}
