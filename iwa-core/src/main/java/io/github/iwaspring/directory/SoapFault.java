package io.github.iwaspring.directory;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.iwaspring.IwaErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * A fault of the federation service (SOAP 1.2, part 1, section 5.4), with or without a
 * subcode. Its words stay unread beside its codes: they may name the user.
 *
 * @param name the number that Microsoft gave it, else its subcode; empty if it has
 * neither
 * @param meaning what it means
 */
record SoapFault(String name, Meaning meaning) {

	/**
	 * The number of a fault, which follows the subcode without a space and begins the
	 * reason.
	 */
	private static final Pattern NUMBER = Pattern.compile("(?<![A-Z])(?:MSIS|ID)\\d{3,5}(?=:)");

	private static final Pattern CODE = Pattern.compile("[A-Za-z]{1,64}");

	private static final String EVENT_LOG = "An AD FS administrator looks at events 111, 364, 501 and 502 in the "
			+ "AD FS event log, at the time of the request.";

	private static final List<Meaning> MEANINGS = List.of(
			new Meaning("MSIS3126|MSIS5009|MSIS5007|(?i:access (?:is )?denied)", IwaErrorCode.FEDERATION_REFUSED,
					"the federation service denies the user access",
					"An AD FS administrator checks the access control policy, or the issuance authorization rules, "
							+ "of the relying party urn:federation:MicrosoftOnline (events 364 and 323)."),
			new Meaning("ID3242|FailedAuthentication|FailedCheck", IwaErrorCode.FEDERATION_FAULT,
					"the federation service could not authenticate the user",
					"An Active Directory administrator checks that the account is enabled, and that the domain of the "
							+ "AD FS servers trusts the user's. " + EVENT_LOG),
			new Meaning("MessageExpired|ID3035", IwaErrorCode.FEDERATION_FAULT,
					"the federation service takes the request for expired",
					"Synchronise the clocks of this machine and of the AD FS servers. " + EVENT_LOG),
			new Meaning("ID3082|InvalidScope", IwaErrorCode.FEDERATION_FAULT,
					"the federation service knows no relying party for Entra ID",
					"An AD FS administrator checks that the relying party urn:federation:MicrosoftOnline is "
							+ "there, enabled, and has the cloud's identifier. " + EVENT_LOG),
			new Meaning("", IwaErrorCode.FEDERATION_FAULT, "the federation service reports a fault", EVENT_LOG));

	/**
	 * Reads the fault of an answer.
	 * @return the fault, or {@code null} if the answer is none
	 */
	static @Nullable SoapFault in(Xml document) {
		if (!document.has("Fault")) {
			return null;
		}
		String text = document.text("Fault");
		Meaning meaning = MEANINGS.stream().filter((row) -> row.matches(text)).findFirst().orElseThrow();
		Matcher number = NUMBER.matcher(text);
		return new SoapFault(number.find() ? number.group() : subcode(document), meaning);
	}

	String description() {
		return this.meaning.description() + (this.name.isEmpty() ? "." : " (" + this.name + ").");
	}

	private static String subcode(Xml document) {
		String subcode = document.text("Subcode");
		String localName = subcode.substring(subcode.indexOf(':') + 1);
		return CODE.matcher(localName).matches() ? localName : "";
	}

	/**
	 * A row of the table of faults.
	 *
	 * @param pattern found in the text of the fault
	 * @param code the kind of failure
	 * @param description what it means, as the end of a sentence
	 * @param action what to do
	 */
	record Meaning(Pattern pattern, IwaErrorCode code, String description, String action) {

		Meaning(String pattern, IwaErrorCode code, String description, String action) {
			this(Pattern.compile(pattern), code, description, action);
		}

		boolean matches(String text) {
			return this.pattern.matcher(text).find();
		}

	}

}
