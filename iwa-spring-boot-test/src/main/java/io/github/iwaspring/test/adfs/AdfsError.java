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

package io.github.iwaspring.test.adfs;

import io.github.iwaspring.test.http.Fault;
import io.github.iwaspring.test.http.Reply;

/**
 * An error with the text of AD FS, sent as a SOAP fault.
 */
final class AdfsError extends Exception {

	private static final long serialVersionUID = 1L;

	private final String namespace;

	private final String subcode;

	private AdfsError(String namespace, String subcode, String reason) {
		super(reason, null, false, false);
		this.namespace = namespace;
		this.subcode = subcode;
	}

	static AdfsError accessDenied(WsTrustVersion version) {
		return new AdfsError(version.namespace(), "RequestFailed", "MSIS3126: Access denied.");
	}

	static AdfsError invalidRequest(WsTrustVersion version, String reason) {
		return new AdfsError(version.namespace(), "InvalidRequest",
				"MSIS3127: The specified request failed. " + reason);
	}

	static AdfsError unknownRelyingParty(WsTrustVersion version) {
		return new AdfsError(version.namespace(), "InvalidScope",
				"ID3082: The request scope is not valid or is unsupported.");
	}

	static AdfsError wrongPassword() {
		return new AdfsError("http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd",
				"FailedAuthentication", "ID3242: The security token could not be authenticated or authorized.");
	}

	Reply reply() {
		String reason = (getMessage() != null) ? getMessage() : "";
		return Fault.soap(this.subcode, reason).withNamespace(this.namespace).reply();
	}

}
