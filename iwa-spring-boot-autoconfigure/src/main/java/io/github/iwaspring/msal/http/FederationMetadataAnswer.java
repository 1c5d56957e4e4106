package io.github.iwaspring.msal.http;

import io.github.iwaspring.IwaErrorCode;

/**
 * The federation service's answer to the request for its metadata.
 */
final class FederationMetadataAnswer {

	private FederationMetadataAnswer() {
	}

	static void check(Exchange exchange, Answer answer) {
		if (!answer.isOk()) {
			throw exchange
				.failure(IwaErrorCode.FEDERATION_UNAVAILABLE, answer, "the federation metadata is not to be had.")
				.mitigation("Connect to the company's network or VPN; "
						+ "an AD FS administrator checks that /adfs/services/trust/mex is enabled.")
				.build();
		}
		if (Xml.parse(answer.body()) == null) {
			throw exchange.failure(IwaErrorCode.RESPONSE_INVALID, answer, "the body is not an XML document.")
				.mitigation("A proxy or a captive portal may have answered in the host's place.")
				.build();
		}
	}

}
