package io.github.iwaspring.msal.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;

/**
 * The federation service's answer to a ticket: an assertion, a SOAP fault, or neither.
 */
final class WsTrustAnswer {

	/**
	 * The number of a fault, which follows the subcode without a space.
	 */
	private static final Pattern FAULT_NUMBER = Pattern.compile("(?<![A-Z])(?:MSIS|ID)\\d{3,5}\\b");

	private static final Pattern ACCESS_DENIED = Pattern
		.compile("(?i)MSIS3126|MSIS5009|MSIS5007|access (?:is )?denied");

	private WsTrustAnswer() {
	}

	/**
	 * Checks that there is an assertion.
	 * @return the answer as msal4j is sure to read it
	 */
	static String assertion(Exchange exchange, Answer answer) {
		Xml document = Xml.parse(answer.body());
		if (document != null && document.has("Fault")) {
			throw fault(exchange, answer, document);
		}
		if (answer.status() == 401) {
			throw exchange
				.failure(IwaErrorCode.NEGOTIATE_REJECTED, answer,
						"the federation service did not accept the Kerberos ticket and offers "
								+ NegotiateChallenge.of(answer) + ".")
				.mitigation("An AD FS administrator checks that the service principal name HTTP/"
						+ exchange.url().getHost() + " belongs to the AD FS service account (setspn -Q HTTP/"
						+ exchange.url().getHost() + "), and whether Extended Protection demands a channel binding.")
				.build();
		}
		if (!answer.isOk()) {
			throw exchange
				.failure(IwaErrorCode.FEDERATION_UNAVAILABLE, answer, "the federation service gave no assertion.")
				.mitigation("Connect to the company's network or VPN; an AD FS administrator checks that the "
						+ "windowstransport endpoint is enabled.")
				.build();
		}
		IssuedAssertion assertion = (document != null) ? IssuedAssertion.in(document) : null;
		if (assertion == null) {
			throw exchange.failure(IwaErrorCode.RESPONSE_INVALID, answer, "the body holds no assertion.")
				.mitigation("A proxy may have answered in the host's place; otherwise an AD FS administrator "
						+ "looks at the AD FS event log.")
				.build();
		}
		return assertion.labelled(answer.body());
	}

	private static IwaException fault(Exchange exchange, Answer answer, Xml document) {
		String text = document.text("Fault");
		Matcher number = FAULT_NUMBER.matcher(text);
		String named = number.find() ? " " + number.group() : "";
		return ACCESS_DENIED.matcher(text).find() ? exchange
			.failure(IwaErrorCode.FEDERATION_REFUSED, answer, "the federation service denies access" + suffix(named))
			.mitigation("An AD FS administrator checks the access control policy of the relying party "
					+ "'Microsoft Office 365 Identity Platform'.")
			.build()
				: exchange
					.failure(IwaErrorCode.FEDERATION_FAULT, answer,
							"the federation service reports a fault" + suffix(named))
					.mitigation("An AD FS administrator looks at events 111 and 364 in the AD FS event log.")
					.build();
	}

	private static String suffix(String number) {
		return number.isEmpty() ? "." : " (" + number.strip() + ").";
	}

}
