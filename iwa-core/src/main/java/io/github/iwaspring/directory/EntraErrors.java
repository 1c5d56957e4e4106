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

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaInteractionRequiredException;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.entra.Authority;
import io.github.iwaspring.support.Diagnosis;
import io.github.iwaspring.support.Json;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of Entra ID's unsuccessful responses for one application.
 */
final class EntraErrors {

	/**
	 * The action for a response of something else than Entra ID.
	 */
	static final String CHECK_AUTHORITY = "Check that iwa.authority is an Entra ID authority.";

	/**
	 * The number that Entra ID sends in front of a more specific one.
	 */
	private static final String WRAPPER = "70002";

	private static final int FAMILY_LENGTH = 5;

	private static final Map<String, Diagnosis> BY_KEY = EntraErrorTable.byKey();

	private final Authority authority;

	private final String clientId;

	/**
	 * Creates the errors of an application.
	 * @param authority the authority
	 * @param clientId the application id
	 */
	EntraErrors(Authority authority, String clientId) {
		this.authority = authority;
		this.clientId = clientId;
	}

	/**
	 * Reads a successful response.
	 * @param tokenRequest what the token is requested for
	 * @return the body
	 * @throws IwaException if the response is an error, or not JSON
	 */
	Json requireSuccess(DirectoryRequest request, DirectoryResponse response, IwaTokenRequest tokenRequest) {
		Json body = Json.parse(response.body());
		if (!response.isOk() && body != null && !body.text("error").isEmpty()) {
			throw translate(request, response, EntraError.of(body), tokenRequest);
		}
		return requireJson(request, response);
	}

	/**
	 * Reads a successful response of an endpoint that has no errors of its own.
	 * @return the body
	 * @throws IwaException if the response is unsuccessful, or not JSON
	 */
	static Json requireJson(DirectoryRequest request, DirectoryResponse response) {
		if (!response.isOk()) {
			Diagnosis diagnosis = ofStatus(response);
			throw request.failure(diagnosis.code(), response, diagnosis.description())
				.action(diagnosis.action())
				.build();
		}
		Json body = Json.parse(response.body());
		if (body == null) {
			throw request
				.failure(IwaErrorCode.RESPONSE_INVALID, response, "The response is not JSON." + response.describeBody())
				.action(DirectoryResponse.CHECK_PROXY)
				.build();
		}
		return body;
	}

	/**
	 * Translates an error.
	 * @param tokenRequest what the token is requested for; its claims are those that a
	 * prompt has to satisfy if the error names no others
	 */
	IwaException translate(DirectoryRequest request, DirectoryResponse response, EntraError error,
			IwaTokenRequest tokenRequest) {
		Optional<Diagnosis> known = find(error);
		boolean isTemporary = response.status() == 429 || (known.isEmpty() && response.status() >= 500);
		Diagnosis diagnosis = isTemporary ? ofStatus(response) : known.orElse(EntraErrorTable.ANY_ERROR);
		IwaException.Builder failure = request
			.failure(diagnosis.code(), response, diagnosis.description() + " " + describe(error))
			.action(fillIn(diagnosis.action(), tokenRequest.scopes()))
			.correlationId(error.correlationId().isEmpty() ? null : error.correlationId())
			.claims(error.claims().isEmpty() ? null : error.claims())
			.cause(error);
		IwaException translated = failure.build();
		boolean lacksClaims = translated instanceof IwaInteractionRequiredException && translated.claims() == null;
		return lacksClaims ? failure.claims(tokenRequest.claims()).build() : translated;
	}

	private static Diagnosis ofStatus(DirectoryResponse response) {
		int status = response.status();
		if (status == 429) {
			return new Diagnosis(IwaErrorCode.THROTTLED, "Entra ID throttles this client.",
					"Wait before the next attempt, and look for a loop of sign-ins.");
		}
		if (status >= 500) {
			return new Diagnosis(IwaErrorCode.SERVICE_UNAVAILABLE, "Entra ID reports an internal error.",
					"Try again later.");
		}
		if (status >= 300 && status < 400) {
			return new Diagnosis(IwaErrorCode.RESPONSE_INVALID, "The response is a redirect, which is not followed.",
					"A proxy or a captive portal may have answered: sign in to the network, or check the host in "
							+ "iwa.authority.");
		}
		return new Diagnosis(IwaErrorCode.RESPONSE_INVALID,
				"The response is not one of Entra ID." + response.describeBody(),
				"Check the host in iwa.authority; a proxy may have answered in its place.");
	}

	/**
	 * Describes the error as the directory names it, in its own words if the table does
	 * not know its number.
	 */
	private static String describe(EntraError error) {
		String number = number(error);
		String name = (number != null) ? "AADSTS" + number : error.error().isEmpty() ? "unnamed" : error.error();
		String described = error.correlationId().isEmpty() ? "Error: " + name + "."
				: "Error: " + name + ", correlation id " + error.correlationId() + ".";
		boolean known = number != null && BY_KEY.containsKey(number);
		return (known || error.description().isEmpty()) ? described
				: described + " The directory says: \"" + error.description() + "\".";
	}

	/**
	 * Finds the meaning of an error: by a suberror that says what to do, then by number,
	 * then by error. The number precedes a suberror of the same code, since its row has
	 * more detail.
	 * @return the meaning, or empty for an error that is not in the table
	 */
	private static Optional<Diagnosis> find(EntraError error) {
		Optional<Diagnosis> number = Optional.ofNullable(number(error)).map(EntraErrors::ofNumber);
		Optional<Diagnosis> suberror = Optional.ofNullable(BY_KEY.get(error.suberror()));
		boolean decides = suberror.filter((row) -> row.code() != IwaErrorCode.INTERACTION_REQUIRED).isPresent();
		if (decides && number.filter((row) -> row.code() == suberror.get().code()).isEmpty()) {
			return suberror;
		}
		return number.or(() -> suberror)
			.or(() -> error.claims().isEmpty() ? Optional.empty() : Optional.of(EntraErrorTable.CLAIMS_DEMANDED))
			.or(() -> Optional.ofNullable(BY_KEY.get(error.error())));
	}

	/**
	 * Chooses the number that says most: the first known one, the wrapper only if it
	 * stands alone.
	 */
	private static @Nullable String number(EntraError error) {
		List<String> specific = error.numbers().stream().filter((number) -> !number.equals(WRAPPER)).toList();
		List<String> numbers = specific.isEmpty() ? error.numbers() : specific;
		return numbers.stream()
			.filter((number) -> ofNumber(number) != null)
			.findFirst()
			.orElse(numbers.isEmpty() ? null : numbers.get(0));
	}

	/**
	 * Finds the meaning of a number, or of the family that it belongs to.
	 */
	private static @Nullable Diagnosis ofNumber(String number) {
		Diagnosis exact = BY_KEY.get(number);
		if (exact != null || number.length() <= FAMILY_LENGTH) {
			return exact;
		}
		return BY_KEY.get(number.substring(0, FAMILY_LENGTH) + "*");
	}

	private String fillIn(String action, Set<String> scopes) {
		return action.replace("{admin-consent}", adminConsentUrl())
			.replace("{user-consent}", userConsentUrl(scopes))
			.replace("{client-id}", this.clientId)
			.replace("{tenant}", this.authority.tenant())
			.replace("{authority}", this.authority.url())
			.replace("{scopes}", String.join(" ", scopes));
	}

	private String adminConsentUrl() {
		return this.authority.url() + "adminconsent?client_id=" + encode(this.clientId);
	}

	/**
	 * The URL at which one user signs in and consents (RFC 6749, section 4.1.1). The code
	 * in its response is not used.
	 */
	private String userConsentUrl(Set<String> scopes) {
		return this.authority.url() + "oauth2/v2.0/authorize?client_id=" + encode(this.clientId)
				+ "&response_type=code&redirect_uri=" + encode("http://localhost") + "&prompt=consent&scope="
				+ encode(String.join(" ", scopes));
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
