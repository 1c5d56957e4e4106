package io.github.iwaspring.directory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaInteractionRequiredException;
import org.jspecify.annotations.Nullable;

/**
 * Says what an error of Entra's token endpoint means for this application.
 */
final class EntraErrors {

	/**
	 * Says nothing beside another number.
	 */
	private static final String WRAPPER = "70002";

	private static final Map<String, EntraMeaning> BY_KEY = index();

	private static final EntraMeaning REFUSED = new EntraMeaning(IwaErrorCode.UNEXPECTED, "the request was refused",
			EntraMeanings.SIGN_IN_LOG, List.of());

	private static final EntraMeaning CLAIMS_DEMANDED = new EntraMeaning(IwaErrorCode.INTERACTION_REQUIRED,
			"the directory demands claims that integrated authentication cannot bring", EntraMeanings.PROMPT,
			List.of());

	private final Registration registration;

	EntraErrors(Registration registration) {
		this.registration = registration;
	}

	/**
	 * Translates an error.
	 * @param asked what the token was asked for; its claims are what a prompt has to
	 * bring where the error names no others
	 */
	IwaException translate(DirectoryRequest exchange, DirectoryResponse answer, EntraError error, Asked asked) {
		Optional<EntraMeaning> found = find(error);
		IwaException.Builder failure = (answer.status() == 429 || (found.isEmpty() && answer.status() >= 500))
				? EntraResponse.unsuccessful(exchange, answer, " (" + name(error) + reference(error) + ")")
				: describe(exchange, answer, error, found.orElse(REFUSED), asked.scopes());
		failure.correlationId(error.correlationId().isEmpty() ? null : error.correlationId())
			.claims(error.claims().isEmpty() ? null : error.claims())
			.cause(error);
		IwaException translated = failure.build();
		boolean unnamed = translated instanceof IwaInteractionRequiredException && translated.claims() == null;
		return unnamed ? failure.claims(asked.claims()).build() : translated;
	}

	private IwaException.Builder describe(DirectoryRequest exchange, DirectoryResponse answer, EntraError error,
			EntraMeaning meaning, Set<String> scopes) {
		return exchange
			.failure(meaning.code(), answer,
					meaning.description() + " (" + name(error) + reference(error) + ")." + ownWords(error))
			.action(this.registration.fillIn(meaning.action(), scopes));
	}

	private static String name(EntraError error) {
		String number = number(error);
		return (number != null) ? "AADSTS" + number : error.error().isEmpty() ? "unnamed" : error.error();
	}

	private static String reference(EntraError error) {
		return error.correlationId().isEmpty() ? "" : ", correlation id " + error.correlationId();
	}

	/**
	 * The directory's own words, where the table has none for its number.
	 */
	private static String ownWords(EntraError error) {
		String number = number(error);
		boolean known = number != null && BY_KEY.containsKey(number);
		return (known || error.text().isEmpty()) ? "" : " The directory says: " + error.text();
	}

	/**
	 * Finds what an error means. A suberror that says what to do decides, then the
	 * number, then the error; where a number agrees with the suberror, its row says it in
	 * more detail.
	 * @return the row, or empty for an error that is not in the table
	 */
	private static Optional<EntraMeaning> find(EntraError error) {
		Optional<EntraMeaning> number = Optional.ofNullable(number(error)).map(BY_KEY::get);
		Optional<EntraMeaning> suberror = Optional.ofNullable(BY_KEY.get(error.suberror()));
		boolean decides = suberror.filter((row) -> row.code() != IwaErrorCode.INTERACTION_REQUIRED).isPresent();
		if (decides && number.filter((row) -> row.code() == suberror.get().code()).isEmpty()) {
			return suberror;
		}
		return number.or(() -> suberror)
			.or(() -> error.claims().isEmpty() ? Optional.empty() : Optional.of(CLAIMS_DEMANDED))
			.or(() -> Optional.ofNullable(BY_KEY.get(error.error())));
	}

	/**
	 * The number that says most: one that is known, and the generic one only by itself.
	 */
	private static @Nullable String number(EntraError error) {
		List<String> telling = error.numbers().stream().filter((number) -> !number.equals(WRAPPER)).toList();
		List<String> numbers = telling.isEmpty() ? error.numbers() : telling;
		return numbers.stream()
			.filter(BY_KEY::containsKey)
			.findFirst()
			.orElse(numbers.isEmpty() ? null : numbers.get(0));
	}

	private static Map<String, EntraMeaning> index() {
		Map<String, EntraMeaning> index = new HashMap<>();
		for (EntraMeaning meaning : EntraMeanings.ALL) {
			for (String key : meaning.keys()) {
				if (index.put(key, meaning) != null) {
					throw new IllegalStateException("Two meanings of " + key);
				}
			}
		}
		return Map.copyOf(index);
	}

}
