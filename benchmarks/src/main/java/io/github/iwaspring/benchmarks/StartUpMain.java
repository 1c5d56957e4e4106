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

package io.github.iwaspring.benchmarks;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.iwaspring.IwaTokenService;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.metrics.buffering.BufferingApplicationStartup;
import org.springframework.boot.context.metrics.buffering.StartupTimeline.TimelineEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.metrics.StartupStep;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * A program like the sample, with an injected client and token service. Reports the
 * creation time of each bean without its dependencies, then {@code total} with the time
 * of the whole start, all in microseconds. With {@code iwa.enabled=false} it builds its
 * own client, as without the starter.
 */
final class StartUpMain {

	private static final int STEPS = 10000;

	private StartUpMain() {
	}

	public static void main(String[] args) {
		BufferingApplicationStartup startup = new BufferingApplicationStartup(STEPS);
		long start = System.nanoTime();
		try (ConfigurableApplicationContext context = Application.builder(Caller.class, PlainCaller.class)
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
	 * A component of the application.
	 */
	@ConditionalOnBooleanProperty(name = "iwa.enabled", matchIfMissing = true)
	record Caller(WebClient webClient, IwaTokenService tokens) {

	}

	/**
	 * A component of the application without the starter.
	 */
	@ConditionalOnBooleanProperty(name = "iwa.enabled", havingValue = false)
	static final class PlainCaller {

		final WebClient webClient;

		PlainCaller(WebClient.Builder builder) {
			this.webClient = builder.build();
		}

	}

}
