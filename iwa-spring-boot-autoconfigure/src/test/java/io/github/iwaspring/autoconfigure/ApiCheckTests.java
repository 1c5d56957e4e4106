package io.github.iwaspring.autoconfigure;

import java.net.URI;
import java.util.Set;

import io.github.iwaspring.IwaReport.Status;
import io.github.iwaspring.doctor.Finding;
import io.github.iwaspring.entra.HostAndPort;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ApiCheck}.
 */
class ApiCheckTests {

	private static final HostAndPort GRAPH = HostAndPort.parse("graph.microsoft.com");

	@Test
	void theOriginOfTheBaseUrlAndTheListedHostsGetTokens() {
		HostAndPort more = HostAndPort.parse("more.contoso.com:8443");
		assertFinding(new ApiSettings(URI.create("https://orders.contoso.com/v1/"), Set.of(more), Set.of()),
				Status.PASS, "Tokens may go to https://orders.contoso.com, https://more.contoso.com:8443.");
		assertFinding(new ApiSettings(null, Set.of(more), Set.of(GRAPH)), Status.PASS,
				"Tokens may go to https://more.contoso.com:8443.");
	}

	@Test
	void plainHttpIsForThisMachineAlone() {
		assertFinding(new ApiSettings(URI.create("http://localhost:8080"), Set.of(), Set.of()), Status.PASS,
				"Tokens may go to http://localhost:8080.");
		assertFinding(new ApiSettings(URI.create("http://orders.contoso.com:8080"), Set.of(), Set.of()), Status.FAIL,
				"Requests to http://orders.contoso.com:8080, the origin of iwa.api.base-url, get no token");
	}

	@Test
	void graphStandsInForAMissingConfiguration() {
		assertFinding(new ApiSettings(null, Set.of(), Set.of(GRAPH)), Status.PASS, "https://graph.microsoft.com");
	}

	@Test
	void nothingIsAWarning() {
		assertFinding(new ApiSettings(null, Set.of(), Set.of()), Status.WARN, "No request will carry a token");
	}

	private static void assertFinding(ApiSettings api, Status status, String description) {
		Finding finding = new ApiCheck(api, ApiTargets.ownClients(api)).get();
		assertThat(finding.status()).isEqualTo(status);
		assertThat(finding.description()).contains(description);
	}

}
