package io.github.iwaspring.msal.http;

import java.util.Optional;
import java.util.Set;

import io.github.iwaspring.IwaException;

/**
 * Says what an error of Entra's token endpoint means for this application.
 */
final class EntraErrors {

	private final Registration registration;

	EntraErrors(Registration registration) {
		this.registration = registration;
	}

	/**
	 * Translates an error.
	 * @param scopes what the token was asked for
	 */
	IwaException translate(Exchange exchange, Answer answer, EntraError error, Set<String> scopes) {
		Optional<EntraMeaning> found = EntraMeaning.find(error);
		IwaException.Builder failure = (answer.status() == 429 || (found.isEmpty() && answer.status() >= 500))
				? CloudAnswer.unsuccessful(exchange, answer)
				: describe(exchange, answer, error, found.orElse(EntraMeaning.REFUSED), scopes);
		return failure.correlationId(error.correlationId().isEmpty() ? null : error.correlationId())
			.claims(error.claims().isEmpty() ? null : error.claims())
			.cause(error)
			.build();
	}

	private IwaException.Builder describe(Exchange exchange, Answer answer, EntraError error, EntraMeaning meaning,
			Set<String> scopes) {
		String cure = this.registration.fillIn(meaning.cure(), scopes);
		return exchange.failure(meaning.code(), answer, meaning.fact() + " (" + name(error) + ")." + text(error))
			.mitigation(error.correlationId().isEmpty() ? cure : cure + " Correlation id: " + error.correlationId());
	}

	private static String name(EntraError error) {
		return error.numbers().isEmpty() ? error.error() : "AADSTS" + error.numbers().get(0);
	}

	/**
	 * The directory's own words, where the table has none for its number.
	 */
	private static String text(EntraError error) {
		boolean known = error.numbers().stream().anyMatch(EntraMeaning::knows);
		return (known || error.text().isEmpty()) ? "" : " The directory says: " + error.text();
	}

}
