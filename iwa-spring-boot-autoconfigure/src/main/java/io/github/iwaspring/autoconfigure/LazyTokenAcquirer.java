package io.github.iwaspring.autoconfigure;

import java.util.function.Supplier;

import io.github.iwaspring.IwaToken;
import io.github.iwaspring.token.Acquisition;
import io.github.iwaspring.token.TokenAcquirer;

import org.springframework.util.function.SingletonSupplier;

/**
 * An acquirer that is built for the first acquisition, with the ways to sign in that it
 * is made of.
 */
final class LazyTokenAcquirer implements TokenAcquirer {

	private final SingletonSupplier<TokenAcquirer> acquirer;

	LazyTokenAcquirer(Supplier<TokenAcquirer> acquirer) {
		this.acquirer = SingletonSupplier.of(acquirer);
	}

	@Override
	public IwaToken acquire(Acquisition acquisition) {
		return this.acquirer.obtain().acquire(acquisition);
	}

	@Override
	public Object fingerprint() {
		return this.acquirer.obtain().fingerprint();
	}

	@Override
	public void forget() {
		this.acquirer.obtain().forget();
	}

}
