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

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import io.github.iwaspring.test.tenant.Resource;
import io.github.iwaspring.test.tenant.User;

/**
 * The properties that an application needs to find a directory, to trust it, and to sign
 * a user in.
 */
final class ApplicationProperties {

	/**
	 * Without a dash, which Spring Boot would not find again in an environment variable.
	 */
	private static final String SSL_BUNDLE = "directory";

	private ApplicationProperties() {
	}

	static Map<String, String> of(EmbeddedDirectory directory, User user) {
		Map<String, String> properties = new LinkedHashMap<>();
		properties.put("iwa.authority", directory.authority().toString());
		properties.put("iwa.client-id", directory.clientId());
		properties.put("iwa.scopes", Resource.ORDERS.defaultScope());
		properties.put("iwa.trusted-authority-hosts", directory.authority().getAuthority());
		if (!user.upn().endsWith('@' + user.realm().toLowerCase(Locale.ROOT))) {
			properties.put("iwa.user-domain", user.upn().substring(user.upn().indexOf('@') + 1));
		}
		properties.put("iwa.kerberos.ticket-cache", directory.ticketCache(user).toString());
		properties.put("iwa.kerberos.krb5-conf", directory.krb5Conf().toString());
		properties.put("iwa.http.ssl.bundle", SSL_BUNDLE);
		properties.put("iwa.api.base-url", directory.apiUrl().toString());
		properties.put("spring.ssl.bundle.pem." + SSL_BUNDLE + ".truststore.certificate",
				directory.certificate().toUri().toString());
		properties.put("spring.http.clients.ssl.bundle", SSL_BUNDLE);
		// the KDC logs errors that tests cause on purpose
		properties.put("logging.level.org.apache.kerby", "off");
		return Collections.unmodifiableMap(properties);
	}

	static String[] asArguments(Map<String, String> properties) {
		return properties.entrySet()
			.stream()
			.map((entry) -> "--" + entry.getKey() + "=" + entry.getValue())
			.toArray(String[]::new);
	}

}
