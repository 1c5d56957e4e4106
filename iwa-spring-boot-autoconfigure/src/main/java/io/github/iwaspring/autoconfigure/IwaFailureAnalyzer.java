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

package io.github.iwaspring.autoconfigure;

import io.github.iwaspring.IwaException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains a failure that ended the application, at its start or in a runner: the
 * description as the description, the action as the action.
 */
final class IwaFailureAnalyzer extends AbstractFailureAnalyzer<IwaException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, IwaException cause) {
		return new FailureAnalysis(cause.description() + " (" + cause.code().id() + ")", cause.action(), cause);
	}

}
