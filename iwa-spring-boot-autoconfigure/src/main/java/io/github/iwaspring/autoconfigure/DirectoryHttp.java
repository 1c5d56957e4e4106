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

package io.github.iwaspring.autoconfigure;

import java.net.ProxySelector;
import java.util.List;
import java.util.function.Supplier;

import io.github.iwaspring.directory.ConfiguredProxy;
import io.github.iwaspring.directory.HttpSettings;
import io.github.iwaspring.settings.PropertyChecks;
import io.github.iwaspring.settings.PropertyKind;
import io.github.iwaspring.support.Lazy;
import io.github.iwaspring.support.Rules.Refusal;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.JdkHttpClientBuilder;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/**
 * What {@code iwa.http} says of the HTTP client that talks to the directory.
 *
 * @param properties the bound properties
 * @param sslBundle the SSL bundle, or {@code null} for the JVM's trust
 * @param proxy the proxy, or {@code null} for that of the JVM
 */
record DirectoryHttp(IwaProperties.Http properties, @Nullable SslBundle sslBundle, @Nullable ProxySelector proxy) {

	private static final String SSL_BUNDLE = "iwa.http.ssl.bundle";

	private static final String PROXY_HOST = "iwa.http.proxy.host";

	private static final String PROXY_PORT = "iwa.http.proxy.port";

	private static final String NON_PROXY_HOSTS = "iwa.http.proxy.non-proxy-hosts";

	/**
	 * Reads the properties.
	 * @param checks collects the errors, after which the result is of no use
	 * @param properties the bound properties
	 * @param sslBundles the SSL bundles, looked up only if one is named
	 * @param signsIn whether this client signs in
	 */
	static DirectoryHttp read(PropertyChecks checks, IwaProperties.Http properties,
			Supplier<@Nullable SslBundles> sslBundles, boolean signsIn) {
		SslBundle sslBundle = sslBundle(checks, properties.ssl().bundle(), sslBundles, signsIn);
		checks.duration("iwa.http.connect-timeout", properties.connectTimeout(), "5s");
		checks.duration("iwa.http.read-timeout", properties.readTimeout(), "30s");
		checks.size("iwa.http.max-response-size", properties.maxResponseSize().toBytes());
		return new DirectoryHttp(properties, sslBundle, proxy(checks, properties.proxy()));
	}

	/**
	 * Finds the SSL bundle. A slice of a test may have none, and nobody who signs in.
	 * @return the bundle, or {@code null} for the JVM's trust, or after an error
	 */
	private static @Nullable SslBundle sslBundle(PropertyChecks checks, @Nullable String name,
			Supplier<@Nullable SslBundles> sslBundles, boolean signsIn) {
		if (name == null || name.isBlank()) {
			return null;
		}
		SslBundles bundles = sslBundles.get();
		if (bundles == null && !signsIn) {
			return null;
		}
		try {
			if (bundles != null) {
				return bundles.getBundle(name);
			}
		}
		catch (NoSuchSslBundleException ex) {
			// one of the errors of the report
		}
		checks.errors()
			.refused(SSL_BUNDLE, name, new Refusal("There is no SSL bundle of this name."),
					"the name of a bundle that is configured by spring.ssl.bundle, or remove it");
		return null;
	}

	private static @Nullable ProxySelector proxy(PropertyChecks checks, IwaProperties.Proxy proxy) {
		String host = checks.optional(PROXY_HOST, proxy.host(), PropertyKind.PROXY_HOST);
		boolean isHostSet = PropertyChecks.isSet(proxy.host());
		if (!isHostSet && (proxy.port() != null || !proxy.nonProxyHosts().isEmpty())) {
			checks.errors()
				.missing(PROXY_HOST, proxy.host(), (proxy.port() != null) ? PROXY_PORT : NON_PROXY_HOSTS,
						PropertyKind.PROXY_HOST.expectation());
		}
		Integer port = checks.port(PROXY_PORT, proxy.port());
		if (isHostSet && proxy.port() == null) {
			checks.errors().missing(PROXY_PORT, null, PROXY_HOST, "a port from 1 to 65535, for example '8080'");
		}
		List<String> nonProxyHosts = checks.list(NON_PROXY_HOSTS, proxy.nonProxyHosts(), PropertyKind.NON_PROXY_HOST);
		return (host != null && port != null) ? new ConfiguredProxy(host, port, nonProxyHosts) : null;
	}

	/**
	 * How the directory is reached: by an HTTP client of its own at each call, which is
	 * built when it is first needed.
	 */
	HttpSettings settings() {
		HttpClientSettings settings = HttpClientSettings.defaults()
			.withRedirects(HttpRedirects.DONT_FOLLOW)
			.withSslBundle(this.sslBundle);
		return new HttpSettings(new Lazy<>(() -> new JdkHttpClientBuilder()
			.withCustomizer((client) -> HttpSettings.configure(client, this.properties.connectTimeout(), this.proxy))
			.build(settings)), this.properties.readTimeout(), this.properties.maxResponseSize().toBytes());
	}

}
