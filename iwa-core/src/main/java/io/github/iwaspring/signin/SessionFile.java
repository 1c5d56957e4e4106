package io.github.iwaspring.signin;

import java.util.Objects;

import com.microsoft.aad.msal4j.ITokenCache;
import com.microsoft.aad.msal4j.ITokenCacheAccessAspect;
import com.microsoft.aad.msal4j.ITokenCacheAccessContext;
import com.microsoft.aad.msal4j.TokenCache;
import io.github.iwaspring.directory.DiscoveryCache;
import io.github.iwaspring.store.CacheFile;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a session in a file: msal4j's tokens, whose they are, and what the directory
 * said. Other processes of the user share the file; what they have put there is read
 * before anything is looked for or changed. Tokens without an owner are not kept, and
 * those of another account are left alone.
 */
final class SessionFile implements ITokenCacheAccessAspect {

	private static final Log logger = LogFactory.getLog(SessionFile.class);

	private final CacheFile file;

	private final SignInSettings settings;

	private final DiscoveryCache directory;

	private final ThreadLocal<CacheFile.@Nullable Turn> turn = new ThreadLocal<>();

	private volatile @Nullable Session session;

	private volatile @Nullable Object seen;

	private volatile boolean abandoned;

	/**
	 * Creates the link between a session and a file.
	 * @param file the file
	 * @param settings whose session it is
	 * @param directory what the directory said
	 */
	SessionFile(CacheFile file, SignInSettings settings, DiscoveryCache directory) {
		this.file = file;
		this.settings = settings;
		this.directory = directory;
	}

	/**
	 * Loads what an earlier run has left.
	 * @param tokens where its tokens go
	 * @return all that was left, {@code null} if there was nothing
	 */
	@Nullable SessionContent load(ITokenCache tokens) {
		Object stamp = this.file.stamp();
		SessionContent content = read(stamp);
		if (content != null) {
			take(content, stamp, tokens);
			logger.debug("Tokens of an earlier run were found in " + this.file);
		}
		return content;
	}

	/**
	 * Says which session is kept here, from now on.
	 */
	void serve(Session session) {
		this.session = session;
	}

	/**
	 * Puts the session into the file, if it is known whose it is.
	 */
	void save(ITokenCache tokens) {
		try (CacheFile.Turn turn = this.file.lock()) {
			if (turn != null) {
				adopt(tokens);
				store(tokens);
			}
		}
	}

	/**
	 * Deletes the file, unless it is another client's. What is still under way in this
	 * session comes into no file any more: a writer whose turn it is has written before
	 * the file is deleted, and those after it look at this first.
	 */
	void abandon() {
		this.abandoned = true;
		this.file.delete((text) -> SessionContent.clientId(text).equals(this.settings.clientId()));
	}

	@Override
	public void beforeCacheAccess(ITokenCacheAccessContext access) {
		if (access.hasCacheChanged()) { // is about to change, in msal4j's words
			this.turn.set(this.file.lock());
		}
		try {
			adopt(access.tokenCache());
		}
		catch (RuntimeException | Error ex) {
			afterFailure();
			throw ex;
		}
	}

	/**
	 * Gives the turn back, which msal4j would not do.
	 */
	private void afterFailure() {
		CacheFile.Turn turn = this.turn.get();
		if (turn != null) {
			this.turn.remove();
			turn.close();
		}
	}

	/**
	 * Takes what another process has written meanwhile, if it is of the same account.
	 */
	private void adopt(ITokenCache tokens) {
		Object stamp = this.file.stamp();
		if (!Objects.equals(this.seen, stamp)) {
			SessionContent content = read(stamp);
			if (content != null && content.binding().equals(binding())) {
				take(content, stamp, tokens);
			}
		}
	}

	@Override
	public void afterCacheAccess(ITokenCacheAccessContext access) {
		CacheFile.Turn turn = this.turn.get();
		if (turn != null) {
			this.turn.remove();
			try (turn) {
				store(access.tokenCache());
			}
		}
	}

	private void store(ITokenCache tokens) {
		Session session = this.session;
		Account binding = binding();
		if (session == null || binding == null || this.abandoned || isOthers(binding)) {
			return;
		}
		SessionContent content = new SessionContent(this.settings.clientId(), this.settings.authority().url(), binding,
				session.brokerAccount(), OwnTokens.in(tokens.serialize(), binding.homeAccountId()),
				this.directory.content());
		if (this.file.write(content.write())) {
			this.seen = this.file.stamp();
		}
	}

	private @Nullable Account binding() {
		Session session = this.session;
		return (session != null) ? session.binding() : null;
	}

	/**
	 * Whether the file is not to be replaced: it belongs to another client, such as one
	 * with the same path in its configuration, or to another account.
	 */
	private boolean isOthers(Account binding) {
		String text = Objects.equals(this.seen, this.file.stamp()) ? null : this.file.read();
		if (text == null) {
			return false;
		}
		if (!SessionContent.clientId(text).equals(this.settings.clientId())) {
			this.file.warn("belongs to another iwa.client-id");
			return true;
		}
		SessionContent content = SessionContent.read(text);
		return content != null && isOurs(content) && !content.binding().equals(binding);
	}

	private boolean isOurs(SessionContent content) {
		return content.clientId().equals(this.settings.clientId())
				&& content.authority().equals(this.settings.authority().url());
	}

	/**
	 * Reads what belongs to this client and authority. What is no such content is set
	 * aside.
	 */
	private @Nullable SessionContent read(@Nullable Object stamp) {
		String text = this.file.read();
		SessionContent content = (text != null) ? SessionContent.read(text) : null;
		if (text != null && (content == null || !isReadable(content)) && !isOfAnotherClient(text)) {
			this.file.setAside(stamp);
			return null;
		}
		return (content != null && isOurs(content)) ? content : null;
	}

	private boolean isOfAnotherClient(String text) {
		String clientId = SessionContent.clientId(text);
		return !clientId.isEmpty() && !clientId.equals(this.settings.clientId());
	}

	/**
	 * Whether msal4j can read its part, tried where it does no harm.
	 */
	private static boolean isReadable(SessionContent content) {
		try {
			new TokenCache().deserialize(content.tokens());
			return true;
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	private void take(SessionContent content, @Nullable Object stamp, ITokenCache tokens) {
		tokens.deserialize(content.tokens());
		this.directory.add(content.directory());
		this.seen = stamp;
		Session present = this.session;
		if (present != null && content.brokerAccount() != null) {
			present.adopt(content.brokerAccount());
		}
	}

}
