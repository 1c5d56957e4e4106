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

package io.github.iwaspring.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The warnings about a cache file: one for each problem, without its path. An interrupted
 * thread gives none, since the interrupt ends its reading and writing. Safe for use by
 * several threads.
 */
final class CacheWarnings {

	private static final Log logger = LogFactory.getLog(CacheFile.class);

	private final String name;

	private final Set<String> given = ConcurrentHashMap.newKeySet();

	/**
	 * Creates the warnings about a file.
	 * @param name the name of the file: its folder may contain the user's name
	 */
	CacheWarnings(String name) {
		this.name = name;
	}

	/**
	 * Warns about the file.
	 * @param problem the problem, as the predicate of a sentence
	 */
	void add(String problem) {
		add(problem, null);
	}

	/**
	 * Warns about the file.
	 * @param problem the problem, as the predicate of a sentence
	 * @param cause what failed, or {@code null}
	 */
	void add(String problem, @Nullable IOException cause) {
		if (!Thread.currentThread().isInterrupted() && this.given.add(problem)) {
			logger.warn("The token cache " + this.name + " " + problem
					+ ((cause != null) ? " (" + describe(cause) + ")" : "") + "; tokens are cached in memory.");
		}
	}

	/**
	 * Describes a cause by its type: its message has the path.
	 */
	private static String describe(IOException cause) {
		if (!(cause instanceof WhenReleased.HeldException) || cause.getCause() == null) {
			return cause.getClass().getSimpleName();
		}
		return cause.getCause().getClass().getSimpleName()
				+ "; another program, such as a virus scanner, may hold it open"
				+ ((cause.getCause() instanceof AccessDeniedException) ? ", or the user may not write it" : "");
	}

}
