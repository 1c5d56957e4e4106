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

package io.github.iwaspring.kerberos.sspi;

import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.slf4j.LoggerFactory;

/**
 * The log of a class at level DEBUG, to be closed.
 */
final class DebugLog implements AutoCloseable {

	private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

	private final Logger logger;

	private DebugLog(Logger logger) {
		this.logger = logger;
	}

	static DebugLog of(Class<?> type) {
		DebugLog log = new DebugLog((Logger) LoggerFactory.getLogger(type));
		log.logger.setLevel(Level.DEBUG);
		log.logger.addAppender(log.lines);
		log.lines.start();
		return log;
	}

	List<String> lines() {
		return this.lines.list.stream().map((line) -> line.getLevel() + " " + line.getFormattedMessage()).toList();
	}

	@Override
	public void close() {
		this.logger.detachAppender(this.lines);
		this.logger.setLevel(null);
	}

}
