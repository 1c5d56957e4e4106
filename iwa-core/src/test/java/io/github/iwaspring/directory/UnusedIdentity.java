package io.github.iwaspring.directory;

import java.util.function.Supplier;

import io.github.iwaspring.kerberos.ChannelBinding;
import io.github.iwaspring.kerberos.KerberosIdentity;
import io.github.iwaspring.kerberos.SpnegoContext;

/**
 * An identity that the test does not need.
 */
final class UnusedIdentity implements KerberosIdentity {

	@Override
	public String principal() {
		throw new AssertionError("The test needs no identity");
	}

	@Override
	public SpnegoContext createContext(String host, Supplier<ChannelBinding> binding) {
		throw new AssertionError("The test needs no identity");
	}

}
