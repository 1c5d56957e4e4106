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

import io.github.iwaspring.IwaTokenRequest;

/**
 * Watches the acquisitions of a token service. A token from memory is none. Its methods
 * are called on the threads of callers, return soon and do not throw, and neither do
 * those of the listeners that they return.
 */
public interface AcquisitionObserver {

	/**
	 * An observer that does nothing.
	 */
	AcquisitionObserver NONE = new AcquisitionObserver() {

		@Override
		public AcquisitionListener started(IwaTokenRequest request) {
			return AcquisitionListener.NONE;
		}

		@Override
		public AcquisitionListener joined(IwaTokenRequest request) {
			return AcquisitionListener.NONE;
		}

	};

	/**
	 * Called when an acquisition starts, on the thread of the caller who caused it, also
	 * if nobody waits for it: a renewal, or a prefetch.
	 * @param request the request, with scopes
	 * @return told of the course and the end of the acquisition, by several threads
	 */
	AcquisitionListener started(IwaTokenRequest request);

	/**
	 * Called when a caller joins an acquisition in progress, on the thread of that
	 * caller.
	 * @param request the request, with scopes
	 * @return told of the end of the acquisition, or that the caller no longer waits
	 */
	AcquisitionListener joined(IwaTokenRequest request);

}
