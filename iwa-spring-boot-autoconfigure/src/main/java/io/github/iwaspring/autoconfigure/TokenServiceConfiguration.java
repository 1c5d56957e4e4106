package io.github.iwaspring.autoconfigure;

import java.time.Clock;
import java.util.function.Supplier;

import io.github.iwaspring.IwaDeviceCodePrompt;
import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.directory.HttpSettings;
import io.github.iwaspring.prompt.ConsoleDeviceCodePrompt;
import io.github.iwaspring.prompt.SystemBrowser;
import io.github.iwaspring.signin.Brokers;
import io.github.iwaspring.signin.FallbackSettings;
import io.github.iwaspring.signin.SignInTokenAcquirer;
import io.github.iwaspring.store.CacheFile;
import io.github.iwaspring.support.Lazy;
import io.github.iwaspring.token.CachingTokenService;
import io.github.iwaspring.token.RetryPolicy;
import io.github.iwaspring.token.TokenAcquirer;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.thread.Threading;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * The token service and what it is made of. The bean costs next to nothing: msal4j,
 * Kerberos and TLS wait for the first token.
 */
@Configuration(proxyBeanMethods = false)
class TokenServiceConfiguration {

	private static final Clock CLOCK = Clock.systemUTC();

	@Bean
	@ConditionalOnMissingBean(IwaTokenService.class)
	CachingTokenService iwaTokenService(IwaSettings settings, ObjectProvider<SslBundles> sslBundles,
			ObjectProvider<IwaDeviceCodePrompt> prompt, BeanFactory beans, Environment environment) {
		HttpSettings wire = DirectoryAccess.wire(settings.http(), sslBundles);
		Supplier<TokenAcquirer> acquirer = new Lazy<>(() -> new SignInTokenAcquirer(DirectoryAccess.signIn(settings),
				KerberosProviders.ofThisPlatform().credentials(settings.kerberos()), wire,
				fallback(settings.fallback(), prompt, beans),
				(settings.tokenCache() != null) ? new CacheFile(settings.tokenCache()) : null));
		boolean virtual = Threading.VIRTUAL.isActive(environment);
		return new CachingTokenService(settings.scopes(), acquirer, AcquisitionThreads.forAcquisitions(virtual),
				AcquisitionThreads.forCallbacks(virtual), settings.acquireTimeout(),
				new RetryPolicy(settings.refreshBeforeExpiry()), CLOCK);
	}

	@Bean
	@org.springframework.context.annotation.Lazy
	@ConditionalOnMissingBean
	IwaDeviceCodePrompt iwaDeviceCodePrompt() {
		return new ConsoleDeviceCodePrompt(CLOCK);
	}

	private static FallbackSettings fallback(IwaSettings.Fallback fallback, ObjectProvider<IwaDeviceCodePrompt> prompt,
			BeanFactory beans) {
		return new FallbackSettings(fallback.flows(), fallback.deviceCodeTimeout(), fallback.interactiveTimeout(),
				fallback.redirectUri(), prompt::getObject,
				Brokers.in((type) -> beans.getBeanProvider(type).getIfAvailable()), new SystemBrowser(), CLOCK);
	}

}
