package io.github.iwaspring.signin;

import java.time.InstantSource;

import io.github.iwaspring.directory.DiscoveryCache;
import io.github.iwaspring.directory.HttpSettings;
import io.github.iwaspring.store.CacheFile;
import org.jspecify.annotations.Nullable;

/**
 * The session of the present, and its end. What the directory said of the domain outlives
 * a session; the account and its tokens do not.
 */
final class Sessions {

	private final SignInSettings settings;

	private final HttpSettings wire;

	private final DiscoveryCache directory;

	private final @Nullable CacheFile file;

	private @Nullable Session present;

	/**
	 * Creates the sessions. Nothing of msal4j is loaded before the first begins.
	 * @param file where they are kept, or {@code null} to forget them with the process
	 */
	Sessions(SignInSettings settings, HttpSettings wire, InstantSource clock, @Nullable CacheFile file) {
		this.settings = settings;
		this.wire = wire;
		this.directory = new DiscoveryCache(clock);
		this.file = file;
	}

	/**
	 * The present session; begun by whoever asks first.
	 */
	synchronized Session present() {
		Session session = this.present;
		if (session == null) {
			session = Session.begin(this.settings, this.wire, this.directory, sessionFile());
			this.present = session;
		}
		return session;
	}

	/**
	 * Ends the present session. The file is deleted, also that of an earlier run.
	 */
	synchronized void end() {
		Session ended = this.present;
		this.present = null;
		SessionFile kept = (ended != null) ? ended.file() : sessionFile();
		if (kept != null) {
			kept.abandon();
		}
	}

	private @Nullable SessionFile sessionFile() {
		return (this.file != null) ? new SessionFile(this.file, this.settings, this.directory) : null;
	}

}
