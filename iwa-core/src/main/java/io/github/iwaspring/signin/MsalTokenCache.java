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

import com.microsoft.aad.msal4j.ITokenCache;
import org.jspecify.annotations.Nullable;

/**
 * The token cache of a {@link MsalClient}. It is a text until the client needs msal4j, so
 * that a program which finds its token in the text of an earlier run starts without it
 * (ADR 12). Can be used by several threads.
 */
final class MsalTokenCache implements ITokenCache {

	private static final String EMPTY = "{}";

	private String text = EMPTY;

	private @Nullable ITokenCache loaded;

	/**
	 * Creates an empty cache.
	 */
	MsalTokenCache() {
	}

	/**
	 * Creates the view of a cache of msal4j.
	 */
	MsalTokenCache(ITokenCache loaded) {
		this.loaded = loaded;
	}

	/**
	 * Moves the content to a cache of msal4j, which is used from now on. It stays empty
	 * if msal4j cannot read the content, and has the latest tokens only if there are too
	 * many.
	 */
	synchronized void moveTo(ITokenCache next) {
		String content = serialize();
		this.text = EMPTY;
		this.loaded = next;
		if (!content.equals(EMPTY)) {
			deserialize(MsalCacheFormat.bounded(content));
		}
	}

	/**
	 * Replaces the content, unless msal4j cannot read the new one.
	 */
	@Override
	public synchronized void deserialize(String data) {
		if (this.loaded == null) {
			this.text = data;
		}
		else if (MsalCacheFormat.isReadable(data)) {
			this.loaded.deserialize(data);
		}
	}

	@Override
	public synchronized String serialize() {
		return (this.loaded != null) ? this.loaded.serialize() : this.text;
	}

}
