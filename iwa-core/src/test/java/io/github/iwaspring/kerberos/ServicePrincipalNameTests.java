package io.github.iwaspring.kerberos;

import org.ietf.jgss.GSSManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ServicePrincipalName}.
 */
class ServicePrincipalNameTests {

	@ParameterizedTest
	@CsvSource(nullValues = "-", textBlock = """
			-,                                  HTTP/adfs.contoso.com,              adfs.contoso.com
			HTTP/farm.contoso.com,              HTTP/farm.contoso.com,              farm.contoso.com
			HTTP@farm.contoso.com,              HTTP/farm.contoso.com,              farm.contoso.com
			host/farm.contoso.com@CORP.LOCAL,   host/farm.contoso.com@CORP.LOCAL,   farm.contoso.com
			krbtgt,                             krbtgt,                             krbtgt
			""")
	void ofReturnsConfiguredNameOrThatOfTheHost(@Nullable String configured, String name, String host) {
		ServicePrincipalName service = ServicePrincipalName.of(configured, "adfs.contoso.com");
		assertThat(service).hasToString(name);
		assertThat(service.host()).isEqualTo(host);
	}

	@ParameterizedTest
	@CsvSource({ "HTTP@farm.contoso.com, 1.2.840.113554.1.2.1.4",
			"HTTP/farm.contoso.com@CORP.LOCAL, 1.2.840.113554.1.2.2.1" })
	void toGssNameWhenNameHasNoSlashThenIsHostBased(String name, String type) throws Exception {
		assertThat(new ServicePrincipalName(name).toGssName(GSSManager.getInstance()).getStringNameType())
			.hasToString(type);
	}

}
