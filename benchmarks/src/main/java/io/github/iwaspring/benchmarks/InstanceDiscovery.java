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
