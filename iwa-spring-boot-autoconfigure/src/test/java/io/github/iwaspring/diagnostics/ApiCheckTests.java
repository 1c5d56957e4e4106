package io.github.iwaspring.diagnostics;

import java.util.Set;

import io.github.iwaspring.IwaReport.Status;
import io.github.iwaspring.client.TokenTarget;
import io.github.iwaspring.client.TokenTargets;
import io.github.iwaspring.net.HostAndPort;
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
		DoctorSettings.Api base = Evidences.api("https://orders.contoso.com/v1/");
		assertFinding(new DoctorSettings.Api(base.baseUrl(), Set.of(more), null, base.targets()), Status.PASS,
				"Tokens may go to https://orders.contoso.com, https://more.contoso.com:8443.");
		assertFinding(new DoctorSettings.Api(null, Set.of(more), GRAPH, base.targets()), Status.PASS,
				"Tokens may go to https://more.contoso.com:8443.");
	}

	@Test
	void plainHttpIsForThisMachineAlone() {
		assertFinding(Evidences.api("http://localhost:8080"), Status.PASS, "Tokens may go to http://localhost:8080.");
		assertFinding(Evidences.api("http://orders.contoso.com:8080"), Status.FAIL,
				"Requests to http://orders.contoso.com:8080, the origin of iwa.api.base-url, get no token");
	}

	@Test
	void graphStandsInForAMissingConfiguration() {
		assertFinding(new DoctorSettings.Api(null, Set.of(), GRAPH, TokenTargets.of(TokenTarget.graph(Set.of(GRAPH)))),
				Status.PASS, "https://graph.microsoft.com");
	}

	@Test
	void nothingIsAWarning() {
		assertFinding(new DoctorSettings.Api(null, Set.of(), null, TokenTargets.of()), Status.WARN,
				"No request will carry a token");
	}

	private static void assertFinding(DoctorSettings.Api api, Status status, String description) {
		Finding finding = ApiCheck.api(new Evidences().api(api).succeeded());
		assertThat(finding.status()).isEqualTo(status);
		assertThat(finding.description()).contains(description);
	}

}
