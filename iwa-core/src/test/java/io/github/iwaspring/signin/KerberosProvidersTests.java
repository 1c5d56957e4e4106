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

package io.github.iwaspring.signin;

import java.nio.file.Path;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.iwaspring.IwaChannelBinding;
import io.github.iwaspring.IwaKerberosProvider;
import io.github.iwaspring.kerberos.JavaKerberosCredentials;
import io.github.iwaspring.kerberos.KerberosCredentials;
import io.github.iwaspring.kerberos.KerberosSettings;
import io.github.iwaspring.kerberos.NativeKerberosCredentials;
import io.github.iwaspring.kerberos.sspi.SspiCredentials;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KerberosProviders}: which credentials serve which provider.
 */
class KerberosProvidersTests {

	@Test
	void javaProviderIsTheSameOnEveryPlatform() {
		assertThat(credentials("Linux", IwaKerberosProvider.JAVA)).isInstanceOf(JavaKerberosCredentials.class);
		assertThat(credentials("Windows 11", IwaKerberosProvider.JAVA)).isInstanceOf(JavaKerberosCredentials.class);
	}

	@Test
	void nativeProviderIsGssapiExceptOnWindowsAndTouchesNothingBeforeItsUse() {
		String before = System.getProperty("sun.security.jgss.native");
		assertThat(credentials("Linux", IwaKerberosProvider.NATIVE)).isInstanceOf(NativeKerberosCredentials.class);
		assertThat(credentials("Mac OS X", IwaKerberosProvider.NATIVE)).isInstanceOf(NativeKerberosCredentials.class);
		assertThat(System.getProperty("sun.security.jgss.native")).isEqualTo(before);
	}

	@Test
	void nativeProviderOnWindowsIsSspiAndTouchesNothingBeforeItsUse() {
		assertThat(credentials("Windows 11", IwaKerberosProvider.NATIVE)).isInstanceOf(SspiCredentials.class);
	}

	@Test
	void warningSaysThatWindowsReadsNoKrb5Conf() {
		Logger logger = (Logger) LoggerFactory.getLogger(SspiCredentials.class);
		ListAppender<ILoggingEvent> log = new ListAppender<>();
		log.start();
		logger.addAppender(log);
		try {
			KerberosProviders windows = new KerberosProviders("Windows 11");
			windows.credentials(settings(IwaKerberosProvider.NATIVE, null));
			assertThat(log.list).isEmpty();
			windows.credentials(settings(IwaKerberosProvider.NATIVE, Path.of("krb5.conf")));
			assertThat(log.list).singleElement().satisfies((event) -> {
				assertThat(event.getLevel()).isEqualTo(Level.WARN);
				assertThat(event.getFormattedMessage()).contains("iwa.kerberos.krb5-conf", "no effect", "Windows");
			});
		}
		finally {
			logger.detachAppender(log);
		}
	}

	private static KerberosCredentials credentials(String osName, IwaKerberosProvider provider) {
		return new KerberosProviders(osName).credentials(settings(provider, null));
	}

	private static KerberosSettings settings(IwaKerberosProvider provider, @Nullable Path krb5Conf) {
		return new KerberosSettings(provider, null, null, null, krb5Conf, null, IwaChannelBinding.AUTO);
	}

}
