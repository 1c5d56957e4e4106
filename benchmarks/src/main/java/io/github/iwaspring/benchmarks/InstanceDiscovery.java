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

import java.lang.reflect.Field;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Access by reflection to the instance discovery of msal4j. At its first request, msal4j
 * asks the authority for the host names of its cloud and caches the response as long as
 * the JVM runs. It asks only hosts that it knows, and the public cloud for all others.
 * Therefore the directory is added to the known hosts.
 */
final class InstanceDiscovery {

	private InstanceDiscovery() {
	}

	/**
	 * Adds a host to the hosts that msal4j asks directly.
	 */
	@SuppressWarnings("unchecked")
	static void trustHost(String host) {
		with("TRUSTED_HOSTS_SET", (hosts) -> ((Collection<String>) hosts).add(host));
	}

	/**
	 * Clears the cache, so that the next sign-in is like the first of a program.
	 */
	static void clearCache() {
		with("cache", (answers) -> ((Map<?, ?>) answers).clear());
	}

	private static void with(String name, Consumer<Object> action) {
		try {
			Field field = Class.forName("com.microsoft.aad.msal4j.AadInstanceDiscoveryProvider").getDeclaredField(name);
			field.setAccessible(true);
			action.accept(field.get(null));
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("This version of msal4j has no such field", ex);
		}
	}

}
