package io.github.iwaspring.token;

import java.security.cert.X509Certificate;
import java.time.Duration;

import io.github.iwaspring.IwaException.Stage;
import org.jspecify.annotations.Nullable;

/**
 * Watches an acquisition, step by step. It is told no URL, no body and no header but the
 * date, so it never sees a secret or a user name. Called on the thread of the
 * acquisition; it must return quickly and must not throw.
 */
public interface AcquisitionListener {

	/**
	 * A listener that does nothing.
	 */
	AcquisitionListener NONE = new AcquisitionListener() {
	};

	/**
	 * A request to the directory is about to be sent.
	 * @param stage the stage that the request belongs to
	 * @param host the host that it goes to, as {@code host[:port]} without the default
	 * port
	 */
	default void stepStarted(Stage stage, String host) {
	}

	/**
	 * A request was answered, with any status.
	 * @param response the outside of the response
	 */
	default void stepAnswered(StepResponse response) {
	}

	/**
	 * The ticket that is about to be requested gets a channel binding (RFC 5929).
	 */
	default void channelBindingAdded() {
	}

	/**
	 * A Kerberos ticket for the federation service was obtained.
	 */
	default void ticketObtained() {
	}

	/**
	 * The outside of a response: who gave it, and what time it was there.
	 *
	 * @param stage the stage that the request belongs to
	 * @param host the host that answered, as {@code host[:port]} without the default port
	 * @param status the HTTP status
	 * @param clockOffset how far the clock of the host is ahead of this machine's, to the
	 * second, negative if it is behind; {@code null} without a readable {@code Date}
	 * header (RFC 9110, section 6.6.1), as in a response from the discovery cache
	 * @param certificate the certificate of the TLS server, or {@code null} without one
	 */
	record StepResponse(Stage stage, String host, int status, @Nullable Duration clockOffset,
			@Nullable X509Certificate certificate) {

	}

}
