package io.github.iwaspring.autoconfigure;

import java.util.List;
import java.util.Map;

import io.github.iwaspring.IwaDeviceCodePrompt;
import io.github.iwaspring.token.CachingTokenService;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.beans.support.ResourceEditorRegistrar;
import org.springframework.boot.autoconfigure.preinitialize.BackgroundPreinitializer;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.util.ReflectionUtils;

/**
 * Makes settings and a token service of an example, beside the start of the application,
 * and looks into the classes that Spring will look into, so that its own beans find all
 * of that loaded. Nothing of it is kept.
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

	/**
	 * Some are for clients that an application may lack.
	 */
	private static final List<Class<?>> LOOKED_INTO = List.of(IwaAutoConfiguration.class,
			TokenServiceConfiguration.class, CachingTokenService.class, DoctorConfiguration.class,
			DoctorOnStartup.class, IwaWebClientAutoConfiguration.class, ConnectorRedirects.class,
			IwaRestClientAutoConfiguration.class, RequestFactoryRedirects.class);

	@Override
	public void preinitialize() {
		StandardEnvironment environment = new StandardEnvironment();
		IwaProperties properties = binder(environment).bind("iwa", IwaProperties.class).get();
		IwaSettings settings = new IwaSettingsMapper(KerberosProviders.ofThisPlatform()).map(properties);
		new ApiTargets(ApiSettings.of(settings));
		StaticListableBeanFactory beans = new StaticListableBeanFactory();
		new TokenServiceConfiguration()
			.iwaTokenService(settings, beans.getBeanProvider(SslBundles.class),
					beans.getBeanProvider(IwaDeviceCodePrompt.class), beans, environment)
			.close();
		LOOKED_INTO.forEach(IwaBackgroundPreinitializer::lookInto);
	}

	/**
	 * A binder with the property editors that Spring adds to that of an application.
	 */
	private static Binder binder(Environment environment) {
		ResourceEditorRegistrar editors = new ResourceEditorRegistrar(new DefaultResourceLoader(), environment);
		return new Binder(List.of(new MapConfigurationPropertySource(EXAMPLE)), null, (ConversionService) null,
				editors::registerCustomEditors);
	}

	private static void lookInto(Class<?> type) {
		try {
			ReflectionUtils.getUniqueDeclaredMethods(type);
		}
		catch (IllegalStateException withoutThatClient) {
			// nor will Spring look into it
		}
	}

}
