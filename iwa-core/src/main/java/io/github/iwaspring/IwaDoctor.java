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

package io.github.iwaspring;

/**
 * Checks whether integrated Windows authentication works on this machine, and if not,
 * why.
 * <p>
 * The doctor signs in once, from the ticket to the token, as the application would, and
 * watches each step. It never prompts, neither reads nor fills the application's token
 * cache, and calls no API.
 */
public interface IwaDoctor {

	/**
	 * Runs every check in order. Blocks for about {@code iwa.token.acquire-timeout} at
	 * most, plus twice {@code iwa.http.connect-timeout} to examine a failure: do not call
	 * it on an event loop. Several threads may call it at the same time, each with its
	 * own sign-in.
	 * @return the report, whatever failed; user names in it are masked
	 */
	IwaReport run();

}
