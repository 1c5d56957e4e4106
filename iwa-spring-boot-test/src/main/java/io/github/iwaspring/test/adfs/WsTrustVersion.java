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

/**
 * A version of WS-Trust that AD FS supports.
 */
public enum WsTrustVersion {

	/**
	 * The version of February 2005.
	 */
	FEBRUARY_2005("2005", "http://schemas.xmlsoap.org/ws/2005/02/trust",
			"http://schemas.xmlsoap.org/ws/2005/02/trust/RST/Issue",
			"http://schemas.xmlsoap.org/ws/2005/02/trust/RSTR/Issue",
			"http://schemas.xmlsoap.org/ws/2005/02/trust/Issue",
			"http://schemas.xmlsoap.org/ws/2005/05/identity/NoProofKey"),

	/**
	 * WS-Trust 1.3.
	 */
	V1_3("13", "http://docs.oasis-open.org/ws-sx/ws-trust/200512",
			"http://docs.oasis-open.org/ws-sx/ws-trust/200512/RST/Issue",
			"http://docs.oasis-open.org/ws-sx/ws-trust/200512/RSTRC/IssueFinal",
			"http://docs.oasis-open.org/ws-sx/ws-trust/200512/Issue",
			"http://docs.oasis-open.org/ws-sx/ws-trust/200512/Bearer");

	private final String pathSegment;

	private final String namespace;

	private final String requestAction;

	private final String responseAction;

	private final String issueType;

	private final String bearerKeyType;

	WsTrustVersion(String pathSegment, String namespace, String requestAction, String responseAction, String issueType,
			String bearerKeyType) {
		this.pathSegment = pathSegment;
		this.namespace = namespace;
		this.requestAction = requestAction;
		this.responseAction = responseAction;
		this.issueType = issueType;
		this.bearerKeyType = bearerKeyType;
	}

	String windowsTransportPath() {
		return "/adfs/services/trust/" + this.pathSegment + "/windowstransport";
	}

	String userNamePath() {
		return "/adfs/services/trust/" + this.pathSegment + "/usernamemixed";
	}

	String namespace() {
		return this.namespace;
	}

	String requestAction() {
		return this.requestAction;
	}

	String responseAction() {
		return this.responseAction;
	}

	String issueType() {
		return this.issueType;
	}

	String bearerKeyType() {
		return this.bearerKeyType;
	}

}
