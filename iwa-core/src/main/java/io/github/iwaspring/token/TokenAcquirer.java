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

import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaToken;

/**
 * Acquires tokens that are not in the {@link TokenCache}, usually from the directory.
 * Called on threads that may block, by several of them at once for different requests.
 */
public interface TokenAcquirer {

	/**
	 * Acquires a token. The implementation calls {@link AcquisitionContext#enter} at the
	 * beginning of each step.
	 * @param context the request and its deadline
	 * @return a token that is valid now
	 * @throws IwaException if no token can be acquired
	 */
	IwaToken acquire(AcquisitionContext context);

	/**
	 * A fingerprint of the local credentials. It changes when the user gets a new ticket.
	 * May read a small file.
	 * @return an object that is equal to an earlier one if the credentials are the same
	 */
	Object fingerprint();

	/**
	 * Forgets the user's account and tokens, and discards what acquisitions in progress
	 * still obtain.
	 */
	void forget();

}
