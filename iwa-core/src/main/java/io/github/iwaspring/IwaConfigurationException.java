package io.github.iwaspring;

/**
 * A failure that only a change of the application's configuration ends.
 */
public final class IwaConfigurationException extends IwaException {

	IwaConfigurationException(Builder builder) {
		super(builder);
	}

}
