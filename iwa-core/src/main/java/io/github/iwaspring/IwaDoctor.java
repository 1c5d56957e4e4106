package io.github.iwaspring;

/**
 * Checks whether integrated Windows authentication works on this machine, and if not,
 * why.
 * <p>
 * The doctor signs in once, from the ticket to the token, as the application would, and
 * watches each step. It never prompts, neither reads nor fills the application's token
 * cache, and calls no API.
 */
public interface IwaDoctor {

	/**
	 * Runs every check in order. Blocks for about {@code iwa.token.acquire-timeout} at
	 * most, plus twice {@code iwa.http.connect-timeout} to examine a failure: do not call
	 * it on an event loop. Several threads may call it at the same time, each with its
	 * own sign-in.
	 * @return the report, whatever failed; user names in it are masked
	 */
	IwaReport run();

}
