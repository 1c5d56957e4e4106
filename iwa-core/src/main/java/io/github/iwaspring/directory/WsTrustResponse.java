package io.github.iwaspring.directory;

import io.github.iwaspring.IwaErrorCode;

/**
 * The federation service's answer to a ticket: an assertion, a SOAP fault, or neither.
 */
final class WsTrustResponse {

	private static final int UNAUTHORIZED = 401;

	private WsTrustResponse() {
	}

	/**
	 * Checks that there is an assertion.
	 * @param bound whether the ticket was bound to the connection
	 * @return the answer as msal4j is sure to read it
	 */
	static String assertion(DirectoryRequest exchange, DirectoryResponse answer, boolean bound) {
		Xml document = Xml.parse(answer.body());
		SoapFault fault = (document != null) ? SoapFault.in(document) : null;
		if (fault != null) {
			throw exchange.failure(fault.meaning().code(), answer, fault.description())
				.action(fault.meaning().action())
				.build();
		}
		if (answer.status() == UNAUTHORIZED) {
			throw NegotiateRefusal.of(exchange, answer, bound);
		}
		if (!answer.isOk()) {
			throw FederationRefusal.of(exchange, answer);
		}
		IssuedAssertion assertion = (document != null) ? IssuedAssertion.in(document) : null;
		if (assertion == null) {
			throw exchange
				.failure(IwaErrorCode.RESPONSE_INVALID, answer, "the body holds no assertion" + answer.butIs() + ".")
				.action("A proxy may have answered in the host's place; otherwise an AD FS administrator "
						+ "looks at the AD FS event log.")
				.build();
		}
		return assertion.labelled(answer.body());
	}

}
