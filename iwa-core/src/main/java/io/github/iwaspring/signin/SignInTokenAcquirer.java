package io.github.iwaspring.signin;

import java.util.List;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.directory.ClaimsParameter;
import io.github.iwaspring.directory.HttpSettings;
import io.github.iwaspring.directory.SignInContext;
import io.github.iwaspring.kerberos.KerberosCredentials;
import io.github.iwaspring.kerberos.KerberosIdentity;
import io.github.iwaspring.prompt.PromptGate;
import io.github.iwaspring.store.CacheFile;
import io.github.iwaspring.token.AcquisitionContext;
import io.github.iwaspring.token.TokenAcquirer;
import org.jspecify.annotations.Nullable;

/**
 * Acquires tokens by msal4j. Nothing of msal4j is loaded before the first acquisition.
 */
public final class SignInTokenAcquirer implements TokenAcquirer {

	private final KerberosCredentials credentials;

	private final List<SignInFlow> flows;

	private final Fallback fallback;

	private final Sessions sessions;

	/**
	 * Creates the acquirer.
	 * @param settings who signs in, with which client, where
	 * @param credentials the Kerberos credentials
	 * @param wire the bounds of the wire
	 * @param fallback whether a person is asked when that fails
	 * @param file where tokens are kept for the next run, or {@code null} for nowhere
	 */
	public SignInTokenAcquirer(SignInSettings settings, KerberosCredentials credentials, HttpSettings wire,
			FallbackSettings fallback, @Nullable CacheFile file) {
		this.credentials = credentials;
		AccountCheck check = new AccountCheck(settings);
		SilentFlow silent = new SilentFlow(settings, check, true);
		BrokerFlow broker = new BrokerFlow(settings, fallback, check);
		this.flows = List.of(broker, silent, new IntegratedFlow(settings, check));
		this.fallback = new Fallback(settings, fallback.flows().stream().map((kind) -> switch (kind) {
			case BROKER -> broker;
			case INTERACTIVE -> new InteractiveFlow(settings, fallback, check);
			case DEVICE_CODE -> new DeviceCodeFlow(settings, fallback, check);
		}).toList(), List.of(broker, new SilentFlow(settings, check, false)), new PromptGate(fallback.clock()));
		this.sessions = new Sessions(settings, wire, fallback.clock(), file);
	}

	@Override
	public IwaToken acquire(AcquisitionContext acquisition) {
		ClaimsParameter.check(acquisition.request().claims());
		long prompts = this.fallback.prompts();
		Session session = this.sessions.present();
		acquisition.enter(Stage.KERBEROS, "reading the Kerberos credentials");
		Object seen = this.credentials.fingerprint(); // before they are used
		KerberosIdentity identity = identify(session.binding());
		try (SignInContext conversation = SignInContext.open(acquisition, identity)) {
			SignIn signIn = new SignIn(session, conversation, acquisition.request(), identity);
			try {
				return (session.binding() != null) ? silently(signIn) : first(signIn, seen);
			}
			catch (IwaException reason) {
				if (acquisition.isRenewal()) {
					throw reason;
				}
				return this.fallback.ask(signIn, reason, prompts);
			}
		}
	}

	/**
	 * Signs in, unless somebody else is about to: then their account will do.
	 * @param seen what was seen of the credentials
	 */
	private IwaToken first(SignIn signIn, Object seen) {
		return signIn.session().firstSignIn().run(signIn, seen, () -> {
			signIn.requireSameUser();
			return silently(signIn);
		});
	}

	private IwaToken silently(SignIn signIn) {
		for (SignInFlow flow : this.flows) {
			IwaToken token = flow.attempt(signIn);
			if (token != null) {
				return token;
			}
		}
		throw new IllegalStateException("No flow applied");
	}

	@Override
	public Object fingerprint() {
		return this.credentials.fingerprint();
	}

	@Override
	public void forget() {
		this.sessions.end();
	}

	/**
	 * Looks who is signed in now. Without credentials an account that is bound can still
	 * be refreshed; with those of somebody else it must not.
	 */
	private KerberosIdentity identify(@Nullable Account bound) {
		try {
			KerberosIdentity identity = this.credentials.current();
			if (bound != null) {
				bound.requireSame(identity);
			}
			return identity;
		}
		catch (IwaException ex) {
			if (bound == null || ex.code() == IwaErrorCode.USER_MISMATCH) {
				throw ex;
			}
			return new NoIdentity(ex);
		}
	}

}
