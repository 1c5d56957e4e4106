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

import java.util.List;

/**
 * A check of the desk. It asks nobody, and leaves nothing changed.
 */
interface Check {

	/**
	 * Runs the check. An exception counts as a failure.
	 */
	Result run(Desk desk) throws Exception;

	/**
	 * What a check found. Its texts may contain names, which the report masks.
	 *
	 * @param status the status
	 * @param line the finding, as one sentence
	 * @param details what else it saw
	 */
	record Result(Status status, String line, List<String> details) {

		static Result pass(String line, List<String> details) {
			return new Result(Status.PASS, line, List.copyOf(details));
		}

		static Result fail(String line, List<String> details) {
			return new Result(Status.FAIL, line, List.copyOf(details));
		}

		static Result skip(String reason) {
			return new Result(Status.SKIP, reason, List.of());
		}

	}

	/**
	 * The status of a check. Only failures count.
	 */
	enum Status {

		PASS, FAIL, SKIP

	}

}
