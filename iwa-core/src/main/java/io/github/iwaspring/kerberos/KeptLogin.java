package io.github.iwaspring.kerberos;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

import io.github.iwaspring.IwaException;
import org.jspecify.annotations.Nullable;

/**
 * The last log-in, which is used again as long as a new one would bring nothing else.
 * Threads that find none each make their own, rather than wait for one another without a
 * bound; the last of them is kept.
 */
final class KeptLogin {

	private final KerberosSettings settings;

	private final KerberosLogin login;

	private final InstantSource clock;

	private final AtomicReference<@Nullable LoggedIn> kept = new AtomicReference<>();

	KeptLogin(KerberosSettings settings, InstantSource clock) {
		this.settings = settings;
		this.login = new KerberosLogin(settings);
		this.clock = clock;
	}

	/**
	 * The log-in of this moment.
	 * @throws IwaException at stage KERBEROS if there are no credentials that could be
	 * used
	 */
	LoggedIn get() {
		boolean switched = this.login.useConfiguration();
		Fingerprint seen = Fingerprint.of(this.settings);
		LoggedIn former = this.kept.get();
		if (former != null && !switched && former.serves(seen, this.clock.instant())) {
			return former;
		}
		discard(former);
		LoggedIn latter = new LoggedIn(seen, this.login.logIn());
		if (latter.canBeKept()) {
			this.kept.set(latter);
		}
		return latter;
	}

	/**
	 * Has the next use log in anew, unless that has happened already.
	 * @param suspect the log-in that is not to be trusted any more
	 */
	void discard(@Nullable LoggedIn suspect) {
		this.kept.compareAndSet(suspect, null);
	}

	void discard() {
		this.kept.set(null);
	}

}
