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
