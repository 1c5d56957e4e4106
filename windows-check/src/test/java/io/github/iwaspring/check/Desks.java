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

package io.github.iwaspring.check;

/**
 * Desks that nobody sits at.
 */
final class Desks {

	static final String[] ARGUMENTS = { "--authority=https://login.microsoftonline.com/contoso.com/",
			"--client-id=5a0c7e5e-0000-4000-8000-1234567890ab", "--scopes=api://orders/.default" };

	private Desks() {
	}

	static Desk any() throws Exception {
		return Desk.of(Arguments.of(ARGUMENTS));
	}

}
