/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.iwaspring.autoconfigure;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

import io.github.iwaspring.IwaChannelBinding;
import io.github.iwaspring.IwaConfigurationException;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaKerberosProvider;
import io.github.iwaspring.directory.HttpSettings;
import io.github.iwaspring.entra.Authority;
import io.github.iwaspring.entra.HostAndPort;
import io.github.iwaspring.kerberos.KerberosSettings;
import io.github.iwaspring.signin.KerberosProviders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.Configurations;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the settings of {@link IwaAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class IwaAutoConfigurationTests {

	private static final String[] REQUIRED = { "iwa.authority=https://login.microsoftonline.com/contoso.com",
			"iwa.client-id=5a0c7e5e-0000-4000-8000-1234567890ab", "iwa.scopes=api://orders/.default" };

	private static final KerberosSettings DEFAULT_KERBEROS = new KerberosSettings(
			KerberosProviders.ofThisPlatform().canBind(IwaKerberosProvider.NATIVE) ? IwaKerberosProvider.NATIVE
					: IwaKerberosProvider.JAVA,
			null, null, null, null, null, IwaChannelBinding.AUTO);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(IwaAutoConfiguration.class));

	@Test
	void threePropertiesAreEnough() {
		this.runner.withPropertyValues(REQUIRED).run((context) -> {
			IwaPropertiesMapper settings = context.getBean(IwaPropertiesMapper.class);
			assertThat(settings.signIn().authority())
				.isEqualTo(Authority.parse("https://login.microsoftonline.com/contoso.com/"));
			assertThat(settings.signIn().clientId()).isEqualTo("5a0c7e5e-0000-4000-8000-1234567890ab");
			assertThat(settings.tokens().scopes()).containsExactly("api://orders/.default");
			assertThat(settings.signIn().username()).isNull();
			assertThat(settings.signIn().userDomain()).isNull();
			assertThat(settings.signIn().federationHosts()).isEmpty();
			assertThat(settings.kerberos()).isEqualTo(DEFAULT_KERBEROS);
			HttpSettings http = http(context);
			assertThat(http.readTimeout()).isEqualTo(Duration.ofSeconds(30));
			assertThat(http.maxResponseSize()).isEqualTo(DataSize.ofMegabytes(1).toBytes());
			assertThat(http.client().get().connectTimeout()).contains(Duration.ofSeconds(5));
			assertThat(http.client().get().proxy().orElse(ProxySelector.getDefault()))
				.isSameAs(ProxySelector.getDefault());
			assertThat(http.client().get().followRedirects()).isEqualTo(HttpClient.Redirect.NEVER);
			assertThat(settings.tokens().refreshBeforeExpiry()).isEqualTo(Duration.ofMinutes(5));
			assertThat(settings.tokens().acquireTimeout()).isEqualTo(Duration.ofSeconds(60));
			assertThat(settings.targets().baseUrl()).isNull();
			assertThat(settings.targets().isEmpty()).isTrue();
			assertThat(context.getBean(IwaProperties.class).diagnostics().onStartup()).isFalse();
		});
	}

	@Test
	void everyPropertyReachesTheSettings() {
		this.runner
			.withBean(SslBundles.class, () -> new DefaultSslBundleRegistry("corp", SslBundle.of(SslStoreBundle.NONE)))
			.withPropertyValues("iwa.authority=https://localhost:9443/ORGANIZATIONS",
					"iwa.client-id=5a0c7e5e-0000-4000-8000-1234567890ab",
					"iwa.scopes=User.Read,openid,https://graph.microsoft.com/Mail.Read,User.Read",
					"iwa.username=alice@contoso.com", "iwa.user-domain=Contoso.COM",
					"iwa.trusted-authority-hosts=LOCALHOST:9443",
					"iwa.federation.trusted-hosts=adfs.contoso.com,sts.x.de:8443",
					"iwa.kerberos.ticket-cache=FILE:/tmp/krb5cc_1000", "iwa.kerberos.principal=alice@CONTOSO.COM",
					"iwa.kerberos.provider=java", "iwa.kerberos.channel-binding=never",
					"iwa.kerberos.krb5-conf=/etc/krb5.conf", "iwa.kerberos.service-principal=HTTP/adfs.contoso.com",
					"iwa.http.connect-timeout=1s", "iwa.http.read-timeout=2s", "iwa.http.max-response-size=3KB",
					"iwa.http.ssl.bundle=corp", "iwa.http.proxy.host=proxy.contoso.com", "iwa.http.proxy.port=8080",
					"iwa.http.proxy.non-proxy-hosts=*.Contoso.com", "iwa.token.refresh-before-expiry=90s",
					"iwa.token.acquire-timeout=4s", "iwa.api.base-url=http://localhost:8080/v1",
					"iwa.api.allowed-hosts=orders.contoso.com",
					"iwa.azure-sql.allowed-hosts=sql.contoso.com,sql.contoso.com:443",
					"iwa.diagnostics.on-startup=true")
			.run((context) -> {
				IwaPropertiesMapper settings = context.getBean(IwaPropertiesMapper.class);
				assertThat(settings.signIn().authority().tenant()).isEqualTo("organizations");
				assertThat(settings.signIn().clientId()).isEqualTo("5a0c7e5e-0000-4000-8000-1234567890ab");
				assertThat(settings.tokens().scopes()).containsExactly("User.Read", "openid",
						"https://graph.microsoft.com/Mail.Read");
				assertThat(settings.signIn().username()).isEqualTo("alice@contoso.com");
				assertThat(settings.signIn().userDomain()).isEqualTo("contoso.com");
				assertThat(settings.signIn().authority().host()).isEqualTo(new HostAndPort("localhost", 9443));
				assertThat(settings.signIn().federationHosts())
					.containsExactly(new HostAndPort("adfs.contoso.com", 443), new HostAndPort("sts.x.de", 8443));
				assertThat(settings.kerberos()).isEqualTo(new KerberosSettings(IwaKerberosProvider.JAVA,
						Path.of("/tmp/krb5cc_1000"), null, "alice@CONTOSO.COM", Path.of("/etc/krb5.conf"),
						"HTTP/adfs.contoso.com", IwaChannelBinding.NEVER));
				HttpSettings http = http(context);
				assertThat(http.readTimeout()).isEqualTo(Duration.ofSeconds(2));
				assertThat(http.maxResponseSize()).isEqualTo(DataSize.ofKilobytes(3).toBytes());
				assertThat(http.client().get().connectTimeout()).contains(Duration.ofSeconds(1));
				assertThat(http.client().get().followRedirects()).isEqualTo(HttpClient.Redirect.NEVER);
				ProxySelector proxy = http.client().get().proxy().orElseThrow();
				assertThat(proxy.select(URI.create("https://login.microsoftonline.com/"))).containsExactly(
						new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("proxy.contoso.com", 8080)));
				assertThat(proxy.select(URI.create("https://adfs.contoso.com/"))).containsExactly(Proxy.NO_PROXY);
				assertThat(settings.tokens().refreshBeforeExpiry()).isEqualTo(Duration.ofSeconds(90));
				assertThat(settings.tokens().acquireTimeout()).isEqualTo(Duration.ofSeconds(4));
				assertThat(settings.targets().baseUrl()).isEqualTo(URI.create("http://localhost:8080/v1"));
				assertThat(settings.targets()).hasToString("http://localhost:8080, https://orders.contoso.com");
				assertThat(settings.azure().authority()).isEqualTo(settings.signIn().authority());
				assertThat(settings.azure().sqlHosts()).containsExactly(new HostAndPort("sql.contoso.com", 1433),
						new HostAndPort("sql.contoso.com", 443));
				assertThat(context.getBean(IwaProperties.class).diagnostics().onStartup()).isTrue();
			});
	}

	@Test
	void keytabIsUsedWithItsPrincipal() {
		this.runner.withPropertyValues(REQUIRED)
			.withPropertyValues("iwa.kerberos.keytab=/etc/orders.keytab",
					"iwa.kerberos.principal=orders/host@CONTOSO.COM")
			.run((context) -> assertThat(context.getBean(IwaPropertiesMapper.class).kerberos().keytab())
				.isEqualTo(Path.of("/etc/orders.keytab")));
	}

	@Test
	void trustedAuthorityHostsAreLoggedAsWarning(CapturedOutput output) {
		this.runner
			.withPropertyValues("iwa.authority=https://entra.contoso.local/contoso.com",
					"iwa.client-id=5a0c7e5e-0000-4000-8000-1234567890ab", "iwa.scopes=User.Read",
					"iwa.trusted-authority-hosts=entra.contoso.local")
			.run((context) -> assertThat(output).contains("WARN")
				.contains("Authority hosts trusted by iwa.trusted-authority-hosts")
				.contains("[entra.contoso.local]"));
	}

	@Test
	void blankOptionalValuesCountAsUnset() {
		this.runner.withPropertyValues(REQUIRED)
			.withPropertyValues("iwa.username=", "iwa.user-domain= ", "iwa.trusted-authority-hosts=",
					"iwa.kerberos.ticket-cache=", "iwa.kerberos.keytab=", "iwa.kerberos.principal=",
					"iwa.http.ssl.bundle=", "iwa.http.proxy.host=", "iwa.http.proxy.port=",
					"iwa.http.proxy.non-proxy-hosts=", "iwa.api.base-url=")
			.run((context) -> {
				IwaPropertiesMapper settings = context.getBean(IwaPropertiesMapper.class);
				assertThat(settings.signIn().username()).isNull();
				assertThat(settings.signIn().userDomain()).isNull();
				assertThat(settings.kerberos()).isEqualTo(DEFAULT_KERBEROS);
				assertThat(http(context).client().get().proxy().orElse(ProxySelector.getDefault()))
					.isSameAs(ProxySelector.getDefault());
				assertThat(settings.targets().baseUrl()).isNull();
			});
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void refusedValueStopsTheStartLazyOrNot(boolean lazy) {
		this.runner.withPropertyValues(REQUIRED)
			.withPropertyValues("iwa.client-id=${CLIENT_ID}")
			.withInitializer((context) -> {
				if (lazy) {
					context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor());
				}
			})
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(IwaConfigurationException.class,
						(ex) -> assertThat(ex.code()).isEqualTo(IwaErrorCode.CONFIGURATION_REFUSED)));
	}

	@Test
	void codeIsThatOfTheFirstError() {
		this.runner.run((context) -> assertThat(code(context.getStartupFailure()))
			.isEqualTo(IwaErrorCode.CONFIGURATION_MISSING));
		this.runner.withPropertyValues("iwa.authority=contoso.com")
			.run((context) -> assertThat(code(context.getStartupFailure())).isEqualTo(IwaErrorCode.AUTHORITY_REFUSED));
	}

	@ParameterizedTest
	@ValueSource(strings = { "false", "FALSE", "off" })
	void noBeanExistsAndNothingIsValidatedWhenDisabled(String enabled) {
		this.runner.withPropertyValues("iwa.enabled=" + enabled, "iwa.authority=nonsense", "iwa.http.read-timeout=soon")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(beansOfOurs(context.getSourceApplicationContext(ConfigurableApplicationContext.class)))
					.isEmpty();
			});
	}

	@Test
	void nothingElseOfOursExistsWhereItIsExcluded() {
		Class<?>[] others = Arrays
			.stream(Configurations.getClasses(InstalledAutoConfigurations.of("io.github.iwaspring")))
			.filter((type) -> type != IwaAutoConfiguration.class)
			.toArray(Class<?>[]::new);
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(others))
			.withPropertyValues("iwa.azure-sql.enabled=true",
					"iwa.clients.reports.base-url=https://reports.contoso.com")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(beansOfOurs(context.getSourceApplicationContext(ConfigurableApplicationContext.class)))
					.isEmpty();
			});
	}

	private static HttpSettings http(ApplicationContext context) {
		return context.getBean(IwaPropertiesMapper.class).http();
	}

	private static String[] beansOfOurs(ConfigurableApplicationContext context) {
		return Arrays.stream(context.getBeanDefinitionNames())
			.filter((name) -> name.startsWith("io.github.iwaspring") || name.startsWith("iwa")
					|| String.valueOf(context.getType(name)).contains("io.github.iwaspring"))
			.toArray(String[]::new);
	}

	private static IwaErrorCode code(Throwable failure) {
		Throwable cause = failure;
		while (!(cause instanceof IwaConfigurationException)) {
			cause = cause.getCause();
		}
		return ((IwaConfigurationException) cause).code();
	}

}
