package io.github.iwaspring.autoconfigure;

import io.github.iwaspring.signin.KerberosProviders;
import io.github.iwaspring.support.LocalDataFolder;
import io.github.iwaspring.web.AllowedTargets;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of integrated Windows authentication.
 * <p>
 * The properties are validated when their mapper is created, also under lazy
 * initialization; never by a condition, so that processing ahead of time needs no tenant.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "iwa.enabled", matchIfMissing = true)
@EnableConfigurationProperties(IwaProperties.class)
@Import({ TokenServiceConfiguration.class, DoctorConfiguration.class })
public final class IwaAutoConfiguration {

	@Bean
	@Lazy(false)
	IwaPropertiesMapper iwaPropertiesMapper(IwaProperties properties, Environment environment) {
		return new IwaPropertiesMapper(properties, Binder.get(environment), KerberosProviders.ofThisPlatform(),
				LocalDataFolder.ofThisUser());
	}

	@Bean
	AllowedTargets iwaAllowedTargets(IwaPropertiesMapper settings) {
		return settings.targets();
	}

}
