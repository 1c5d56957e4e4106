package io.github.iwaspring;

/**
 * A failure that a person could end at a prompt: a second factor, a consent, a new
 * password. No prompt was shown, or none that was switched on could help.
 */
public final class IwaInteractionRequiredException extends IwaException {

	IwaInteractionRequiredException(Builder builder) {
		super(builder);
	}

}
