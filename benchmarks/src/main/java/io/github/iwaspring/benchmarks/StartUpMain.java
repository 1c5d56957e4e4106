package io.github.iwaspring.benchmarks;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.iwaspring.IwaTokenService;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.metrics.buffering.BufferingApplicationStartup;
import org.springframework.boot.context.metrics.buffering.StartupTimeline.TimelineEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.metrics.StartupStep;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * A program like the sample, which has a client and the token service injected. Reports
 * how long each bean took to be created, without the beans that it asked for, in
 * microseconds; then {@code total} with the whole start, in microseconds.
 */
final class StartUpMain {

	private static final int STEPS = 10000;

	private StartUpMain() {
	}

	public static void main(String[] args) {
		BufferingApplicationStartup startup = new BufferingApplicationStartup(STEPS);
		long start = System.nanoTime();
		try (ConfigurableApplicationContext context = Application.builder(Caller.class)
			.applicationStartup(startup)
			.run(args)) {
			long total = System.nanoTime() - start;
			report(startup.getBufferedTimeline().getEvents());
			System.out.println(Fork.MARK + "total " + total / 1000);
		}
	}

	private static void report(List<TimelineEvent> events) {
		Map<Long, Duration> inner = new HashMap<>();
		for (TimelineEvent event : events) {
			Long parent = event.getStartupStep().getParentId();
			if (parent != null) {
				inner.merge(parent, event.getDuration(), Duration::plus);
			}
		}
		for (TimelineEvent event : events) {
			StartupStep step = event.getStartupStep();
			String bean = tag(step, "beanName");
			if (bean != null && "spring.beans.instantiate".equals(step.getName())) {
				Duration own = event.getDuration().minus(inner.getOrDefault(step.getId(), Duration.ZERO));
				System.out.println(Fork.MARK + bean.replace(' ', '_') + " " + own.toNanos() / 1000);
			}
		}
	}

	private static @Nullable String tag(StartupStep step, String key) {
		for (StartupStep.Tag tag : step.getTags()) {
			if (tag.getKey().equals(key)) {
				return tag.getValue();
			}
		}
		return null;
	}

	/**
	 * What an application has injected.
	 */
	@Import(Caller.Component.class)
	static final class Caller {

		/**
		 * A component of the application.
		 */
		static final class Component {

			Component(WebClient webClient, IwaTokenService tokens) {
				if (webClient == null || tokens == null) {
					throw new IllegalStateException("Nothing was injected");
				}
			}

		}

	}

}
