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

package io.github.iwaspring.test;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ApplicationProperties}.
 */
class ApplicationPropertiesTests {

	@Test
	void propertiesNameTheDirectoryAndTheUser() {
		try (EmbeddedDirectory directory = EmbeddedDirectory.start()) {
			assertThat(directory.properties()).containsEntry("iwa.authority", directory.authority().toString())
				.containsEntry("iwa.client-id", directory.clientId())
				.containsEntry("iwa.scopes", "api://orders/.default")
				.containsEntry("iwa.trusted-authority-hosts", "localhost:" + directory.authority().getPort())
				.containsEntry("iwa.api.base-url", directory.apiUrl().toString())
				.containsEntry("iwa.kerberos.ticket-cache", directory.ticketCache(User.ALICE).toString())
				.containsEntry("iwa.kerberos.krb5-conf", directory.krb5Conf().toString())
				.doesNotContainKey("iwa.user-domain");
			assertThat(directory.arguments()).contains("--iwa.client-id=" + directory.clientId());
		}
	}

	@Test
	void propertiesWhenRealmIsNotTheDomainThenSetUserDomain() {
		try (EmbeddedDirectory directory = EmbeddedDirectory.start()) {
			assertThat(directory.properties(User.JANE)).containsEntry("iwa.user-domain", "contoso.com")
				.containsEntry("iwa.kerberos.ticket-cache", directory.ticketCache(User.JANE).toString());
			assertThat(directory.arguments(User.JANE)).contains("--iwa.user-domain=contoso.com");
		}
	}

	@Test
	void propertiesDefineABundleThatTrustsTheDirectory() {
		try (EmbeddedDirectory directory = EmbeddedDirectory.start()) {
			new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class))
				.withPropertyValues(directory.properties()
					.entrySet()
					.stream()
					.map((property) -> property.getKey() + "=" + property.getValue())
					.toArray(String[]::new))
				.run((context) -> {
					String name = context.getEnvironment().getRequiredProperty("spring.http.clients.ssl.bundle");
					assertThat(name).isEqualTo(context.getEnvironment().getProperty("iwa.http.ssl.bundle"));
					HttpClient client = HttpClient.newBuilder()
						.sslContext(context.getBean(SslBundles.class).getBundle(name).createSslContext())
						.build();
					HttpRequest request = HttpRequest.newBuilder(directory.apiUrl().resolve("/me")).build();
					assertThat(client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
						.isEqualTo(401);
				});
		}
	}

}
