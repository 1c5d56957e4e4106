package io.github.iwaspring;

/**
 * A failure that the user could end at a prompt: by a second factor, a consent or a new
 * password. No prompt was shown, or none of the configured ones could help;
 * {@link #endedBy()} names those that could.
 */
public final class IwaInteractionRequiredException extends IwaException {

	IwaInteractionRequiredException(Builder builder) {
		super(builder);
	}

}
