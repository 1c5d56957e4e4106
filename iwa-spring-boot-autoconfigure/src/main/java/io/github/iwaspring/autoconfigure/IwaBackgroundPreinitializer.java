package io.github.iwaspring.autoconfigure;

import java.util.Map;

import io.github.iwaspring.IwaDeviceCodePrompt;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.autoconfigure.preinitialize.BackgroundPreinitializer;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.env.StandardEnvironment;

/**
 * Makes settings and a token service of an example, beside the start of the application,
 * so that its own beans find the classes loaded. Nothing of it is kept.
 */
final class IwaBackgroundPreinitializer implements BackgroundPreinitializer {

	/**
	 * A value of each kind, valid on every machine.
	 */
	private static final Map<String, String> EXAMPLE = Map.of("iwa.authority",
			"https://login.microsoftonline.com/contoso.com/", "iwa.client-id", "00000000-0000-0000-0000-000000000000",
			"iwa.scopes", "api://orders/.default", "iwa.username", "alice@contoso.com", "iwa.kerberos.krb5-conf",
			"krb5.conf", "iwa.http.connect-timeout", "5s", "iwa.http.max-response-size", "1MB", "iwa.fallback.flows",
			"device-code", "iwa.api.base-url", "https://orders.contoso.com", "iwa.api.allowed-hosts",
			"stock.contoso.com");

	@Override
	public void preinitialize() {
		IwaProperties properties = new Binder(new MapConfigurationPropertySource(EXAMPLE))
			.bind("iwa", IwaProperties.class)
			.get();
		IwaSettings settings = new IwaSettingsMapper(KerberosProviders.ofThisPlatform()).map(properties);
		new ApiTargets(ApiSettings.of(settings));
		StaticListableBeanFactory beans = new StaticListableBeanFactory();
		new TokenServiceConfiguration()
			.iwaTokenService(settings, beans.getBeanProvider(SslBundles.class),
					beans.getBeanProvider(IwaDeviceCodePrompt.class), beans, new StandardEnvironment())
			.close();
	}

}
