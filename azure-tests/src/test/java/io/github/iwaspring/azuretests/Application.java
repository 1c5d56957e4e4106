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

import java.util.LinkedHashMap;
import java.util.Map;

import javax.net.ssl.SSLContext;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import io.github.iwaspring.test.EmbeddedDirectory;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * An application with the starter and the clients of Azure, running in the test's JVM. It
 * trusts the embedded directory.
 */
final class Application implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private Application(ConfigurableApplicationContext context) {
		this.context = context;
	}

	static Application start(EmbeddedDirectory directory, String... more) {
		return start(directory, Configuration.class, more);
	}

	/**
	 * Starts an application.
	 * @param directory the directory that signs the user in
	 * @param source the configuration of the application
	 * @param more further properties, as {@code key=value}
	 */
	static Application start(EmbeddedDirectory directory, Class<?> source, String... more) {
		Map<String, Object> properties = new LinkedHashMap<>(directory.properties());
		// the pool connects at the first use, so it need not be anywhere
		properties.put("spring.datasource.url", "jdbc:sqlserver://localhost:1");
		for (String property : more) {
			int equals = property.indexOf('=');
			properties.put(property.substring(0, equals), property.substring(equals + 1));
		}
		return new Application(new SpringApplicationBuilder(source).web(WebApplicationType.NONE)
			.run(properties.entrySet().stream().map((entry) -> "--" + entry).toArray(String[]::new)));
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	TokenCredential credential() {
		return this.context.getBean("iwaTokenCredential", TokenCredential.class);
	}

	/**
	 * An HTTP client of the Azure SDK that trusts the directory.
	 */
	HttpClient httpClient() {
		return httpClient(bean(SslBundles.class));
	}

	static HttpClient httpClient(SslBundles bundles) {
		return new JdkHttpClientBuilder(java.net.http.HttpClient.newBuilder().sslContext(tls(bundles))).build();
	}

	static SSLContext tls(SslBundles bundles) {
		return bundles.getBundle(bundles.getBundleNames().get(0)).createSslContext();
	}

	@Override
	public void close() {
		this.context.close();
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Configuration {

	}

}
