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

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * What the library, the JDK's Kerberos and msal4j look up by name, for a native image. No
 * native image was built with these hints.
 */
final class IwaRuntimeHints implements RuntimeHintsRegistrar {

	/**
	 * Created by their names: the login of JAAS, the mechanisms of JGSS, the builder of
	 * the service, and the broker of msal4j-brokers.
	 */
	static final List<String> CREATED = List.of("com.sun.security.auth.module.Krb5LoginModule",
			"sun.security.jgss.krb5.Krb5MechFactory", "sun.security.jgss.spnego.SpNegoMechFactory",
			"io.github.iwaspring.signin.TokenServiceBuilder", "com.azure.json.implementation.DefaultJsonProvider",
			"com.azure.json.implementation.jackson.core.json.PackageVersion");

	/**
	 * Looked for by their names.
	 */
	static final List<String> FOUND = List.of("reactor.core.scheduler.Schedulers",
			"sun.security.jgss.wrapper.SunNativeProvider");

	static final String BROKER = "com.microsoft.aad.msal4jbrokers.Broker$Builder";

	/**
	 * The files of service loaders.
	 */
	static final List<String> SERVICES = List.of("META-INF/services/io.github.iwaspring.IwaTokenService$Builder",
			"META-INF/services/com.azure.json.JsonProvider");

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		CREATED.forEach((type) -> hints.reflection()
			.registerTypeIfPresent(classLoader, type, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS));
		FOUND.forEach((type) -> hints.reflection().registerTypeIfPresent(classLoader, type));
		hints.reflection()
			.registerTypeIfPresent(classLoader, BROKER, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS,
					MemberCategory.INVOKE_PUBLIC_METHODS);
		hints.reflection().registerType(IwaProperties.Client.class, MemberCategory.INVOKE_PUBLIC_METHODS);
		SERVICES.forEach(hints.resources()::registerPattern);
	}

}
