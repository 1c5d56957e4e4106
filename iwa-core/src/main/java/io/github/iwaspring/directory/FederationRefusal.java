package io.github.iwaspring.directory;

import java.util.List;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import org.jspecify.annotations.Nullable;

/**
 * What an unsuccessful status of the federation service means, where its body says
 * nothing: a table by hop and status.
 */
final class FederationRefusal {

	private static final String NETWORK = "Connect to the company's network or VPN. ";

	private static final List<Row> ROWS = List.of(
			new Row(ProtocolStep.WS_TRUST, 403, 403, IwaErrorCode.FEDERATION_REFUSED,
					"the federation service denies the user access.",
					"An AD FS administrator checks the access control policy, and what stands in front of AD FS."),
			new Row(ProtocolStep.WS_TRUST, 404, 405, IwaErrorCode.FEDERATION_UNAVAILABLE,
					"the endpoint is switched off, or not published here.",
					NETWORK + "An AD FS administrator enables {path} (Enable-AdfsEndpoint), and restarts AD FS."),
			new Row(ProtocolStep.FEDERATION_METADATA, 401, 401, IwaErrorCode.FEDERATION_UNAVAILABLE,
					"the federation metadata asks for credentials, which only the WS-Trust endpoint gets.",
					"An AD FS administrator lets {path} be read without credentials."),
			new Row(ProtocolStep.FEDERATION_METADATA, 403, 405, IwaErrorCode.FEDERATION_UNAVAILABLE,
					"the federation metadata is switched off, or not published here.",
					NETWORK + "An AD FS administrator enables {path} (Enable-AdfsEndpoint), and restarts AD FS."),
			new Row(null, 300, 399, IwaErrorCode.FEDERATION_UNAVAILABLE,
					"it redirects, which is not followed: a ticket and a name go only where the tenant's federation "
							+ "settings say.",
					NETWORK + "An AD FS administrator checks what answers at https://{host}{path}"),
			new Row(null, 429, 429, IwaErrorCode.THROTTLED, "the federation service asks to wait.",
					"Wait before the next attempt."),
			new Row(null, 500, 599, IwaErrorCode.FEDERATION_UNAVAILABLE,
					"the federation service, or a proxy in front of it, has a failure.",
					"Try again later; an AD FS administrator checks the farm and its proxies."),
			new Row(null, 0, 999, IwaErrorCode.FEDERATION_UNAVAILABLE,
					"the federation service does not answer as it should.",
					NETWORK + "An AD FS administrator checks that the endpoint {path} is enabled."));

	private FederationRefusal() {
	}

	static IwaException of(DirectoryRequest exchange, DirectoryResponse answer) {
		Row row = ROWS.stream()
			.filter((candidate) -> candidate.fits(exchange.hop(), answer.status()))
			.findFirst()
			.orElseThrow();
		return exchange.failure(row.code(), answer, row.description())
			.action(row.action().replace("{host}", exchange.url().getAuthority()).replace("{path}", exchange.path()))
			.build();
	}

	/**
	 * A row of the table.
	 *
	 * @param hop the hop, or {@code null} for both
	 * @param from the first status
	 * @param to the last status
	 * @param code the kind of failure
	 * @param description what it means
	 * @param action what to do
	 */
	private record Row(@Nullable ProtocolStep hop, int from, int to, IwaErrorCode code, String description,
			String action) {

		boolean fits(ProtocolStep candidate, int status) {
			return (this.hop == null || this.hop == candidate) && this.from <= status && status <= this.to;
		}

	}

}
