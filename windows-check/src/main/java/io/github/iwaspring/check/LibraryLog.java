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

package io.github.iwaspring.check;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * The warnings of the library, which belong into the report and not onto the console.
 */
final class LibraryLog extends Handler {

	private final List<String> lines = new CopyOnWriteArrayList<>();

	/**
	 * Has the library log by {@code java.util.logging}. msal4j's log, which may name
	 * users, is dropped.
	 */
	static LibraryLog install() {
		System.setProperty("org.apache.commons.logging.LogFactory", "org.apache.commons.logging.impl.LogFactoryImpl");
		System.setProperty("org.apache.commons.logging.Log", "org.apache.commons.logging.impl.Jdk14Logger");
		System.setProperty("slf4j.internal.verbosity", "ERROR");
		LogManager.getLogManager().reset();
		LibraryLog log = new LibraryLog();
		Logger.getLogger("").addHandler(log);
		return log;
	}

	List<String> lines() {
		return this.lines;
	}

	@Override
	public void publish(LogRecord entry) {
		if (entry.getLevel().intValue() >= Level.WARNING.intValue()
				&& String.valueOf(entry.getLoggerName()).startsWith("io.github.iwaspring.")) {
			this.lines.add(entry.getMessage());
		}
	}

	@Override
	public void flush() {
	}

	@Override
	public void close() {
	}

}
