/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.iwaspring.token;

import java.security.cert.X509Certificate;
import java.time.Duration;

import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaToken;
import org.jspecify.annotations.Nullable;

/**
 * Notified of the course and the end of one acquisition, or of a caller's wait for it.
 * <p>
 * Of requests to the directory it gets no URL, no body and no header but the date. The
 * token and the failure at the end are the caller's own: a listener shows neither the
 * token's value nor the user. It is called by several threads, those of callers among
 * them; it must return quickly and must not throw.
 */
public interface AcquisitionListener {

	/**
	 * A listener that does nothing.
	 */
	AcquisitionListener NONE = new AcquisitionListener() {
	};

	/**
	 * Called before a request to the directory is sent.
	 * @param stage the stage that the request belongs to
	 * @param host the host that it goes to, as {@code host[:port]} without the default
	 * port
	 */
	default void requestStarted(Stage stage, String host) {
	}

	/**
	 * Called after a response was received, with any status.
	 * @param response the metadata of the response
	 */
	default void responseReceived(ResponseInfo response) {
	}

	/**
	 * Called before a ticket with a channel binding (RFC 5929) is requested.
	 */
	default void channelBindingAdded() {
	}

	/**
	 * Called after a Kerberos ticket for the federation service was obtained.
	 */
	default void ticketObtained() {
	}

	/**
	 * Called when a protocol step begins, which ends the one before it, and for each part
	 * of a step.
	 * @param stage the stage of the step
	 */
	default void stepEntered(Stage stage) {
	}

	/**
	 * Called when an acquisition found a token that another one had just obtained.
	 */
	default void joined() {
	}

	/**
	 * Called when a token was obtained. Of several ends, the first one counts.
	 * @param token the token
	 */
	default void succeeded(IwaToken token) {
	}

	/**
	 * Called when an acquisition failed.
	 * @param failure the failure
	 */
	default void failed(IwaException failure) {
	}

	/**
	 * Called when nobody wants the token any more: the service was closed, or the caller
	 * who had joined an acquisition gave up.
	 */
	default void cancelled() {
	}

	/**
	 * Metadata of a response: host, status, clock offset, certificate.
	 *
	 * @param stage the stage that the request belongs to
	 * @param host the host that answered, as {@code host[:port]} without the default port
	 * @param status the HTTP status
	 * @param clockOffset how far the clock of the host is ahead of this machine's, to the
	 * second, negative if it is behind; {@code null} without a readable {@code Date}
	 * header (RFC 9110, section 6.6.1), as in a response from the discovery cache
	 * @param certificate the certificate of the TLS server, or {@code null} without one
	 */
	record ResponseInfo(Stage stage, String host, int status, @Nullable Duration clockOffset,
			@Nullable X509Certificate certificate) {

	}

}
