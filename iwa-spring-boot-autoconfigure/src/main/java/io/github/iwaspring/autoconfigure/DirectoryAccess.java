package io.github.iwaspring.autoconfigure;

import java.net.http.HttpClient;

import io.github.iwaspring.directory.HttpSettings;
import io.github.iwaspring.signin.SignInSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.JdkHttpClientBuilder;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.util.function.SingletonSupplier;

/**
 * How the directory is reached: what a sign-in is made of besides the ticket.
 */
final class DirectoryAccess {

	private DirectoryAccess() {
	}

	static SignInSettings signIn(IwaSettings settings) {
		return new SignInSettings(settings.authority(), settings.clientId(), settings.clientCapabilities(),
				settings.username(), settings.userDomain(), settings.federationHosts());
	}

	/**
	 * The wire, with an HTTP client of its own, which is built when it is first needed.
	 * The SSL bundle is looked up at once, so that Boot explains a wrong name.
	 */
	static HttpSettings wire(IwaSettings.Http settings, ObjectProvider<SslBundles> sslBundles) {
		HttpClientSettings transport = HttpClientSettings.defaults()
			.withRedirects(HttpRedirects.DONT_FOLLOW)
			.withConnectTimeout(settings.connectTimeout())
			.withSslBundle(sslBundle(settings.sslBundle(), sslBundles));
		return new HttpSettings(SingletonSupplier.of(() -> build(transport, settings.proxy())), settings.readTimeout(),
				settings.maxResponseSize().toBytes());
	}

	private static @Nullable SslBundle sslBundle(@Nullable String name, ObjectProvider<SslBundles> sslBundles) {
		return (name != null) ? sslBundles.getObject().getBundle(name) : null;
	}

	/**
	 * HTTP/1.1, since Negotiate signs a connection in, which other exchanges of HTTP/2
	 * would share (RFC 4559, section 6). Without a proxy here the JVM's proxy selector
	 * decides.
	 * <p>
	 * The client works on its own thread. Handing TLS over to a pool that is made for it
	 * costs the first sign-in some milliseconds, and the few connections to a directory
	 * gain nothing by it. What takes long, such as a look at revocations, holds up other
	 * requests of this client alone, and {@code Wire} bounds them all.
	 */
	private static HttpClient build(HttpClientSettings transport, IwaSettings.@Nullable Proxy proxy) {
		return new JdkHttpClientBuilder().withCustomizer((client) -> {
			client.version(HttpClient.Version.HTTP_1_1).executor(Runnable::run);
			if (proxy != null) {
				client.proxy(new ConfiguredProxy(proxy));
			}
		}).build(transport);
	}

}
