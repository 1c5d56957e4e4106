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

package io.github.iwaspring.it;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Hop;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Errors that a directory returns while a client polls for the approval of a device code.
 */
final class DevicePolls {

	private static final Pattern ERROR = Pattern.compile("\"error\":\"([a-z_]+)\"");

	private final Map<String, CountDownLatch> errors = new ConcurrentHashMap<>();

	private DevicePolls() {
	}

	static DevicePolls of(EmbeddedDirectory directory) {
		DevicePolls polls = new DevicePolls();
		directory.on(Hop.TOKEN).rewrite((body) -> {
			Matcher error = ERROR.matcher(body);
			if (error.find()) {
				polls.seen(error.group(1)).countDown();
			}
			return body;
		});
		return polls;
	}

	/**
	 * Waits until the directory has returned an error.
	 */
	void await(String error) throws InterruptedException {
		assertThat(seen(error).await(30, TimeUnit.SECONDS)).as(error).isTrue();
	}

	private CountDownLatch seen(String error) {
		return this.errors.computeIfAbsent(error, (absent) -> new CountDownLatch(1));
	}

}
