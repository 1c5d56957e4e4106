package io.github.iwaspring.signin;

import java.nio.file.Path;

import io.github.iwaspring.kerberos.ChannelBindingMode;
import io.github.iwaspring.kerberos.JavaKerberosCredentials;
import io.github.iwaspring.kerberos.KerberosCredentials;
import io.github.iwaspring.kerberos.KerberosProvider;
import io.github.iwaspring.kerberos.NativeKerberosCredentials;
import io.github.iwaspring.kerberos.sspi.SspiCredentials;
import org.jspecify.annotations.Nullable;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.iwaspring.kerberos.KerberosSettings;
import org.slf4j.LoggerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KerberosProviders}: which credentials serve which provider.
 */
class KerberosProvidersTests {

	@Test
	void javasProviderIsTheSameEverywhere() {
		assertThat(credentials("Linux", KerberosProvider.JAVA)).isInstanceOf(JavaKerberosCredentials.class);
		assertThat(credentials("Windows 11", KerberosProvider.JAVA)).isInstanceOf(JavaKerberosCredentials.class);
	}

	@Test
	void thePlatformsProviderIsGssapiOffWindowsAndTouchesNothingBeforeItsUse() {
		String before = System.getProperty("sun.security.jgss.native");
		assertThat(credentials("Linux", KerberosProvider.NATIVE)).isInstanceOf(NativeKerberosCredentials.class);
		assertThat(credentials("Mac OS X", KerberosProvider.NATIVE)).isInstanceOf(NativeKerberosCredentials.class);
		assertThat(System.getProperty("sun.security.jgss.native")).isEqualTo(before);
	}

	@Test
	void thePlatformsProviderOnWindowsIsSspiAndTouchesNothingBeforeItsUse() {
		assertThat(credentials("Windows 11", KerberosProvider.NATIVE)).isInstanceOf(SspiCredentials.class);
	}

	@Test
	void saysThatWindowsReadsNoConfigurationOfKerberos() {
		Logger logger = (Logger) LoggerFactory.getLogger(SspiCredentials.class);
		ListAppender<ILoggingEvent> log = new ListAppender<>();
		log.start();
		logger.addAppender(log);
		try {
			KerberosProviders windows = new KerberosProviders("Windows 11");
			windows.credentials(settings(KerberosProvider.NATIVE, null));
			assertThat(log.list).isEmpty();
			windows.credentials(settings(KerberosProvider.NATIVE, Path.of("krb5.conf")));
			assertThat(log.list).singleElement().satisfies((event) -> {
				assertThat(event.getLevel()).isEqualTo(Level.WARN);
				assertThat(event.getFormattedMessage()).contains("iwa.kerberos.krb5-conf", "no effect", "Windows");
			});
		}
		finally {
			logger.detachAppender(log);
		}
	}

	private static KerberosCredentials credentials(String osName, KerberosProvider provider) {
		return new KerberosProviders(osName).credentials(settings(provider, null));
	}

	private static KerberosSettings settings(KerberosProvider provider, @Nullable Path krb5Conf) {
		return new KerberosSettings(provider, null, null, null, krb5Conf, null, ChannelBindingMode.AUTO);
	}

}
