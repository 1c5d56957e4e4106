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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.iwaspring.support.Json;
import io.github.iwaspring.support.Redaction;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * An error response of Entra ID (RFC 6749, section 5.2, and Entra ID's additions),
 * without names and secrets. Serves as the cause of the exception that translates it.
 */
final class EntraError extends RuntimeException {

	private static final Pattern NUMBER = Pattern.compile("AADSTS(\\d{4,8})");

	private static final int MAX_NUMBERS = 5;

	/**
	 * The namespace of the details of Entra ID's faults.
	 */
	private static final String SOAP_FAULT = "http://schemas.microsoft.com/Passport/SoapServices/SOAPFault";

	private static final Set<String> STATUSES = Set.of("errorstatus", "value", "code");

	private static final Pattern STATUS = Pattern.compile("0x[0-9A-Fa-f]{8}");

	private static final Pattern PLAIN_NUMBER = Pattern.compile("\\d{5,8}");

	private static final Pattern CORRELATION_ID = Pattern.compile("Correlation ID:\\s*([0-9A-Fa-f-]{36})");

	private final String error;

	private final String suberror;

	private final List<String> numbers;

	private final String claims;

	private final String correlationId;

	private final String description;

	private EntraError(String error, String suberror, List<String> numbers, String claims, String correlationId,
			String description) {
		super(error + " " + suberror + " " + numbers);
		this.error = error;
		this.suberror = suberror;
		this.numbers = numbers;
		this.claims = claims;
		this.correlationId = Redaction.code(correlationId);
		this.description = Redaction.serverMessage(description);
	}

	static EntraError of(Json body) {
		return new EntraError(Redaction.code(body.text("error")), Redaction.code(body.text("suberror")), numbers(body),
				body.text("claims"), body.text("correlation_id"), body.text("error_description"));
	}

	/**
	 * Reads an error of Entra ID's own WS-Trust, which takes the tickets of Seamless SSO:
	 * a fault, or a response with a status in place of a token.
	 * @param document a response without an assertion
	 * @return the error, or {@code null} if the response is not one of Entra ID
	 */
	static @Nullable EntraError ofWsTrust(Xml document) {
		List<Element> details = document.elements(SOAP_FAULT, "*");
		String text = document.document().getDocumentElement().getTextContent();
		Matcher number = NUMBER.matcher(text);
		List<String> numbers = number.find() ? List.of(number.group(1)) : statuses(details, PLAIN_NUMBER);
		if (details.isEmpty() && numbers.isEmpty()) {
			return null;
		}
		Matcher correlationId = CORRELATION_ID.matcher(text);
		List<String> statuses = statuses(details, STATUS);
		return new EntraError(statuses.isEmpty() ? "" : statuses.get(0), "", numbers, "",
				correlationId.find() ? correlationId.group(1) : "", text(details));
	}

	private static List<String> statuses(List<Element> details, Pattern form) {
		return details.stream()
			.filter((element) -> STATUSES.contains(element.getLocalName()))
			.map((element) -> element.getTextContent().strip())
			.filter((status) -> form.matcher(status).matches())
			.limit(MAX_NUMBERS)
			.toList();
	}

	private static String text(List<Element> details) {
		return details.stream()
			.filter((element) -> "text".equals(element.getLocalName()))
			.map(Element::getTextContent)
			.findFirst()
			.orElse("");
	}

	/**
	 * The error code of RFC 6749, such as {@code invalid_grant}.
	 */
	String error() {
		return this.error;
	}

	/**
	 * Entra ID's advice to the client, such as {@code consent_required}; empty if there
	 * is none.
	 */
	String suberror() {
		return this.suberror;
	}

	/**
	 * The AADSTS numbers, at most five.
	 */
	List<String> numbers() {
		return this.numbers;
	}

	/**
	 * The claims that a prompt has to satisfy, as JSON; empty if there are none.
	 */
	String claims() {
		return this.claims;
	}

	/**
	 * The id under which an administrator finds the request; empty if there is none.
	 */
	String correlationId() {
		return this.correlationId;
	}

	/**
	 * The beginning of Entra ID's own description, without names and secrets; empty if
	 * there is none.
	 */
	String description() {
		return this.description;
	}

	private static List<String> numbers(Json body) {
		List<String> codes = body.list("error_codes")
			.stream()
			.filter(Number.class::isInstance)
			.map((code) -> String.valueOf(((Number) code).longValue()))
			.filter((code) -> code.matches("\\d{4,8}"))
			.limit(MAX_NUMBERS)
			.toList();
		if (!codes.isEmpty()) {
			return codes;
		}
		Matcher matcher = NUMBER.matcher(body.text("error_description"));
		return matcher.find() ? List.of(matcher.group(1)) : List.of();
	}

}
