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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for the analysis that an application prints whose configuration cannot be used,
 * with real applications.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartUpAnalysisTests {

	private static final String CLIENT_ID = "5a0c7e5e-0000-4000-8000-1234567890ab";

	private static final String[] REQUIRED = { "--iwa.authority=https://login.microsoftonline.com/contoso.com",
			"--iwa.client-id=" + CLIENT_ID, "--iwa.scopes=api://orders/.default" };

	@TempDir
	private Path folder;

	@Test
	void analysisNamesAllMissingProperties(CapturedOutput output) {
		fails(Map.of());
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("iwa.authority is required and not set.")
			.contains("iwa.client-id is required and not set.")
			.contains("iwa.scopes is required and not set.")
			.contains("Set iwa.authority to https://<host>/<tenant>/")
			.contains("Set iwa.client-id to the application (client) id")
			.contains("Set iwa.scopes to scopes of one resource")
			.contains("iwa.enabled=false");
	}

	@Test
	void analysisNamesEveryErrorOfYamlFileWithItsLine(CapturedOutput output) throws IOException {
		Path file = Files.writeString(this.folder.resolve("application.yml"), """
				iwa:
				  authority: https://login.microsoftonline.com/common
				  client-id: ${CLIENT_ID_THAT_NOBODY_SET}
				  scopes: [ "api://orders/.default", "User.Read" ]
				  username: CORP\\alice
				""");
		fails(Map.of(), "--spring.config.location=" + file);
		String shown = file.toString().replace('\\', '/');
		assertThat(output).contains("iwa.authority = 'https://login.microsoftonline.com/common' (from ")
			.contains("'common' admits personal accounts")
			.contains("[file:" + shown + "] - 2:14")
			.contains("iwa.client-id = '${CLIENT_ID_THAT_NOBODY_SET}' (from ")
			.contains("It contains a placeholder")
			.contains("[file:" + shown + "] - 3:14")
			.contains("iwa.scopes = 'api://orders/.default, User.Read' (from ")
			.contains("[file:" + shown + "] - 4:13")
			.contains("iwa.username = 'CORP\\a***' (from ")
			.contains("[file:" + shown + "] - 5:13")
			.contains("Set iwa.authority to 'https://login.microsoftonline.com/organizations/'.")
			.doesNotContain("alice");
	}

	@Test
	void analysisNamesTheOriginOfEmptyValue(CapturedOutput output) {
		fails(Map.of("IWA_AUTHORITY", "", "IWA_SCOPES", " "), "--iwa.client-id=");
		assertThat(output)
			.contains("iwa.authority is required and empty. (from System Environment Property \"IWA_AUTHORITY\")")
			.contains("iwa.client-id is required and empty. (from \"iwa.client-id\"")
			.contains("iwa.scopes is required and ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "common", "consumers" })
	void analysisRefusesPersonalAccounts(String tenant, CapturedOutput output) {
		fails(Map.of(), "--iwa.authority=https://login.microsoftonline.com/" + tenant, "--iwa.client-id=" + CLIENT_ID,
				"--iwa.scopes=User.Read");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("https://login.microsoftonline.com/" + tenant)
			.contains("personal accounts, which cannot sign in with Windows credentials")
			.contains("Set iwa.authority to 'https://login.microsoftonline.com/organizations/'.");
	}

	@Test
	void analysisNamesTheEnvironmentVariable(CapturedOutput output) {
		fails(Map.of("IWA_AUTHORITY", "contoso.com", "IWA_CLIENTID", "my client", "IWA_SCOPES_0", "a b",
				"IWA_API_BASEURL", "http://orders.contoso.com"));
		assertThat(output).contains("iwa.authority = 'contoso.com'")
			.contains("System Environment Property \"IWA_AUTHORITY\"")
			.contains("Set iwa.authority to 'https://login.microsoftonline.com/contoso.com/'.")
			.contains("System Environment Property \"IWA_CLIENTID\"")
			.contains("iwa.scopes[0] = 'a b'")
			.contains("System Environment Property \"IWA_SCOPES_0\"")
			.contains("System Environment Property \"IWA_API_BASEURL\"");
	}

	@Test
	void analysisNamesTheVariableOfWholeList(CapturedOutput output) {
		fails(Map.of("IWA_AUTHORITY", "https://login.microsoftonline.com/contoso.com", "IWA_CLIENTID", CLIENT_ID,
				"IWA_SCOPES", "User.Read,<scope>"));
		assertThat(output).contains("iwa.scopes[1] = '<scope>'").contains("System Environment Property \"IWA_SCOPES\"");
	}

	@Test
	void analysisNamesTheCommandLine(CapturedOutput output) {
		fails(Map.of(), "--iwa.authority=http://login.microsoftonline.com/contoso.com", "--iwa.client-id=" + CLIENT_ID,
				"--iwa.scopes=User.Read");
		assertThat(output).contains("\"iwa.authority\" from property source \"commandLineArgs\"");
	}

	@Test
	void analysisHidesUserInfo(CapturedOutput output) {
		fails(Map.of("IWA_AUTHORITY", "https://alice:secret@login.microsoftonline.com/contoso.com", "IWA_CLIENTID",
				CLIENT_ID, "IWA_SCOPES", "User.Read", "IWA_API_BASEURL",
				"https://alice:sec/ret@orders.contoso.com?x=hidden", "IWA_API_ALLOWEDHOSTS",
				"alice:secret@orders.contoso.com", "LOGGING_LEVEL_ROOT", "debug"));
		assertThat(output).contains("iwa.authority = 'https://***@login.microsoftonline.com/contoso.com'")
			.contains("iwa.api.base-url = 'https://***@orders.contoso.com?x=***'")
			.contains("iwa.api.allowed-hosts[0] = '***@orders.contoso.com'")
			.doesNotContain("alice", "secret", "sec/ret", "hidden");
	}

	@ParameterizedTest
	@ValueSource(strings = { "aB3.8Q~Xn3.q_Zr7t~SampleOfASecret-1234567", "\"aB3.8Q~Xn3SampleOfASecret\"",
			"aB3.8Q~Xn3SampleOfASecret ", "<aB3.8Q~Xn3SampleOfASecret>", "aB3:8Q@Xn3SampleOfASecret",
			"5a0c7e5e-0000-4000-8000-1234567890ab aB3.8Q~SampleOfASecret" })
	void analysisNeverShowsTheClientSecretInPlaceOfTheClientId(String secret, CapturedOutput output) {
		fails(Map.of("IWA_AUTHORITY", "https://login.microsoftonline.com/contoso.com", "IWA_CLIENTID", secret,
				"IWA_SCOPES", "User.Read", "LOGGING_LEVEL_ROOT", "debug"));
		assertThat(output).contains("iwa.client-id = '***' (from System Environment Property \"IWA_CLIENTID\")")
			.contains("Set iwa.client-id to the application (client) id")
			.doesNotContain("aB3", "SampleOfASecret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "--iwa.domain-hint=contoso.com", "--iwa.domainHint=contoso.com" })
	void analysisTellsTheNewNameOfRenamedProperty(String argument, CapturedOutput output) {
		fails(Map.of(), Stream.concat(Stream.of(REQUIRED), Stream.of(argument)).toArray(String[]::new));
		assertThat(output).contains("iwa.domain-hint = 'contoso.com' (from \"iwa.domain")
			.contains("Rename iwa.domain-hint to iwa.user-domain.");
	}

	@Test
	void analysisTellsTheNewNameOfRenamedVariable(CapturedOutput output) {
		fails(Map.of("IWA_DOMAINHINT", "contoso.com"), REQUIRED);
		assertThat(output).contains("System Environment Property \"IWA_DOMAINHINT\"")
			.contains("Rename iwa.domain-hint to iwa.user-domain.");
	}

	@Test
	void analysisNamesUnknownSslBundleAmongTheOthers(CapturedOutput output) {
		fails(Map.of(), "--iwa.http.ssl.bundle=corp", "--iwa.http.read-timeout=0s",
				"--spring.main.lazy-initialization=true");
		assertThat(output).contains("iwa.authority is required and not set.")
			.contains("iwa.http.ssl.bundle = 'corp' (from \"iwa.http.ssl.bundle\"")
			.contains("There is no SSL bundle of this name.")
			.contains("Set iwa.http.ssl.bundle to the name of a bundle that is configured by spring.ssl.bundle")
			.contains("iwa.http.read-timeout = '0ms'");
	}

	@Test
	void analysisAppearsUnderLazyInitialization(CapturedOutput output) {
		fails(Map.of(), "--spring.main.lazy-initialization=true");
		assertThat(output).contains("iwa.authority is required and not set.");
	}

	@Test
	void validPropertiesStart() {
		try (ConfigurableApplicationContext context = application(
				Map.of("IWA_AUTHORITY", "https://login.microsoftonline.com/contoso.com", "IWA_CLIENTID", CLIENT_ID,
						"IWA_SCOPES", "User.Read,Mail.Read"))
			.run()) {
			assertThat(context.getBean(IwaPropertiesMapper.class).tokens().scopes()).containsExactly("User.Read",
					"Mail.Read");
		}
		try (ConfigurableApplicationContext context = application(Map.of()).run(REQUIRED)) {
			assertThat(context.getBean(IwaPropertiesMapper.class).signIn().clientId()).isEqualTo(CLIENT_ID);
		}
	}

	@Test
	void valueThatDoesNotConvertIsLeftToSpringBoot(CapturedOutput output) {
		fails(Map.of(), "--iwa.http.read-timeout=soon");
		assertThat(output).contains("Failed to bind properties under 'iwa.http.read-timeout'");
	}

	private static void fails(Map<String, Object> variables, String... arguments) {
		assertThatException().isThrownBy(() -> application(variables).run(arguments));
	}

	private static SpringApplication application(Map<String, Object> variables) {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setEnvironment(new StandardEnvironment() {

			@Override
			public Map<String, Object> getSystemEnvironment() {
				return variables;
			}

		});
		return application;
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(IwaAutoConfiguration.class)
	static class Application {

	}

}
