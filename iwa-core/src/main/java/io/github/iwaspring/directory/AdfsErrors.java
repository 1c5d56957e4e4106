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

package io.github.iwaspring.directory;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.directory.DirectoryRequest.ProtocolStep;
import io.github.iwaspring.entra.AuthenticateChallenge;
import io.github.iwaspring.support.Diagnosis;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of the federation service's unsuccessful responses: a SOAP fault, a
 * rejected ticket, or a status alone.
 */
final class AdfsErrors {

	private static final String EVENT_LOG = "An AD FS administrator looks at events 111, 364, 501 and 502 in the "
			+ "AD FS event log, at the time of the request.";

	private static final String NETWORK = "Connect to the company's network or VPN. ";

	/**
	 * The table of faults: the first row that is found in the text of the fault decides.
	 */
	private static final List<FaultRow> FAULTS = List.of(
			fault("MSIS3126|MSIS5009|MSIS5007|(?i:access (?:is )?denied)", IwaErrorCode.FEDERATION_REFUSED,
					"The federation service denies the user access.",
					"An AD FS administrator checks the access control policy, or the issuance authorization rules, "
							+ "of the relying party urn:federation:MicrosoftOnline (events 364 and 323)."),
			fault("ID3242|FailedAuthentication|FailedCheck", IwaErrorCode.FEDERATION_FAULT,
					"The federation service could not authenticate the user.",
					"An Active Directory administrator checks that the account is enabled, and that the domain of the "
							+ "AD FS servers trusts the user's. " + EVENT_LOG),
			fault("MessageExpired|ID3035", IwaErrorCode.FEDERATION_FAULT,
					"The federation service considers the request expired.",
					"Synchronise the clocks of this machine and of the AD FS servers. " + EVENT_LOG),
			fault("ID3082|InvalidScope", IwaErrorCode.FEDERATION_FAULT,
					"The federation service has no relying party for Entra ID.",
					"An AD FS administrator checks that the relying party urn:federation:MicrosoftOnline is "
							+ "there, enabled, and has the cloud's identifier. " + EVENT_LOG),
			fault("", IwaErrorCode.FEDERATION_FAULT, "The federation service reports a fault.", EVENT_LOG));

	/**
	 * The number of a fault, which follows the subcode without a space and begins the
	 * reason.
	 */
	private static final Pattern FAULT_NUMBER = Pattern.compile("(?<![A-Z])(?:MSIS|ID)\\d{3,5}(?=:)");

	private static final Pattern FAULT_CODE = Pattern.compile("[A-Za-z]{1,64}");

	/**
	 * The table of statuses, for responses without a fault: the first row that fits
	 * decides.
	 */
	private static final List<StatusRow> STATUSES = List.of(
			status(ProtocolStep.WS_TRUST, 403, 403, IwaErrorCode.FEDERATION_REFUSED,
					"The federation service denies the user access.",
					"An AD FS administrator checks the access control policy, and what stands in front of AD FS."),
			status(ProtocolStep.WS_TRUST, 404, 405, IwaErrorCode.FEDERATION_UNAVAILABLE,
					"The WS-Trust endpoint is switched off, or not published here.",
					NETWORK + "An AD FS administrator enables {path} (Enable-AdfsEndpoint), and restarts AD FS."),
			status(ProtocolStep.FEDERATION_METADATA, 401, 401, IwaErrorCode.FEDERATION_UNAVAILABLE,
					"The federation metadata demands credentials, which only the WS-Trust endpoint gets.",
					"An AD FS administrator lets {path} be read without credentials."),
			status(ProtocolStep.FEDERATION_METADATA, 403, 405, IwaErrorCode.FEDERATION_UNAVAILABLE,
					"The federation metadata is switched off, or not published here.",
					NETWORK + "An AD FS administrator enables {path} (Enable-AdfsEndpoint), and restarts AD FS."),
			status(null, 300, 399, IwaErrorCode.FEDERATION_UNAVAILABLE,
					"The response is a redirect, which is not followed: a ticket and a name go only where the tenant's "
							+ "federation settings say.",
					NETWORK + "An AD FS administrator checks what answers at {origin}{path}"),
			status(null, 429, 429, IwaErrorCode.THROTTLED, "The federation service throttles this client.",
					"Wait before the next attempt."),
			status(null, 500, 599, IwaErrorCode.FEDERATION_UNAVAILABLE,
					"The federation service, or a proxy in front of it, has a failure.",
					"Try again later; an AD FS administrator checks the farm and its proxies."),
			status(null, 0, 999, IwaErrorCode.FEDERATION_UNAVAILABLE,
					"The response is not one of a federation service.",
					NETWORK + "An AD FS administrator checks that the endpoint {path} is enabled."));

	private static final String SERVICE_PRINCIPAL = "An AD FS administrator checks that the service principal name of "
			+ "{host} belongs to the account of the AD FS service, and to no other (setspn -Q */{host})";

	private static final String WITHOUT_BINDING = SERVICE_PRINCIPAL + ", and whether Extended Protection "
			+ "(Get-AdfsProperties: ExtendedProtectionTokenCheck) is 'Require'. It then takes only tickets with a "
			+ "channel binding, which iwa.kerberos.provider=native makes on Windows, unless "
			+ "iwa.kerberos.channel-binding is 'never'.";

	private static final String WITH_BINDING = SERVICE_PRINCIPAL + ". The ticket had a channel binding: if a proxy or "
			+ "a load balancer re-encrypts the connection to {host}, exempt that host from it.";

	private static final String NO_NEGOTIATE = "An AD FS administrator checks that Windows authentication is enabled "
			+ "for {origin}{path} and that it offers Negotiate, since NTLM is not used here.";

	private AdfsErrors() {
	}

	/**
	 * Translates a SOAP fault (SOAP 1.2, part 1, section 5.4), with or without a subcode.
	 * Its reason is not quoted: it may name the user.
	 * @return the exception, or {@code null} if the document is not a fault
	 */
	static @Nullable IwaException ofFault(DirectoryRequest request, DirectoryResponse response, Xml document) {
		if (!document.has("Fault")) {
			return null;
		}
		String text = document.text("Fault");
		Diagnosis diagnosis = FAULTS.stream()
			.filter((row) -> row.pattern().matcher(text).find())
			.findFirst()
			.orElseThrow()
			.diagnosis();
		Matcher number = FAULT_NUMBER.matcher(text);
		String name = number.find() ? number.group() : subcode(document);
		return request
			.failure(diagnosis.code(), response,
					diagnosis.description() + (name.isEmpty() ? "" : " Fault: " + name + "."))
			.action(diagnosis.action())
			.build();
	}

	private static String subcode(Xml document) {
		String subcode = document.text("Subcode");
		String localName = subcode.substring(subcode.indexOf(':') + 1);
		return FAULT_CODE.matcher(localName).matches() ? localName : "";
	}

	/**
	 * Translates a status without a fault.
	 */
	static IwaException ofStatus(DirectoryRequest request, DirectoryResponse response) {
		Diagnosis diagnosis = STATUSES.stream()
			.filter((row) -> row.fits(request.step(), response.status()))
			.findFirst()
			.orElseThrow()
			.diagnosis();
		return request.failure(diagnosis.code(), response, diagnosis.description())
			.action(request.fillIn(diagnosis.action()))
			.build();
	}

	/**
	 * Translates the rejection of a ticket. The service gives no reason; what it offers
	 * instead, and whether the ticket had a channel binding, say what to check first.
	 * @param channelBound whether the ticket was bound to the connection
	 * @param reason the failure of this side at the service's token, or {@code null}
	 */
	static IwaException ofRejectedTicket(DirectoryRequest request, DirectoryResponse response, boolean channelBound,
			@Nullable IwaException reason) {
		List<AuthenticateChallenge> challenges = response.challenges("WWW-Authenticate");
		boolean negotiates = challenges.isEmpty()
				|| challenges.stream().anyMatch((challenge) -> challenge.hasScheme("Negotiate"));
		String description = "The federation service did not accept the Kerberos ticket and offers "
				+ AuthenticateChallenge.describe(challenges) + ".";
		String action = request.fillIn(!negotiates ? NO_NEGOTIATE : channelBound ? WITH_BINDING : WITHOUT_BINDING);
		return request
			.failure(IwaErrorCode.NEGOTIATE_REJECTED, response,
					(reason != null) ? description + " " + reason.description() : description)
			.action((reason != null) ? reason.action() + " " + action : action)
			.cause(reason)
			.build();
	}

	private static FaultRow fault(String pattern, IwaErrorCode code, String description, String action) {
		return new FaultRow(Pattern.compile(pattern), new Diagnosis(code, description, action));
	}

	private static StatusRow status(@Nullable ProtocolStep step, int from, int to, IwaErrorCode code,
			String description, String action) {
		return new StatusRow(step, from, to, new Diagnosis(code, description, action));
	}

	/**
	 * A row of the table of faults.
	 *
	 * @param pattern found in the text of the fault
	 * @param diagnosis the meaning
	 */
	private record FaultRow(Pattern pattern, Diagnosis diagnosis) {

	}

	/**
	 * A row of the table of statuses.
	 *
	 * @param step the protocol step, or {@code null} for any
	 * @param from the first status
	 * @param to the last status
	 * @param diagnosis the meaning
	 */
	private record StatusRow(@Nullable ProtocolStep step, int from, int to, Diagnosis diagnosis) {

		boolean fits(ProtocolStep candidate, int status) {
			return (this.step == null || this.step == candidate) && this.from <= status && status <= this.to;
		}

	}

}
