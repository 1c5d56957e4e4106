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

package io.github.iwaspring.azuretests;

import com.microsoft.graph.serviceclient.GraphServiceClient;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * The credential in Microsoft Graph's SDK.
 */
class GraphTests {

	private final EmbeddedDirectory directory = EmbeddedDirectory.start();

	@AfterEach
	void stop() {
		this.directory.close();
	}

	@Test
	void graphNamesTheUserAndListsUsers() {
		try (Application application = Application.start(this.directory)) {
			GraphServiceClient graph = Graph.client(application, this.directory);
			assertThat(graph.me().get().getUserPrincipalName()).isEqualTo(User.ALICE.upn());
			assertThat(graph.users().get().getValue())
				.extracting(com.microsoft.graph.models.User::getUserPrincipalName,
						com.microsoft.graph.models.User::getDisplayName)
				.contains(tuple(User.BOB.upn(), User.BOB.displayName()));
		}
	}

}
