package io.github.iwaspring.test.pki;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

/**
 * The RSA keys that assertions and tokens are signed with: the same for all directories
 * of a JVM, since they take long to generate and an issuer is always checked beside them.
 * They come into being in the background; who needs one first may have to wait.
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
	 * The keys of the JVM.
	 * @param executor generates them where nobody has
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
	 * The key of AD FS.
	 * @return the key and its certificate
	 */
	public KeyMaterial assertions() {
		return this.assertions.join();
	}

	/**
	 * The key of Entra ID.
	 * @return the key and its certificate
	 */
	public KeyMaterial tokens() {
		return this.tokens.join();
	}

}
