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

import java.net.URI;

import io.github.iwaspring.test.tenant.FederationTrust;

/**
 * WS-Trust requests as clients send them.
 */
public final class WsTrustRequests {

	private WsTrustRequests() {
	}

	public static URI address(URI metadata, WsTrustVersion version) {
		return metadata.resolve(version.windowsTransportPath());
	}

	public static String issue(WsTrustVersion version, URI address) {
		return issue(version, address.toString(), FederationTrust.AUDIENCE, "");
	}

	static String issue(WsTrustVersion version, String address, String audience, String more) {
		return """
				<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://www.w3.org/2005/08/addressing">
				<s:Header><a:Action s:mustUnderstand="1">%s</a:Action><a:MessageID>urn:uuid:1</a:MessageID>
				<a:To s:mustUnderstand="1">%s</a:To></s:Header><s:Body>
				<t:RequestSecurityToken xmlns:t="%s">
				<wsp:AppliesTo xmlns:wsp="http://schemas.xmlsoap.org/ws/2004/09/policy"><a:EndpointReference>
				<a:Address>%s</a:Address></a:EndpointReference></wsp:AppliesTo>%s
				<t:KeyType>%s</t:KeyType><t:RequestType>%s</t:RequestType>
				</t:RequestSecurityToken></s:Body></s:Envelope>
				"""
			.formatted(version.requestAction(), address, version.namespace(), audience, more, version.bearerKeyType(),
					version.issueType());
	}

}
