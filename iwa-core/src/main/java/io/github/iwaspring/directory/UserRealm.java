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

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.support.Json;

/**
 * Entra ID's response to the user realm request: how the user's domain signs in.
 *
 * @param federationMetadata the URL of the domain's federation metadata
 * @param body the response, normalized for msal4j
 */
record UserRealm(URI federationMetadata, String body) {

	private static final int MAX_NAME = 32;

	private static final String METADATA_URL = "federation_metadata_url";

	/**
	 * The hosts of personal Microsoft accounts, which Entra ID treats as one more
	 * federated domain.
	 */
	private static final Pattern PERSONAL_ACCOUNTS = Pattern
		.compile("(?:.*\\.)?(?:passport\\.(?:com|net)|live\\.com|live-int\\.com)");

	/**
	 * Reads a response.
	 * @throws IwaException if the domain is not federated by WS-Trust
	 */
	static UserRealm read(DirectoryRequest request, DirectoryResponse response) {
		Json realm = EntraErrors.requireJson(request, response);
		String accountType = realm.text("account_type").strip().toLowerCase(Locale.ROOT);
		if (accountType.equals("managed")) {
			throw request
				.failure(IwaErrorCode.MANAGED_USER, response,
						"The user signs in with Entra ID itself, which has no integrated Windows authentication unless "
								+ "the tenant uses Seamless SSO.")
				.action("Ask an administrator whether the domain is meant to be federated with AD FS, and the user "
						+ "not in a staged rollout of cloud sign-in; check iwa.username and iwa.user-domain. A managed "
						+ "user signs in at a prompt, which iwa.fallback.flows switches on.")
				.build();
		}
		if (!accountType.equals("federated")) {
			throw request
				.failure(IwaErrorCode.DOMAIN_UNKNOWN, response, "Entra ID does not know the domain of the user name.")
				.action("Set iwa.username to the user principal name in Entra ID, "
						+ "or iwa.user-domain to a verified domain of the tenant.")
				.build();
		}
		DirectoryUrl metadata = DirectoryUrl.parse(realm.text(METADATA_URL));
		if (isPersonal(metadata) || isPersonal(DirectoryUrl.parse(realm.text("federation_active_auth_url")))) {
			throw request
				.failure(IwaErrorCode.FEDERATION_UNSUPPORTED, response,
						"The user name is that of a personal Microsoft account, which has no integrated Windows "
								+ "authentication.")
				.action("Set iwa.username to the user principal name in Entra ID, or iwa.user-domain to a verified "
						+ "domain of the tenant.")
				.build();
		}
		if (!realm.text("federation_protocol").strip().equalsIgnoreCase("WSTrust")) {
			throw request
				.failure(IwaErrorCode.FEDERATION_UNSUPPORTED, response,
						"The user's domain is federated by " + protocol(realm)
								+ ", which has no integrated Windows authentication.")
				.action("The identity provider must offer WS-Trust, as AD FS does.")
				.build();
		}
		URI url = requireMetadata(request, response, realm, metadata);
		return new UserRealm(url, normalize(response, url));
	}

	private static URI requireMetadata(DirectoryRequest request, DirectoryResponse response, Json realm,
			DirectoryUrl metadata) {
		if (metadata.url() != null) {
			return metadata.url();
		}
		if (realm.text(METADATA_URL).isBlank()) {
			throw request
				.failure(IwaErrorCode.FEDERATION_ENDPOINT_MISSING, response,
						"The federation settings of the user's domain name no federation metadata (MEX).")
				.action("An administrator of Entra ID sets the MetadataExchangeUri of the domain "
						+ "(Update-MgDomainFederationConfiguration), for AD FS "
						+ "https://<federation service>/adfs/services/trust/mex.")
				.build();
		}
		throw request
			.failure(IwaErrorCode.FEDERATION_HOST_UNTRUSTED, response,
					"The user realm names federation metadata at an address that cannot be used; it was not requested. "
							+ metadata.flaw())
			.action("An administrator of Entra ID corrects the MetadataExchangeUri of the domain "
					+ "(Update-MgDomainFederationConfiguration).")
			.build();
	}

	/**
	 * Sets what was read, without white space, and the metadata URL that is going to be
	 * requested: msal4j requests what the response says.
	 */
	private static String normalize(DirectoryResponse response, URI metadata) {
		return Objects.requireNonNull(Json.merge(response.body(), Json.write(Map.of("account_type", "Federated",
				"federation_protocol", "WSTrust", METADATA_URL, metadata.toString()))));
	}

	private static boolean isPersonal(DirectoryUrl url) {
		return Stream.ofNullable(url.url())
			.anyMatch((address) -> PERSONAL_ACCOUNTS.matcher(address.getHost().toLowerCase(Locale.ROOT)).matches());
	}

	private static String protocol(Json realm) {
		String protocol = realm.text("federation_protocol").replaceAll("[^A-Za-z0-9.-]", "");
		return (protocol.isEmpty() || protocol.length() > MAX_NAME) ? "an unnamed protocol" : protocol;
	}

}
