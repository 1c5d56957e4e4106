package io.github.iwaspring.autoconfigure;

import java.nio.file.Path;

import io.github.iwaspring.kerberos.ChannelBindingMode;
import io.github.iwaspring.kerberos.JavaKerberosCredentials;
import io.github.iwaspring.kerberos.KerberosCredentials;
import io.github.iwaspring.kerberos.KerberosProvider;
import io.github.iwaspring.kerberos.NativeKerberosCredentials;
import io.github.iwaspring.kerberos.sspi.SspiCredentials;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KerberosProviders}: which credentials serve which provider.
 */
@ExtendWith(OutputCaptureExtension.class)
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
	void saysThatWindowsReadsNoConfigurationOfKerberos(CapturedOutput output) {
		KerberosProviders windows = new KerberosProviders("Windows 11");
		windows.credentials(settings(KerberosProvider.NATIVE, null));
		assertThat(output).doesNotContain("WARN");
		windows.credentials(settings(KerberosProvider.NATIVE, Path.of("krb5.conf")));
		assertThat(output.getOut().lines().filter((line) -> line.contains("WARN"))).singleElement()
			.asString()
			.contains("iwa.kerberos.krb5-conf", "no effect", "Windows");
	}

	private static KerberosCredentials credentials(String osName, KerberosProvider provider) {
		return new KerberosProviders(osName).credentials(settings(provider, null));
	}

	private static IwaSettings.Kerberos settings(KerberosProvider provider, @Nullable Path krb5Conf) {
		return new IwaSettings.Kerberos(provider, null, null, null, krb5Conf, null, ChannelBindingMode.AUTO);
	}

}
