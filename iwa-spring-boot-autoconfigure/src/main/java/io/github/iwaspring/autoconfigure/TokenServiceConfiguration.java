package io.github.iwaspring.autoconfigure;

import java.net.http.HttpClient;
import java.time.Clock;

import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.msal.MsalTokenAcquirer;
import io.github.iwaspring.msal.SignInSettings;
import io.github.iwaspring.msal.http.WireSettings;
import io.github.iwaspring.token.CachingTokenService;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.JdkHttpClientBuilder;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.thread.Threading;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.function.SingletonSupplier;

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
		MsalTokenAcquirer acquirer = new MsalTokenAcquirer(signIn(settings),
				KerberosProviders.ofThisPlatform().credentials(settings.kerberos()),
				wire(settings.http(), sslBundle(settings.http().sslBundle(), sslBundles)));
		boolean virtual = Threading.VIRTUAL.isActive(environment);
		return new CachingTokenService(settings.scopes(), acquirer, AcquisitionThreads.forAcquisitions(virtual),
				AcquisitionThreads.forCallbacks(virtual), settings.acquireTimeout(), Clock.systemUTC());
	}

	private static SignInSettings signIn(IwaSettings settings) {
		return new SignInSettings(settings.authority(), settings.clientId(), settings.username(), settings.domainHint(),
				settings.federationHosts());
	}

	/**
	 * Looks the bundle up at once, so that Boot explains a wrong name at start-up.
	 */
	private static @Nullable SslBundle sslBundle(@Nullable String name, ObjectProvider<SslBundles> sslBundles) {
		return (name != null) ? sslBundles.getObject().getBundle(name) : null;
	}

	private static WireSettings wire(IwaSettings.Http settings, @Nullable SslBundle sslBundle) {
		HttpClientSettings transport = HttpClientSettings.defaults()
			.withRedirects(HttpRedirects.DONT_FOLLOW)
			.withConnectTimeout(settings.connectTimeout())
			.withSslBundle(sslBundle);
		return new WireSettings(SingletonSupplier.of(() -> build(transport, settings.proxy())), settings.readTimeout(),
				settings.maxResponseSize().toBytes());
	}

	/**
	 * HTTP/1.1, since Negotiate signs a connection in, which other exchanges of HTTP/2
	 * would share (RFC 4559, section 6). Without a proxy here the JVM's proxy selector
	 * decides.
	 */
	private static HttpClient build(HttpClientSettings transport, IwaSettings.@Nullable Proxy proxy) {
		return new JdkHttpClientBuilder().withCustomizer((client) -> {
			client.version(HttpClient.Version.HTTP_1_1);
			if (proxy != null) {
				client.proxy(new ConfiguredProxy(proxy));
			}
		}).build(transport);
	}

}
