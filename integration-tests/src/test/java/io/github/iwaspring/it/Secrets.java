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

package io.github.iwaspring.it;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.http.Interceptor;
import io.github.iwaspring.test.http.Reply;

/**
 * Tickets, assertions and tokens that a directory receives and sends, which must not
 * leak, in whole or in part. They are base64 or contain it.
 */
final class Secrets {

	private static final int PIECE = 32;

	private static final String BASE64 = "([A-Za-z0-9+/_.=-]{" + PIECE + ",})";

	private static final Pattern CANDIDATE = Pattern.compile(BASE64);

	/**
	 * A secret in a header, a form, a JSON object or an XML document.
	 */
	private static final Pattern SECRET = Pattern.compile(
			"(?:Negotiate |Bearer |assertion=|refresh_token=|_token\":\\s*\"|SignatureValue>|AssertionID=\")" + BASE64);

	private final Set<String> pieces = ConcurrentHashMap.newKeySet();

	/**
	 * Records the secrets of requests and responses, until the scripts of the directory
	 * are reset.
	 */
	void watch(EmbeddedDirectory directory) {
		Interceptor watcher = (request, hop) -> {
			learn(request.header("Authorization"));
			learn(request.body());
			Reply reply = hop.respond(request);
			reply.headers().getOrDefault("WWW-Authenticate", List.of()).forEach(this::learn);
			learn(reply.body());
			return reply;
		};
		List.of(Hop.WS_TRUST, Hop.TOKEN, Hop.API).forEach((hop) -> directory.on(hop).intercept(watcher));
	}

	int size() {
		return this.pieces.size();
	}

	private void learn(String text) {
		Matcher secrets = SECRET.matcher((text != null) ? text : "");
		while (secrets.find()) {
			String secret = secrets.group(1);
			for (int start = 0; start + PIECE <= secret.length(); start += PIECE) {
				this.pieces.add(secret.substring(start, start + PIECE));
			}
		}
	}

	/**
	 * Whether a text contains a secret or a complete piece of one.
	 */
	boolean areIn(String text) {
		Matcher candidates = CANDIDATE.matcher(text);
		while (candidates.find()) {
			String candidate = candidates.group();
			for (int start = 0; start + PIECE <= candidate.length(); start++) {
				if (this.pieces.contains(candidate.substring(start, start + PIECE))) {
					return true;
				}
			}
		}
		return false;
	}

}
