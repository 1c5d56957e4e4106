package io.github.iwaspring.directory;

import java.util.function.Supplier;

import io.github.iwaspring.kerberos.ChannelBinding;
import io.github.iwaspring.kerberos.KerberosIdentity;
import io.github.iwaspring.kerberos.SpnegoContext;

/**
 * An identity that no hop here asks for.
 */
final class Nobody implements KerberosIdentity {

	@Override
	public String principal() {
		throw new AssertionError("nobody was to be asked");
	}

	@Override
	public SpnegoContext createContext(String host, Supplier<ChannelBinding> binding) {
		throw new AssertionError("nobody was to be asked");
	}

}
