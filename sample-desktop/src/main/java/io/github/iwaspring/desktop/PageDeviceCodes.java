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

package io.github.iwaspring.desktop;

import java.net.URI;
import java.time.Instant;

import io.github.iwaspring.IwaDeviceCode;
import io.github.iwaspring.IwaDeviceCodePrompt;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Shows device codes in the page, where {@code iwa.fallback.flows} lists
 * {@code device-code}. The page asks for the present one.
 */
@Component
class PageDeviceCodes implements IwaDeviceCodePrompt {

	private volatile @Nullable Shown shown;

	@Override
	public void show(IwaDeviceCode code) {
		this.shown = new Shown(code.userCode(), code.verificationUri(), code.expiresAt());
	}

	@Override
	public void ended(IwaDeviceCode code) {
		this.shown = null;
	}

	@Nullable Shown shown() {
		return this.shown;
	}

	/**
	 * What the user has to know.
	 *
	 * @param code the code to enter
	 * @param page where to enter it
	 * @param expiresAt when it expires
	 */
	record Shown(String code, URI page, Instant expiresAt) {

		/**
		 * Hides the code.
		 */
		@Override
		public String toString() {
			return "Shown[expiresAt=" + this.expiresAt + "]";
		}

	}

}
