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

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.support.Json;

/**
 * Entra ID's response to the user realm request: how the user's domain signs in.
 */
final class UserRealm {

	private static final int MAX_NAME = 32;

	private UserRealm() {
	}

	/**
	 * Reads the URL of the domain's federation metadata.
	 * @return an https URL
	 * @throws IwaException if the domain is not federated by WS-Trust
	 */
	static URI federationMetadata(DirectoryRequest request, DirectoryResponse response) {
		Json realm = EntraErrors.requireJson(request, response);
		String accountType = realm.text("account_type").toLowerCase(Locale.ROOT);
		if (accountType.equals("managed")) {
			throw request
				.failure(IwaErrorCode.MANAGED_USER, response,
						"The user signs in with Entra ID itself, which has no integrated Windows authentication.")
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
		if (!realm.text("federation_protocol").equalsIgnoreCase("WSTrust")) {
			throw request
				.failure(IwaErrorCode.FEDERATION_UNSUPPORTED, response,
						"The user's domain is federated by " + protocol(realm)
								+ ", which has no integrated Windows authentication.")
				.action("The identity provider must offer WS-Trust, as AD FS does.")
				.build();
		}
		URI url = DirectoryRequest.parseHttpsUrl(realm.text("federation_metadata_url"));
		if (url == null) {
			throw request
				.failure(IwaErrorCode.FEDERATION_HOST_UNTRUSTED, response,
						"The user realm names federation metadata that is not at an https address; "
								+ "it was not requested.")
				.action("An administrator corrects the federation settings of the domain.")
				.build();
		}
		return url;
	}

	private static String protocol(Json realm) {
		String protocol = realm.text("federation_protocol").replaceAll("[^A-Za-z0-9.-]", "");
		return (protocol.isEmpty() || protocol.length() > MAX_NAME) ? "an unnamed protocol" : protocol;
	}

}
