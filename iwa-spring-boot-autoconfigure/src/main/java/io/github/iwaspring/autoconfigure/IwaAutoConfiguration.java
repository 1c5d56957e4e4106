package io.github.iwaspring.autoconfigure;

import java.util.List;
import java.util.Set;

import io.github.iwaspring.entra.HostAndPort;
import io.github.iwaspring.web.AllowedTargets;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of integrated Windows authentication.
 * <p>
 * The configuration is judged when the settings are created, which no lazy initialization
 * puts off; never by a condition, so that processing ahead of time needs no tenant.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "iwa.enabled", matchIfMissing = true)
@EnableConfigurationProperties(IwaProperties.class)
@Import({ TokenServiceConfiguration.class, DoctorConfiguration.class })
public final class IwaAutoConfiguration {

	private static final Log logger = LogFactory.getLog(IwaAutoConfiguration.class);

	@Bean
	@Lazy(false)
	IwaSettings iwaSettings(IwaProperties properties, Environment environment) {
		IwaSettings settings = new IwaSettingsMapper(KerberosProviders.ofThisPlatform()).map(properties,
				RenamedProperty.findIn(environment));
		if (!settings.trustedAuthorityHosts().isEmpty()) {
			logger.warn("Authority hosts trusted by iwa.trusted-authority-hosts, beside the known Microsoft clouds: "
					+ settings.trustedAuthorityHosts());
		}
		return settings;
	}

	@Bean
	AllowedTargets iwaAllowedTargets(IwaSettings settings) {
		HostAndPort graphHost = settings.graphHost();
		return AllowedTargets.of(
				List.of(new AllowedTargets.Api(settings.api().baseUrl(), settings.api().allowedHosts(), Set.of())),
				(graphHost != null) ? Set.of(graphHost) : Set.of());
	}

}
