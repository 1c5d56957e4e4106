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

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.entra.Cloud;
import io.github.iwaspring.support.Diagnosis;

/**
 * What takes the tickets, as far as an address tells: whom the action of a failure
 * addresses, and what that person can look at.
 */
enum FederationService {

	/**
	 * AD FS, whose paths are always the same. Its actions stand in the tables.
	 */
	AD_FS(Map.of()),

	/**
	 * Entra ID itself: Seamless SSO, for tenants without a federation service.
	 */
	ENTRA_ID(Map.of(IwaErrorCode.FEDERATION_REFUSED, Actions.SIGN_IN_LOG, IwaErrorCode.FEDERATION_FAULT,
			Actions.SIGN_IN_LOG, IwaErrorCode.RESPONSE_INVALID, Actions.SIGN_IN_LOG,
			IwaErrorCode.FEDERATION_UNAVAILABLE,
			"Check that the network and the proxy let {host} pass; otherwise try again later.",
			IwaErrorCode.FEDERATION_ENDPOINT_MISSING,
			"An administrator checks in Entra Connect that Seamless SSO is switched on.",
			IwaErrorCode.NEGOTIATE_REJECTED,
			"Sign in to the domain again, or run kinit, for a new ticket. " + EntraErrorTable.SEAMLESS_SSO,
			IwaErrorCode.TICKET_TOO_LARGE, Actions.FEWER_GROUPS)),

	/**
	 * Any other service.
	 */
	OTHER(Map.of(IwaErrorCode.FEDERATION_REFUSED,
			"The administrator of {host} checks there who may sign in to Entra ID.", IwaErrorCode.FEDERATION_FAULT,
			Actions.LOG, IwaErrorCode.RESPONSE_INVALID, Actions.LOG, IwaErrorCode.FEDERATION_UNAVAILABLE,
			"Connect to the company's network or VPN. The administrator of {host} checks what answers at "
					+ "{origin}{path}",
			IwaErrorCode.FEDERATION_ENDPOINT_MISSING,
			"The administrator of {host} switches on the endpoint of WS-Trust that takes Kerberos tickets "
					+ "(windowstransport), if that service has one: without it there is no integrated authentication.",
			IwaErrorCode.NEGOTIATE_REJECTED,
			"The administrator of {host} checks that the service takes Kerberos tickets by Negotiate, and that the "
					+ "service principal name of {host} belongs to its account and to no other (setspn -Q */{host}).",
			IwaErrorCode.TICKET_TOO_LARGE,
			"The administrator of {host} raises the limit for the size of request headers there. "
					+ Actions.FEWER_GROUPS));

	private final Map<IwaErrorCode, String> actions;

	FederationService(Map<IwaErrorCode, String> actions) {
		this.actions = actions;
	}

	/**
	 * Returns the service at an address.
	 * @param address the URL of federation metadata or of an endpoint for tickets
	 */
	static FederationService of(URI address) {
		if (Cloud.isSeamlessSsoHost(address.getHost())) {
			return ENTRA_ID;
		}
		String path = String.valueOf(address.getRawPath()).toLowerCase(Locale.ROOT);
		return path.startsWith("/adfs/") ? AD_FS : OTHER;
	}

	/**
	 * Returns the action for a failure of the service that a request went to.
	 * @param diagnosis the failure, with the action for AD FS
	 */
	static String action(DirectoryRequest request, Diagnosis diagnosis) {
		return request.fillIn(of(request.url()).actions.getOrDefault(diagnosis.code(), diagnosis.action()));
	}

	/**
	 * The actions of several failures.
	 */
	private static final class Actions {

		static final String SIGN_IN_LOG = "An administrator looks at the sign-in log of Entra ID, at the time of the "
				+ "request.";

		static final String LOG = "The administrator of {host} looks at its log, at the time of the request.";

		static final String FEWER_GROUPS = "An Active Directory administrator removes the user from groups: each one "
				+ "is in the ticket.";

	}

}
