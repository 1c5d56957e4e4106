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

package io.github.iwaspring.test.http;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * The log entry of a request. It says whether the request had credentials, but holds no
 * secret.
 *
 * @param origin the server that it reached
 * @param hop its protocol step
 * @param method the method
 * @param path the path, decoded, without the query
 * @param connection the client's port, which identifies the connection
 * @param authorizationScheme the scheme of its Authorization header, or {@code null}
 * without such a header
 * @param headerNames the names of its headers, in lower case
 */
public record RecordedRequest(Origin origin, Hop hop, String method, String path, int connection,
		@Nullable String authorizationScheme, Set<String> headerNames) {

	static RecordedRequest of(Request request) {
		String authorization = request.header("Authorization");
		Set<String> names = new TreeSet<>();
		request.headers().keySet().forEach((name) -> names.add(name.toLowerCase(Locale.ROOT)));
		return new RecordedRequest(request.origin(), request.hop(), request.method(), request.path(),
				request.connection(), (authorization != null) ? authorization.split(" ", 2)[0] : null, names);
	}

}
