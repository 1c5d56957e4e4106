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
