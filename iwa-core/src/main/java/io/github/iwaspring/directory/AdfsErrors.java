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
import java.util.Set;
import java.util.regex.MatchResult;
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

	/**
	 * Where AD FS tells more than its response does.
	 */
	static final String EVENT_LOG = "An AD FS administrator looks at events 111, 364, 501 and 502 in the "
			+ "AD FS event log, at the time of the request.";

	private static final String NETWORK = "Connect to the company's network or VPN. ";

	/**
	 * The table of faults: the first row decides that has a number of the fault, else the
	 * first whose words are found in it. Numbers are the same in every language.
	 */
	private static final List<FaultRow> FAULTS = List.of(
			fault(Set.of("MSIS3126", "MSIS5007", "MSIS5008", "MSIS5009", "MSIS7068"), "(?i:access (?:is )?denied)",
					IwaErrorCode.FEDERATION_REFUSED, "The federation service denies the user access.",
					"An AD FS administrator checks the access control policy, or the issuance authorization rules, "
							+ "of the relying party urn:federation:MicrosoftOnline (events 364 and 323)."),
			fault(Set.of("ID3242", "MSIS3173"), "FailedAuthentication|FailedCheck", IwaErrorCode.FEDERATION_FAULT,
					"The federation service could not authenticate the user.",
					"An Active Directory administrator checks that the account is enabled, and that the domain of the "
							+ "AD FS servers trusts the user's. " + EVENT_LOG),
			fault(Set.of("ID3035"), "MessageExpired", IwaErrorCode.FEDERATION_FAULT,
					"The federation service considers the request expired.",
					"Synchronise the clocks of this machine and of the AD FS servers. " + EVENT_LOG),
			fault(Set.of("ID3082"), "InvalidScope", IwaErrorCode.FEDERATION_FAULT,
					"The federation service has no relying party for Entra ID.",
					"An AD FS administrator checks that the relying party urn:federation:MicrosoftOnline is "
							+ "there, enabled, and has the cloud's identifier. " + EVENT_LOG),
			fault(Set.of(), "", IwaErrorCode.FEDERATION_FAULT, "The federation service reports a fault.", EVENT_LOG));

	/**
	 * The number of a fault, which may follow the subcode without a space. That of WIF is
	 * also a common abbreviation, and counts only at the beginning of a sentence.
	 */
	private static final Pattern FAULT_NUMBER = Pattern
		.compile("MSIS\\d{3,5}(?!\\d)|(?<![A-Z])ID\\d{3,5}(?=[\\s\\p{Z}]*+[:\\uFF1A])");

	private static final int MAX_NUMBERS = 5;

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

	/**
	 * The smallest limit for a header that common servers have.
	 */
	private static final int SMALLEST_LIMIT = 8000;

	/**
	 * What HTTP.SYS, Apache, nginx and others write about a header that is too large.
	 */
	private static final Pattern TOO_LARGE = Pattern.compile("(?i)request too long|size of (?:the|a) request header|"
			+ "header (?:field )?(?:or cookie )?(?:is )?too (?:large|long)|headers? (?:fields? )?(?:are|is) too (?:large|long)");

	/**
	 * What HTTP.SYS writes about another part of a request.
	 */
	private static final Pattern OTHER_FAULT = Pattern.compile("(?i)invalid (?:hostname|url|verb|header)");

	private static final String SERVICE_PRINCIPAL = "If the password of the AD FS service was changed, a new ticket "
			+ "helps: run kinit, or sign in again. An AD FS administrator checks that the service principal name of "
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
		List<String> numbers = FAULT_NUMBER.matcher(text).results().map(MatchResult::group).limit(MAX_NUMBERS).toList();
		FaultRow row = row(numbers, text);
		String name = numbers.isEmpty() ? subcode(document)
				: numbers.stream().filter(row.numbers()::contains).findFirst().orElse(numbers.get(0));
		return request
			.failure(row.diagnosis().code(), response,
					row.diagnosis().description() + (name.isEmpty() ? "" : " Fault: " + name + "."))
			.action(FederationService.action(request, row.diagnosis()))
			.build();
	}

	private static FaultRow row(List<String> numbers, String text) {
		return FAULTS.stream()
			.filter((row) -> numbers.stream().anyMatch(row.numbers()::contains))
			.findFirst()
			.or(() -> FAULTS.stream().filter((row) -> row.words().matcher(text).find()).findFirst())
			.orElseThrow();
	}

	private static String subcode(Xml document) {
		String subcode = document.text("Subcode");
		String localName = subcode.substring(subcode.indexOf(':') + 1);
		return FAULT_CODE.matcher(localName).matches() ? localName : "";
	}

	/**
	 * Translates a status without a fault.
	 * @param ticketLength the length of the header with the ticket, 0 if none was sent
	 */
	static IwaException ofStatus(DirectoryRequest request, DirectoryResponse response, int ticketLength) {
		if (isTicketTooLarge(response, ticketLength)) {
			return ofTicketTooLarge(request, response, ticketLength);
		}
		Diagnosis diagnosis = STATUSES.stream()
			.filter((row) -> row.fits(request.step(), response.status()))
			.findFirst()
			.orElseThrow()
			.diagnosis();
		return request.failure(diagnosis.code(), response, diagnosis.description())
			.action(FederationService.action(request, diagnosis))
			.build();
	}

	/**
	 * Whether a server, or a proxy, did not want to read the header with the ticket. 400
	 * says many things, and 413 and 414 speak of the body and the URL, which are small:
	 * the header must be as large as the smallest common limit then.
	 */
	private static boolean isTicketTooLarge(DirectoryResponse response, int ticketLength) {
		return ticketLength > 0 && switch (response.status()) {
			case 431, 494 -> true;
			case 400 -> TOO_LARGE.matcher(response.body()).find()
					|| (ticketLength >= SMALLEST_LIMIT && !OTHER_FAULT.matcher(response.body()).find());
			case 413, 414 -> ticketLength >= SMALLEST_LIMIT;
			default -> false;
		};
	}

	private static IwaException ofTicketTooLarge(DirectoryRequest request, DirectoryResponse response,
			int ticketLength) {
		Diagnosis diagnosis = new Diagnosis(IwaErrorCode.TICKET_TOO_LARGE,
				"The Kerberos ticket is too large for the federation service, or for a proxy in front of it: the header "
						+ "Authorization had " + ticketLength + " bytes.",
				"An AD FS administrator raises MaxFieldLength and MaxRequestBytes of HTTP.SYS on the AD FS servers "
						+ "(16384 bytes by default), and the limits of what stands in front of them; or an Active "
						+ "Directory administrator removes the user from groups: each one is in the ticket.");
		return request.failure(diagnosis.code(), response, diagnosis.description())
			.action(FederationService.action(request, diagnosis))
			.build();
	}

	/**
	 * Translates the rejection of a ticket. If the token of the service says why, that
	 * reason decides. Otherwise what it offers instead, and whether the ticket had a
	 * channel binding, say what to check first.
	 * @param channelBound whether the ticket was bound to the connection
	 * @param reason what this side learnt from the service's token, or {@code null}
	 */
	static IwaException ofRejectedTicket(DirectoryRequest request, DirectoryResponse response, boolean channelBound,
			@Nullable IwaException reason) {
		List<AuthenticateChallenge> challenges = response.challenges("WWW-Authenticate");
		boolean negotiates = challenges.isEmpty()
				|| challenges.stream().anyMatch((challenge) -> challenge.hasScheme("Negotiate"));
		String description = "The federation service did not accept the Kerberos ticket and offers "
				+ AuthenticateChallenge.describe(challenges) + ".";
		if (reason != null && reason.code() == IwaErrorCode.NEGOTIATE_REJECTED) {
			return request.failure(IwaErrorCode.NEGOTIATE_REJECTED, response, description + " " + reason.description())
				.action(reason.action())
				.cause(reason)
				.build();
		}
		String action = FederationService.action(request, new Diagnosis(IwaErrorCode.NEGOTIATE_REJECTED, description,
				!negotiates ? NO_NEGOTIATE : channelBound ? WITH_BINDING : WITHOUT_BINDING));
		return request
			.failure(IwaErrorCode.NEGOTIATE_REJECTED, response,
					(reason != null) ? description + " " + reason.description() : description)
			.action((reason != null && !reason.action().isEmpty()) ? reason.action() + " " + action : action)
			.cause(reason)
			.build();
	}

	private static FaultRow fault(Set<String> numbers, String words, IwaErrorCode code, String description,
			String action) {
		return new FaultRow(numbers, Pattern.compile(words), new Diagnosis(code, description, action));
	}

	private static StatusRow status(@Nullable ProtocolStep step, int from, int to, IwaErrorCode code,
			String description, String action) {
		return new StatusRow(step, from, to, new Diagnosis(code, description, action));
	}

	/**
	 * A row of the table of faults.
	 *
	 * @param numbers the numbers of AD FS and of WIF
	 * @param words found in the text of a fault without a known number
	 * @param diagnosis the meaning
	 */
	private record FaultRow(Set<String> numbers, Pattern words, Diagnosis diagnosis) {

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
