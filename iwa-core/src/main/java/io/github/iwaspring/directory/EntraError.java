package io.github.iwaspring.directory;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.iwaspring.support.Json;
import io.github.iwaspring.support.Redaction;

/**
 * An error of Entra's token endpoint (RFC 6749, section 5.2, and Entra's additions). Kept
 * as the cause of the exception that translates it.
 */
final class EntraError extends RuntimeException {

	private static final Pattern NUMBER = Pattern.compile("AADSTS(\\d{4,8})");

	private static final int MAX_NUMBERS = 5;

	private final String error;

	private final String suberror;

	private final List<String> numbers;

	private final String claims;

	private final String correlationId;

	private final String text;

	private EntraError(Json body) {
		super(Redaction.code(body.text("error")) + " " + Redaction.code(body.text("suberror")) + " " + numbers(body));
		this.error = Redaction.code(body.text("error"));
		this.suberror = Redaction.code(body.text("suberror"));
		this.numbers = numbers(body);
		this.claims = body.text("claims");
		this.correlationId = Redaction.code(body.text("correlation_id"));
		this.text = Redaction.serverMessage(body.text("error_description"));
	}

	static EntraError of(Json body) {
		return new EntraError(body);
	}

	String error() {
		return this.error;
	}

	String suberror() {
		return this.suberror;
	}

	List<String> numbers() {
		return this.numbers;
	}

	String claims() {
		return this.claims;
	}

	String correlationId() {
		return this.correlationId;
	}

	/**
	 * The beginning of the description, without anything that could be a name or a
	 * secret; empty if there is none.
	 */
	String text() {
		return this.text;
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
