package io.github.iwaspring.benchmarks;

import java.lang.reflect.Field;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The request with which msal4j begins in a program: it asks the authority's cloud for
 * the names of its hosts, and remembers the answer for as long as the JVM runs. Only the
 * hosts that it knows are asked themselves; for any other it asks the public cloud, so
 * the directory is made one of them here, behind its back.
 */
final class InstanceDiscovery {

	private InstanceDiscovery() {
	}

	/**
	 * Has msal4j ask a host itself, as it asks those of Microsoft.
	 */
	@SuppressWarnings("unchecked")
	static void know(String host) {
		with("TRUSTED_HOSTS_SET", (hosts) -> ((Collection<String>) hosts).add(host));
	}

	/**
	 * Forgets all answers, so that the next sign-in is the first of a program again.
	 */
	static void forget() {
		with("cache", (answers) -> ((Map<?, ?>) answers).clear());
	}

	private static void with(String name, Consumer<Object> action) {
		try {
			Field field = Class.forName("com.microsoft.aad.msal4j.AadInstanceDiscoveryProvider").getDeclaredField(name);
			field.setAccessible(true);
			action.accept(field.get(null));
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("This msal4j keeps its discovery elsewhere", ex);
		}
	}

}
