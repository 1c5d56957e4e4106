package io.github.iwaspring.autoconfigure;

import java.time.Clock;
import java.util.function.Supplier;

import io.github.iwaspring.IwaDeviceCodePrompt;
import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.prompt.ConsoleDeviceCodePrompt;
import io.github.iwaspring.signin.Brokers;
import io.github.iwaspring.signin.FallbackSettings;
import io.github.iwaspring.signin.TokenServices;
import io.github.iwaspring.token.AcquisitionThreads;
import io.github.iwaspring.token.CachingTokenService;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.thread.Threading;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.core.task.VirtualThreadTaskExecutor;

/**
 * The token service. The bean is cheap: msal4j, Kerberos and TLS are loaded for the first
 * token.
 */
@Configuration(proxyBeanMethods = false)
class TokenServiceConfiguration {

	private static final Clock CLOCK = Clock.systemUTC();

	private static final AcquisitionThreads.Factories VIRTUAL_THREADS = (
			prefix) -> new VirtualThreadTaskExecutor(prefix).getVirtualThreadFactory();

	@Bean
	@ConditionalOnMissingBean(IwaTokenService.class)
	CachingTokenService iwaTokenService(IwaPropertiesMapper settings, ObjectProvider<SslBundles> sslBundles,
			ObjectProvider<IwaDeviceCodePrompt> prompt, BeanFactory beans, Environment environment) {
		Supplier<FallbackSettings> fallback = () -> settings.fallback(prompt::getObject,
				Brokers.in((type) -> beans.getBeanProvider(type).getIfAvailable()), CLOCK);
		return TokenServices.create(settings.signIn(), settings.kerberos(), settings.http(sslBundles), fallback,
				settings.tokens(),
				Threading.VIRTUAL.isActive(environment) ? VIRTUAL_THREADS : AcquisitionThreads.Factories.DAEMONS);
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	IwaDeviceCodePrompt iwaDeviceCodePrompt() {
		return new ConsoleDeviceCodePrompt(CLOCK);
	}

}
