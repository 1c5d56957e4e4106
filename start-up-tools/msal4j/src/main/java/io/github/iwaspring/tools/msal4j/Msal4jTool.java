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

package io.github.iwaspring.tools.msal4j;

import java.lang.reflect.Field;
import java.net.MalformedURLException;
import java.net.URI;
import java.util.Collection;
import java.util.Set;

import com.microsoft.aad.msal4j.IntegratedWindowsAuthenticationParameters;
import com.microsoft.aad.msal4j.PublicClientApplication;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Calls the API with a token of msal4j, used as in Microsoft's Java sample. Tickets are
 * configured in the JVM, by a JAAS configuration and {@code java.security.krb5.conf}.
 */
@SpringBootApplication
public class Msal4jTool {

	/**
	 * Runs the tool.
	 * @param args properties as {@code --name=value}
	 */
	public static void main(String[] args) {
		SpringApplication.run(Msal4jTool.class, args);
	}

	@Bean
	ApplicationRunner call(WebClient.Builder builder, Environment properties, SslBundles bundles) {
		WebClient webClient = builder.baseUrl(properties.getRequiredProperty("iwa.api.base-url")).build();
		return (args) -> {
			String token = token(properties, bundles);
			System.out.println("  GET /me: " + webClient.get()
				.uri("/me")
				.headers((headers) -> headers.setBearerAuth(token))
				.retrieve()
				.bodyToMono(String.class)
				.block());
		};
	}

	private static String token(Environment properties, SslBundles bundles)
			throws MalformedURLException, ReflectiveOperationException {
		String authority = properties.getRequiredProperty("iwa.authority");
		trustHost(URI.create(authority).getHost());
		PublicClientApplication client = PublicClientApplication
			.builder(properties.getRequiredProperty("iwa.client-id"))
			.authority(authority)
			.sslSocketFactory(bundles.getBundle(properties.getRequiredProperty("iwa.http.ssl.bundle"))
				.createSslContext()
				.getSocketFactory())
			.build();
		return client
			.acquireToken(
					IntegratedWindowsAuthenticationParameters
						.builder(Set.of(properties.getRequiredProperty("iwa.scopes")),
								properties.getRequiredProperty("tool.username"))
						.build())
			.join()
			.accessToken();
	}

	/**
	 * Lets msal4j ask the embedded directory for its hosts, and not the public cloud.
	 */
	@SuppressWarnings("unchecked")
	private static void trustHost(String host) throws ReflectiveOperationException {
		Field hosts = Class.forName("com.microsoft.aad.msal4j.AadInstanceDiscoveryProvider")
			.getDeclaredField("TRUSTED_HOSTS_SET");
		hosts.setAccessible(true);
		((Collection<String>) hosts.get(null)).add(host);
	}

}
