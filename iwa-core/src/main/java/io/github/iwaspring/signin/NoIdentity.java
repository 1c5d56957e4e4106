package io.github.iwaspring.signin;

import java.util.function.Supplier;

import io.github.iwaspring.IwaException;
import io.github.iwaspring.kerberos.ChannelBinding;
import io.github.iwaspring.kerberos.KerberosIdentity;
import io.github.iwaspring.kerberos.SpnegoContext;
import org.jspecify.annotations.Nullable;

/**
 * Nobody in particular: there are no Kerberos credentials now. A flow that does without
 * them succeeds; one that needs them fails for the reason that there are none.
 *
 * @param reason why there are none
 */
record NoIdentity(IwaException reason) implements KerberosIdentity {

	@Override
	public String principal() {
		throw this.reason;
	}

	@Override
	public SpnegoContext createContext(String host, Supplier<@Nullable ChannelBinding> binding) {
		throw this.reason;
	}

}
