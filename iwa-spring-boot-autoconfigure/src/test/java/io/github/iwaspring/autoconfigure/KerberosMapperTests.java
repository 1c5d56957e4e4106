package io.github.iwaspring.autoconfigure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.kerberos.ChannelBindingMode;
import io.github.iwaspring.kerberos.KerberosProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link KerberosMapper}: which provider is used, and what goes with it.
 */
class KerberosMapperTests {

	private static final String LINUX = "Linux";

	private static final String WINDOWS = "Windows Server 2025";

	@ParameterizedTest
	@CsvSource({ "Linux, auto, JAVA", "Mac OS X, auto, JAVA", "Windows 11, auto, NATIVE", "Linux, native, NATIVE",
			"Windows 11, java, JAVA", "Windows 11, NATIVE, NATIVE", "Linux, '', JAVA" })
	void theProviderIsTheConfiguredOneOrThatOfThePlatform(String osName, String provider, KerberosProvider chosen) {
		assertThat(kerberos(osName, Map.of("iwa.kerberos.provider", provider)).provider()).isEqualTo(chosen);
	}

	@Test
	void credentialsThatAreNamedAreReadByJavaOnEveryPlatform() {
		for (String osName : List.of(LINUX, WINDOWS)) {
			assertThat(kerberos(osName, Map.of("iwa.kerberos.ticket-cache", "/tmp/krb5cc")).provider())
				.isEqualTo(KerberosProvider.JAVA);
			assertThat(kerberos(osName, Map.of("iwa.kerberos.principal", "alice@CONTOSO.COM")).provider())
				.isEqualTo(KerberosProvider.JAVA);
			assertThat(kerberos(osName,
					Map.of("iwa.kerberos.keytab", "/etc/orders.keytab", "iwa.kerberos.principal", "orders"))
				.provider()).isEqualTo(KerberosProvider.JAVA);
		}
		assertThat(kerberos(WINDOWS, Map.of("iwa.kerberos.ticket-cache", " ", "iwa.kerberos.keytab", "")).provider())
			.as("blank counts as not set")
			.isEqualTo(KerberosProvider.NATIVE);
	}

	@ParameterizedTest
	@ValueSource(strings = { LINUX, WINDOWS })
	void thePlatformsKerberosFindsItsCredentialsByItself(String osName) {
		assertThat(kerberosProblems(osName,
				Map.of("iwa.kerberos.provider", "native", "iwa.kerberos.ticket-cache", "KCM:", "iwa.kerberos.keytab",
						"/etc/orders.keytab", "iwa.kerberos.principal", "alice@CONTOSO.COM")))
			.hasSize(3)
			.allSatisfy((problem) -> {
				assertThat(problem.code()).isEqualTo(IwaErrorCode.CONFIGURATION_REFUSED);
				assertThat(problem.description()).contains("cannot be combined with iwa.kerberos.provider=native")
					.doesNotContain("alice");
				assertThat(problem.action()).contains("or remove it");
			})
			.extracting(Problem::name)
			.containsExactly("iwa.kerberos.ticket-cache", "iwa.kerberos.keytab", "iwa.kerberos.principal");
	}

	@Test
	void aCacheThatIsNoFileLeadsToThePlatformsKerberos() {
		assertThat(kerberosProblems(LINUX, Map.of("iwa.kerberos.ticket-cache", "KEYRING:persistent:1000")))
			.singleElement()
			.satisfies((problem) -> assertThat(problem.description()).contains("iwa.kerberos.provider=native")
				.contains("KRB5CCNAME"));
	}

	@Test
	void theServicePrincipalIsForEveryProvider() {
		assertThat(kerberos(LINUX,
				Map.of("iwa.kerberos.provider", "native", "iwa.kerberos.service-principal", "HTTP/sts.contoso.com"))
			.servicePrincipal()).isEqualTo("HTTP/sts.contoso.com");
	}

	@ParameterizedTest
	@CsvSource({ "Linux, java", "Linux, native", "Linux, auto", "Windows 11, java" })
	void bindingAlwaysIsRefusedWhereTheProviderCannot(String osName, String provider) {
		assertThat(kerberosProblems(osName,
				Map.of("iwa.kerberos.provider", provider, "iwa.kerberos.channel-binding", "always")))
			.singleElement()
			.satisfies((problem) -> {
				assertThat(problem.name()).isEqualTo("iwa.kerberos.channel-binding");
				assertThat(problem.reason()).contains("address type 255", "RFC 5929");
				assertThat(problem.action()).isEqualTo("Set iwa.kerberos.channel-binding to 'auto'.");
			});
	}

	@Test
	void bindingIsUpToTheProviderOtherwise() {
		assertThat(kerberos(WINDOWS, Map.of("iwa.kerberos.channel-binding", "always")).channelBinding())
			.isEqualTo(ChannelBindingMode.ALWAYS);
		assertThat(kerberos(LINUX, Map.of("iwa.kerberos.channel-binding", "never")).channelBinding())
			.isEqualTo(ChannelBindingMode.NEVER);
		assertThat(kerberos(LINUX, Map.of()).channelBinding()).isEqualTo(ChannelBindingMode.AUTO);
	}

	private static IwaSettings.Kerberos kerberos(String osName, Map<String, String> values) {
		return map(osName, complete(values)).kerberos();
	}

	private static List<Problem> kerberosProblems(String osName, Map<String, String> values) {
		return problems(osName, complete(values));
	}

	private static Map<String, String> complete(Map<String, String> values) {
		Map<String, String> complete = new HashMap<>(values);
		complete.put("iwa.authority", "https://login.microsoftonline.com/contoso.com");
		complete.put("iwa.client-id", "client");
		complete.put("iwa.scopes[0]", "api://orders/.default");
		return complete;
	}

	static List<Problem> problems(String osName, Map<String, String> values) {
		InvalidIwaPropertiesException ex = catchThrowableOfType(InvalidIwaPropertiesException.class,
				() -> map(osName, values));
		return (ex != null) ? new ArrayList<>(ex.problems()) : List.of();
	}

	private static IwaSettings map(String osName, Map<String, String> values) {
		IwaProperties properties = new Binder(new MapConfigurationPropertySource(values)).bindOrCreate("iwa",
				IwaProperties.class);
		return new IwaSettingsMapper(new KerberosProviders(osName)).map(properties);
	}

}
