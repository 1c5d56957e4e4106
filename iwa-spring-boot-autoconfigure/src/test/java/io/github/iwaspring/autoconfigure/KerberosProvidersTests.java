package io.github.iwaspring.autoconfigure;

import io.github.iwaspring.kerberos.ChannelBindingMode;
import io.github.iwaspring.kerberos.JavaKerberosCredentials;
import io.github.iwaspring.kerberos.KerberosCredentials;
import io.github.iwaspring.kerberos.KerberosProvider;
import io.github.iwaspring.kerberos.NativeKerberosCredentials;
import io.github.iwaspring.kerberos.windows.SspiCredentials;
import org.junit.jupiter.api.Test;

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

	private static KerberosCredentials credentials(String osName, KerberosProvider provider) {
		return new KerberosProviders(osName)
			.credentials(new IwaSettings.Kerberos(provider, null, null, null, null, null, ChannelBindingMode.AUTO));
	}

}
