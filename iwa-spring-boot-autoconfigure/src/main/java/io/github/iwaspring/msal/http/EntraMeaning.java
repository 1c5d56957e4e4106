package io.github.iwaspring.msal.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.iwaspring.IwaErrorCode;

/**
 * A row of the table of Entra's errors.
 *
 * @param code the kind of failure
 * @param fact what it means, as the end of a sentence
 * @param cure what to do; names in braces are filled in by {@link Registration}
 * @param keys the errors, suberrors and AADSTS numbers that mean it
 */
record EntraMeaning(IwaErrorCode code, String fact, String cure, List<String> keys) {

	/**
	 * Says nothing beside another number.
	 */
	private static final String WRAPPER = "70002";

	private static final Map<String, EntraMeaning> BY_KEY = index();

	static final EntraMeaning REFUSED = new EntraMeaning(IwaErrorCode.UNEXPECTED, "the request was refused",
			EntraMeanings.SIGN_IN_LOG, List.of());

	static final EntraMeaning CLAIMS_DEMANDED = new EntraMeaning(IwaErrorCode.INTERACTION_REQUIRED,
			"the directory demands claims that integrated authentication cannot bring", EntraMeanings.PROMPT,
			List.of());

	/**
	 * Finds what an error means. A suberror that says what to do decides, then the
	 * number, then the error; where a number agrees with the suberror, its row says it in
	 * more detail.
	 * @return the row, or empty for an error that is not in the table
	 */
	static Optional<EntraMeaning> find(EntraError error) {
		Optional<EntraMeaning> number = error.numbers()
			.stream()
			.filter((key) -> error.numbers().size() == 1 || !key.equals(WRAPPER))
			.flatMap((key) -> Optional.ofNullable(BY_KEY.get(key)).stream())
			.findFirst();
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
	 * Whether a number is in the table.
	 */
	static boolean knows(String number) {
		return BY_KEY.containsKey(number);
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
