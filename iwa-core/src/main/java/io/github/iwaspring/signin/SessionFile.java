/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.iwaspring.signin;

import java.util.Objects;

import com.microsoft.aad.msal4j.ITokenCache;
import io.github.iwaspring.directory.DiscoveryCache;
import io.github.iwaspring.store.CacheFile;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The file of a session, shared by the processes of one user. It keeps the account, the
 * tokens, and the discovery cache. What another process has written is read before each
 * access to the tokens. Tokens without an account are not written, and the tokens of
 * another account are not replaced.
 */
final class SessionFile {

	private static final Log logger = LogFactory.getLog(SessionFile.class);

	private final CacheFile file;

	private final SignInSettings settings;

	private final DiscoveryCache discoveryCache;

	private volatile @Nullable Session session;

	private volatile @Nullable Object stamp;

	private volatile boolean deleted;

	/**
	 * Creates the access to a file. Nothing is read or written.
	 * @param settings the settings of the session
	 * @param discoveryCache what is known about the directory
	 */
	SessionFile(CacheFile file, SignInSettings settings, DiscoveryCache discoveryCache) {
		this.file = file;
		this.settings = settings;
		this.discoveryCache = discoveryCache;
	}

	/**
	 * Loads what an earlier run wrote.
	 * @param tokens the token cache to fill
	 * @return the content, or {@code null} if there is none
	 */
	@Nullable SessionContent load(ITokenCache tokens) {
		Object stamp = this.file.stamp();
		SessionContent content = read(stamp);
		if (content != null) {
			apply(content, stamp, tokens);
			logger.debug("Tokens of an earlier run were found in " + this.file);
		}
		return content;
	}

	/**
	 * Sets the session to write from now on.
	 */
	void bind(Session session) {
		this.session = session;
	}

	/**
	 * Acquires the write lock.
	 * @return the lock, or {@code null} if it cannot be acquired
	 */
	CacheFile.@Nullable Lock lock() {
		return this.file.lock();
	}

	/**
	 * Reads what another process has written, if it belongs to the same account.
	 */
	void refresh(ITokenCache tokens) {
		Object stamp = this.file.stamp();
		if (!Objects.equals(this.stamp, stamp)) {
			SessionContent content = read(stamp);
			if (content != null && content.account().equals(account())) {
				apply(content, stamp, tokens);
			}
		}
	}

	private void apply(SessionContent content, @Nullable Object stamp, ITokenCache tokens) {
		tokens.deserialize(content.tokens());
		this.discoveryCache.add(content.directory());
		this.stamp = stamp;
		Session session = this.session;
		if (session != null && content.brokerAccount() != null) {
			session.brokerAccountIfAbsent(content.brokerAccount());
		}
	}

	/**
	 * Writes the session, if it is bound to an account.
	 */
	void save(ITokenCache tokens) {
		try (CacheFile.Lock lock = lock()) {
			if (lock != null) {
				refresh(tokens);
				store(tokens);
			}
		}
	}

	/**
	 * Writes the session, if it is bound to an account. Only with the {@link #lock write
	 * lock}, and after {@link #refresh} with it: what that could not read stays.
	 */
	void store(ITokenCache tokens) {
		Session session = this.session;
		Account account = account();
		if (session == null || account == null || this.deleted || !isReplaceable()) {
			return;
		}
		SessionContent content = new SessionContent(this.settings.clientId(), this.settings.authority().url(), account,
				session.brokerAccount(),
				MsalCacheFormat.bounded(MsalCacheFormat.onlyOf(account.homeAccountId(), tokens.serialize())),
				this.discoveryCache.content());
		if (this.file.write(content.write())) {
			this.stamp = this.file.stamp();
		}
	}

	/**
	 * Deletes the file, unless it is another client's, also if its content is damaged. An
	 * acquisition in flight does not write it again: a writer that holds the lock has
	 * written before the file is deleted, and those after it check this first.
	 */
	void delete() {
		this.deleted = true;
		this.file.delete((text) -> !isOfAnotherClient(text));
	}

	private @Nullable Account account() {
		Session session = this.session;
		return (session != null) ? session.account() : null;
	}

	/**
	 * Whether the file may be replaced. It must not if it belongs to another client, such
	 * as one with the same path in its configuration, or to another account, or if what
	 * another process has written for this account was not read.
	 */
	private boolean isReplaceable() {
		return Objects.equals(this.stamp, this.file.stamp()) || this.file.isReplaceable((text) -> {
			if (!SessionContent.clientId(text).equals(this.settings.clientId())) {
				this.file.warn("belongs to another iwa.client-id");
				return false;
			}
			SessionContent content = SessionContent.read(text);
			return content == null || !isOurs(content);
		});
	}

	private boolean isOurs(SessionContent content) {
		return content.clientId().equals(this.settings.clientId())
				&& content.authority().equals(this.settings.authority().url());
	}

	/**
	 * Reads the content for this client and authority. A file of this client that cannot
	 * be read is deleted.
	 */
	private @Nullable SessionContent read(@Nullable Object stamp) {
		String text = this.file.read();
		if (text == null) {
			return null;
		}
		SessionContent content = SessionContent.read(text);
		if (content == null && !isOfAnotherClient(text)) {
			this.file.deleteDamaged(stamp);
			return null;
		}
		return (content != null && isOurs(content)) ? content : null;
	}

	private boolean isOfAnotherClient(String text) {
		String clientId = SessionContent.clientId(text);
		return !clientId.isEmpty() && !clientId.equals(this.settings.clientId());
	}

}
