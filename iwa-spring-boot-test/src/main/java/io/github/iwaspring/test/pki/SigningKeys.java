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

package io.github.iwaspring.test.pki;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

/**
 * The RSA keys that sign assertions and tokens. All directories of a JVM share them,
 * because they take long to generate; clients check the issuer as well. They are
 * generated in the background, so the first caller may have to wait.
 */
public final class SigningKeys {

	private static @Nullable SigningKeys shared;

	private final CompletableFuture<KeyMaterial> assertions;

	private final CompletableFuture<KeyMaterial> tokens;

	private SigningKeys(Executor executor) {
		this.assertions = CompletableFuture.supplyAsync(() -> generate("CN=ADFS Signing - localhost"), executor);
		this.tokens = CompletableFuture.supplyAsync(() -> generate("CN=accounts.accesscontrol.windows.net"), executor);
	}

	private static KeyMaterial generate(String name) {
		return CertificateAuthority.selfSigned(name, KeyMaterial.generateRsa());
	}

	/**
	 * Returns the keys of the JVM.
	 * @param executor the executor that generates the keys on the first call
	 * @return the keys
	 */
	public static synchronized SigningKeys shared(Executor executor) {
		SigningKeys keys = shared;
		if (keys == null) {
			keys = new SigningKeys(executor);
			shared = keys;
		}
		return keys;
	}

	/**
	 * Returns the key of AD FS.
	 * @return the key and its certificate
	 */
	public KeyMaterial assertions() {
		return this.assertions.join();
	}

	/**
	 * Returns the key of Entra ID.
	 * @return the key and its certificate
	 */
	public KeyMaterial tokens() {
		return this.tokens.join();
	}

}
