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

import java.util.regex.Pattern;

/**
 * The requests of a protocol step and their responder.
 *
 * @param hop the protocol step
 * @param method the method
 * @param path the pattern of the whole path
 * @param responder the responder
 */
public record Route(Hop hop, String method, Pattern path, Responder responder) {

	private static final Responder NOT_FOUND = (request) -> Reply.status(404);

	/**
	 * Creates a route.
	 * @param hop the protocol step
	 * @param method the method
	 * @param path a regular expression for the whole path
	 * @param responder the responder
	 * @return the route
	 */
	public static Route of(Hop hop, String method, String path, Responder responder) {
		return new Route(hop, method, Pattern.compile(path), responder);
	}

	static Route notFound(String method) {
		return of(Hop.OTHER, method, ".*", NOT_FOUND);
	}

	boolean matches(String method, String path) {
		return this.method.equals(method) && this.path.matcher(path).matches();
	}

}
