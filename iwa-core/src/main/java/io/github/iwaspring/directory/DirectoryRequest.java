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

package io.github.iwaspring.directory;

import java.net.URI;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;

/**
 * A request to the directory as messages name it: by method, host and protocol step,
 * never by its URL, which may hold the user's name.
 *
 * @param step the protocol step
 * @param method the HTTP method
 * @param url the URL
 */
record DirectoryRequest(ProtocolStep step, String method, URI url) {

	private static final int MAX_PATH = 200;

	/**
	 * Starts the failure of this request before there is a response.
	 * @param description what happened, in whole sentences
	 */
	IwaException.Builder failure(IwaErrorCode code, String description) {
		return IwaException.of(code, this.step.stage()).description(description + " Request: " + this + ".");
	}

	/**
	 * Starts the failure of this request after there is a response. The failure carries
	 * its {@code Retry-After}.
	 * @param description what happened, in whole sentences
	 */
	IwaException.Builder failure(IwaErrorCode code, DirectoryResponse response, String description) {
		return IwaException.of(code, this.step.stage())
			.description(description + " Request: " + this + ", status " + response.status() + ".")
			.retryAfter(response.retryAfter());
	}

	/**
	 * Fills the host and the path of this request into the action of a failure. A server
	 * may have chosen a path of any length.
	 */
	String fillIn(String action) {
		String path = this.url.getRawPath();
		return action.replace("{host}", this.url.getHost())
			.replace("{origin}", "https://" + this.url.getAuthority())
			.replace("{path}", (path.length() > MAX_PATH) ? path.substring(0, MAX_PATH) + "..." : path);
	}

	@Override
	public String toString() {
		return this.method + " to " + this.url.getHost() + " (" + this.step.description() + ")";
	}

	/**
	 * The requests of a sign-in.
	 */
	enum ProtocolStep {

		/**
		 * How the user's domain signs in.
		 */
		USER_REALM(Stage.USER_REALM, "user realm"),

		/**
		 * Where the federation service takes tickets (MEX).
		 */
		FEDERATION_METADATA(Stage.FEDERATION_METADATA, "federation metadata"),

		/**
		 * A Kerberos ticket for a SAML assertion.
		 */
		WS_TRUST(Stage.WS_TRUST, "WS-Trust"),

		/**
		 * An assertion, a refresh token or an authorization code for an access token.
		 */
		TOKEN(Stage.TOKEN, "token"),

		/**
		 * A device code (RFC 8628, section 3.1).
		 */
		DEVICE_CODE(Stage.FALLBACK, "device code"),

		/**
		 * A device code for an access token, polled until the user has signed in.
		 */
		DEVICE_TOKEN(Stage.FALLBACK, "token for a device code");

		private final Stage stage;

		private final String description;

		ProtocolStep(Stage stage, String description) {
			this.stage = stage;
			this.description = description;
		}

		Stage stage() {
			return this.stage;
		}

		String description() {
			return this.description;
		}

	}

}
