package io.github.iwaspring.store;

import java.io.IOException;

/**
 * The failure to read a file whose content is not what was written.
 */
final class DamagedFileException extends IOException {

	private static final long serialVersionUID = 1L;

	DamagedFileException(String message) {
		super(message);
	}

}
