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

package io.github.iwaspring.store;

import java.io.IOException;

import com.sun.jna.platform.win32.Crypt32Util;

/**
 * The data protection of Windows (DPAPI): encrypts the content with the key of the
 * signed-in user, so that other users of the machine cannot read it. Loads JNA at the
 * first use only.
 *
 * @see <a href=
 * "https://learn.microsoft.com/en-us/windows/win32/api/dpapi/nf-dpapi-cryptprotectdata">CryptProtectData</a>
 */
final class WindowsProtection implements CacheFormat.Protection {

	@Override
	public String id() {
		return "dpapi";
	}

	@Override
	public byte[] protect(byte[] content) throws IOException {
		return call(() -> Crypt32Util.cryptProtectData(content));
	}

	@Override
	public byte[] unprotect(byte[] content) throws IOException {
		return call(() -> Crypt32Util.cryptUnprotectData(content));
	}

	/**
	 * Calls Windows. JNA, or its native library, may be missing.
	 */
	private static byte[] call(Call call) throws IOException {
		try {
			return call.run();
		}
		catch (RuntimeException | LinkageError ex) {
			throw new IOException("The data protection of Windows failed", ex);
		}
	}

	private interface Call {

		byte[] run();

	}

}
