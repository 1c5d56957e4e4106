package io.github.iwaspring.autoconfigure;

import java.time.Clock;

import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.msal.MsalTokenAcquirer;
import io.github.iwaspring.token.CachingTokenService;

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

	@Bean
	@ConditionalOnMissingBean(IwaTokenService.class)
	CachingTokenService iwaTokenService(IwaSettings settings, ObjectProvider<SslBundles> sslBundles,
			Environment environment) {
		MsalTokenAcquirer acquirer = new MsalTokenAcquirer(DirectoryAccess.signIn(settings),
				KerberosProviders.ofThisPlatform().credentials(settings.kerberos()),
				DirectoryAccess.wire(settings.http(), sslBundles));
		boolean virtual = Threading.VIRTUAL.isActive(environment);
		return new CachingTokenService(settings.scopes(), acquirer, AcquisitionThreads.forAcquisitions(virtual),
				AcquisitionThreads.forCallbacks(virtual), settings.acquireTimeout(), Clock.systemUTC());
	}

}
