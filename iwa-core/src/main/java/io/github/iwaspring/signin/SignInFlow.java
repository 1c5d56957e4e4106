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

package io.github.iwaspring.signin;

import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.directory.SignInContext;
import org.jspecify.annotations.Nullable;

/**
 * A flow that acquires a token without a prompt. The flows are tried in order.
 */
interface SignInFlow {

	/**
	 * Acquires a token.
	 * @return the token, or {@code null} if the next flow is to be tried
	 * @throws IwaException if the flow fails, which ends the sign-in
	 */
	@Nullable IwaToken acquire(Session session, SignInContext context);

}
