package io.github.iwaspring.autoconfigure;

import io.github.iwaspring.IwaConfigurationException;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.kerberos.ChannelBindingMode;
import io.github.iwaspring.kerberos.JavaKerberosCredentials;
import io.github.iwaspring.kerberos.KerberosCredentials;
import io.github.iwaspring.kerberos.KerberosProvider;
import io.github.iwaspring.kerberos.NativeKerberosCredentials;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
	void thePlatformsProviderOnWindowsIsNotGssapi() {
		assertThatExceptionOfType(IwaConfigurationException.class)
			.isThrownBy(() -> credentials("Windows 11", KerberosProvider.NATIVE))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(IwaErrorCode.PROVIDER_UNAVAILABLE));
	}

	private static KerberosCredentials credentials(String osName, KerberosProvider provider) {
		return new KerberosProviders(osName)
			.credentials(new IwaSettings.Kerberos(provider, null, null, null, null, null, ChannelBindingMode.AUTO));
	}

}
