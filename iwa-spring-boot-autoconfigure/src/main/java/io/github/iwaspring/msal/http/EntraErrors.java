package io.github.iwaspring.msal.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;

/**
 * What the errors of Entra's token endpoint mean. The number decides where it is known,
 * then the suberror, then the error.
 */
final class EntraErrors {

	private static final String ADMINISTRATOR = "An administrator finds the request in the sign-in log by its correlation id.";

	private static final List<Meaning> MEANINGS = List.of(
			meaning(IwaErrorCode.MFA_REQUIRED, "a second factor is demanded",
					"The user must sign in at a prompt, or an administrator trusts the company's network.", "50072",
					"50074", "50076", "50078", "50079", "50158", "53004"),
			meaning(IwaErrorCode.CONSENT_REQUIRED, "nobody has consented to the application's permissions",
					"The user consents at a prompt, or an administrator grants consent to the application.", "65001",
					"65004", "90094", "90095", "consent_required"),
			meaning(IwaErrorCode.PASSWORD_EXPIRED, "the user's password has expired",
					"The user changes the password, signs in to the machine again and so gets a new ticket.", "50055",
					"50144", "user_password_expired"),
			meaning(IwaErrorCode.DEVICE_REQUIRED, "a registered or compliant device is demanded",
					"The device must be registered and sign in by the broker.", "50097", "50129", "50155", "50187",
					"53000", "53001"),
			meaning(IwaErrorCode.BLOCKED_BY_POLICY, "a policy blocks the sign-in", ADMINISTRATOR, "53002", "53003",
					"53011", "50131", "530032", "530034", "530035", "500021", "500022", "500212", "500213"),
			meaning(IwaErrorCode.NOT_PUBLIC_CLIENT, "the application is not registered as a public client",
					"In the registration, under Authentication, set 'Allow public client flows' to Yes.", "7000218",
					"70002"),
			meaning(IwaErrorCode.APPLICATION_UNKNOWN, "the tenant does not know the application",
					"Check iwa.client-id, and that the tenant of iwa.authority is the right one.", "700016", "700011"),
			meaning(IwaErrorCode.APPLICATION_DISABLED, "the application is disabled",
					"An administrator enables the application.", "70001", "7000112", "1000031"),
			meaning(IwaErrorCode.USER_UNKNOWN, "the tenant does not know the user",
					"Check that the user is synchronised to the tenant of iwa.authority.", "50034", "51004"),
			meaning(IwaErrorCode.TENANT_MISMATCH, "the user belongs to another tenant",
					"Set iwa.authority to the user's own tenant, or invite the user as a guest.", "50020", "16000",
					"50014"),
			meaning(IwaErrorCode.USER_DISABLED, "the user is disabled or locked",
					"An administrator enables the account.", "50053", "50057"),
			meaning(IwaErrorCode.USER_NOT_ASSIGNED, "the user is not assigned to the application",
					"An administrator assigns the user or a group to the enterprise application.", "50105"),
			meaning(IwaErrorCode.TENANT_UNKNOWN, "the directory does not know the tenant",
					"Check the tenant and the cloud's host in iwa.authority.", "90002", "50059", "50128", "90019"),
			meaning(IwaErrorCode.CLOUD_MISMATCH, "the tenant belongs to another cloud",
					"Set iwa.authority to the host of the tenant's cloud.", "90038", "900382", "90051"),
			meaning(IwaErrorCode.SCOPE_INVALID, "a scope is malformed or unknown",
					"Check iwa.scopes: one resource, for example api://<id>/.default.", "70011", "28002", "28003",
					"700022", "700023", "invalid_scope"),
			meaning(IwaErrorCode.RESOURCE_UNKNOWN, "the tenant does not know the resource of the scopes",
					"Check iwa.scopes, and that the API is installed in the tenant.", "500011", "50001", "650052",
					"650057", "invalid_resource"),
			meaning(IwaErrorCode.FEDERATION_TRUST_BROKEN, "the federation service's assertion is not accepted",
					"An administrator checks the federation trust: the token-signing certificate, the issuance "
							+ "rules, the immutable id, and the clocks.",
					"50008", "5000819", "50013", "500133", "50107", "90020", "90072", "20001", "20012", "20033"),
			meaning(IwaErrorCode.SIGN_IN_LOOP, "too many identical requests were made",
					"Look for a loop in the application, and wait before the next attempt.", "50196"),
			meaning(IwaErrorCode.SERVICE_UNAVAILABLE, "the directory has a temporary failure", "Try again later.",
					"90055", "90006", "90012", "90024", "90033", "90090", "50033", "50087", "temporarily_unavailable",
					"server_error"),
			meaning(IwaErrorCode.INTERACTION_REQUIRED, "the user must sign in at a prompt",
					"The application needs a way to sign in at a prompt.", "interaction_required", "invalid_grant"));

	private static final Map<String, Meaning> BY_KEY = index();

	private static final Meaning UNKNOWN = meaning(IwaErrorCode.UNEXPECTED, "the request was refused", ADMINISTRATOR);

	private EntraErrors() {
	}

	static IwaException translate(Exchange exchange, Answer answer, EntraError error) {
		Optional<Meaning> found = find(error);
		if (answer.status() == 429 || (found.isEmpty() && answer.status() >= 500)) {
			return complete(CloudAnswer.unsuccessful(exchange, answer), error);
		}
		Meaning meaning = found.orElse(UNKNOWN);
		String number = error.numbers().isEmpty() ? error.error() : "AADSTS" + error.numbers().get(0);
		return complete(exchange.failure(meaning.code(), answer, meaning.fact() + " (" + number + ").")
			.mitigation(meaning.mitigation() + correlation(error)), error);
	}

	private static IwaException complete(IwaException.Builder builder, EntraError error) {
		return builder.correlationId(error.correlationId().isEmpty() ? null : error.correlationId())
			.claims(error.claims().isEmpty() ? null : error.claims())
			.cause(error)
			.build();
	}

	private static Optional<Meaning> find(EntraError error) {
		for (String number : error.numbers()) {
			if (BY_KEY.containsKey(number)) {
				return Optional.of(BY_KEY.get(number));
			}
		}
		return Optional.ofNullable(BY_KEY.get(error.suberror()))
			.or(() -> Optional.ofNullable(BY_KEY.get(error.error())));
	}

	private static String correlation(EntraError error) {
		return error.correlationId().isEmpty() ? "" : " Correlation id: " + error.correlationId() + ".";
	}

	private static Map<String, Meaning> index() {
		Map<String, Meaning> index = new HashMap<>();
		MEANINGS.forEach((meaning) -> meaning.keys().forEach((key) -> index.put(key, meaning)));
		return Map.copyOf(index);
	}

	private static Meaning meaning(IwaErrorCode code, String fact, String mitigation, String... keys) {
		return new Meaning(code, fact, mitigation, List.of(keys));
	}

	private record Meaning(IwaErrorCode code, String fact, String mitigation, List<String> keys) {

	}

}
