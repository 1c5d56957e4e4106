package io.github.iwaspring.signin;

import java.time.Duration;

import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaFallbackFlow;
import io.github.iwaspring.IwaToken;
import org.jspecify.annotations.Nullable;

/**
 * One way to a token that involves a person. The first that helps and is available is the
 * one that is tried; its failure is the end.
 */
interface FallbackFlow {

	/**
	 * Which way it is.
	 */
	IwaFallbackFlow kind();

	/**
	 * How long the person may take.
	 */
	Duration timeout();

	/**
	 * Why it cannot run here and now.
	 * @return the reason, without a full stop, or {@code null} if there is none
	 */
	@Nullable String unavailable();

	/**
	 * Asks the person.
	 * @param signIn the sign-in that the silent ways could not finish
	 * @param demand what the person has to bring
	 * @return the token of the person who was asked for
	 * @throws IwaException if there is none
	 */
	IwaToken attempt(SignIn signIn, Demand demand);

}
