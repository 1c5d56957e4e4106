package io.github.iwaspring.autoconfigure;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.analyzer.AbstractInjectionFailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;

/**
 * The analysis of a missing bean that the starter would have made, had it not been
 * switched off. Comes before Boot's own, which would advise to define the bean.
 */
final class DisabledClientFailureAnalyzer extends AbstractInjectionFailureAnalyzer<NoSuchBeanDefinitionException>
		implements Ordered {

	private static final String ENABLED = "iwa.enabled";

	/**
	 * By name, since the libraries of these types are optional.
	 */
	private static final Set<String> TYPES = Set.of("org.springframework.web.reactive.function.client.WebClient",
			"org.springframework.web.client.RestClient", "io.github.iwaspring.IwaTokenService");

	private final Environment environment;

	DisabledClientFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause,
			@Nullable String description) {
		String enabled = this.environment.getProperty(ENABLED);
		String type = typeOf(cause.getResolvableType());
		if (cause.getNumberOfBeansFound() != 0 || !TYPES.contains(type) || enabled == null
				|| enabled.equalsIgnoreCase("true")) {
			return null;
		}
		String message = ("%s required a bean of type '%s' that could not be found."
				+ " The starter provides one, but it is switched off: %s is '%s'.")
			.formatted((description != null) ? description : "A component", type, ENABLED, enabled);
		String action = "Remove %s or set it to true, or define a bean of type '%s' yourself.".formatted(ENABLED, type);
		return new FailureAnalysis(message, action, cause);
	}

	private static String typeOf(@Nullable ResolvableType type) {
		Class<?> rawType = (type != null) ? type.getRawClass() : null;
		return (rawType != null) ? rawType.getName() : "";
	}

	@Override
	public int getOrder() {
		return 0;
	}

}
