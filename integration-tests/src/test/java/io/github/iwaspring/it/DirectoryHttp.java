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

import java.net.http.HttpClient;
import java.time.Duration;

import io.github.iwaspring.directory.HttpSettings;
import io.github.iwaspring.test.EmbeddedDirectory;

/**
 * Settings of an HTTP transport that trusts one directory.
 */
final class DirectoryHttp {

	private DirectoryHttp() {
	}

	static HttpSettings of(EmbeddedDirectory directory) {
		HttpClient client = HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.sslContext(DirectoryTrust.of(directory))
			.build();
		return new HttpSettings(() -> client, Duration.ofSeconds(30), 1_000_000);
	}

}
