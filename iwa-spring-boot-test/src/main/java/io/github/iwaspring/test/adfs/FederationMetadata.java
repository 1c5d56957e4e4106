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

import java.util.Set;
import java.util.function.UnaryOperator;

import io.github.iwaspring.test.support.Xml;

/**
 * The federation metadata (MEX) of AD FS, or of Entra ID's own WS-Trust. Each enabled
 * version of WS-Trust has an endpoint for Windows credentials and one for names and
 * passwords.
 */
final class FederationMetadata {

	private static final String DEFINITIONS = """
			<?xml version="1.0" encoding="utf-8"?>
			<wsdl:definitions name="SecurityTokenService" \
			targetNamespace="http://schemas.microsoft.com/ws/2008/06/identity/securitytokenservice" \
			xmlns:tns="http://schemas.microsoft.com/ws/2008/06/identity/securitytokenservice" \
			xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" \
			xmlns:wsp="http://schemas.xmlsoap.org/ws/2004/09/policy" \
			xmlns:wsu="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd" \
			xmlns:wsa10="http://www.w3.org/2005/08/addressing" \
			xmlns:soap12="http://schemas.xmlsoap.org/wsdl/soap12/" \
			xmlns:sp="http://docs.oasis-open.org/ws-sx/ws-securitypolicy/200702" \
			xmlns:http="http://schemas.microsoft.com/ws/06/2004/policy/http">
			%s%s<wsdl:service name="SecurityTokenService">
			%s</wsdl:service>
			</wsdl:definitions>
			""";

	private static final String WINDOWS_POLICY = """
			<wsp:Policy wsu:Id="%s_policy"><wsp:ExactlyOne><wsp:All>
			<http:NegotiateAuthentication/>
			<sp:TransportBinding><wsp:Policy><sp:TransportToken><wsp:Policy><sp:HttpsToken/></wsp:Policy></sp:TransportToken>\
			<sp:AlgorithmSuite><wsp:Policy><sp:Basic256/></wsp:Policy></sp:AlgorithmSuite></wsp:Policy></sp:TransportBinding>
			</wsp:All></wsp:ExactlyOne></wsp:Policy>
			""";

	private static final String USER_NAME_POLICY = """
			<wsp:Policy wsu:Id="%s_policy"><wsp:ExactlyOne><wsp:All>
			<sp:TransportBinding><wsp:Policy><sp:TransportToken><wsp:Policy><sp:HttpsToken/></wsp:Policy></sp:TransportToken>\
			<sp:AlgorithmSuite><wsp:Policy><sp:Basic256/></wsp:Policy></sp:AlgorithmSuite></wsp:Policy></sp:TransportBinding>
			<sp:SignedEncryptedSupportingTokens><wsp:Policy><sp:UsernameToken><wsp:Policy><sp:WssUsernameToken10/>\
			</wsp:Policy></sp:UsernameToken></wsp:Policy></sp:SignedEncryptedSupportingTokens>
			</wsp:All></wsp:ExactlyOne></wsp:Policy>
			""";

	private static final String BINDING = """
			<wsdl:binding name="%1$s" type="tns:%1$s_contract"><wsp:PolicyReference URI="#%1$s_policy"/>
			<soap12:binding transport="http://schemas.xmlsoap.org/soap/http"/>
			<wsdl:operation name="Issue"><soap12:operation soapAction="%2$s" style="document"/>
			<wsdl:input><soap12:body use="literal"/></wsdl:input><wsdl:output><soap12:body use="literal"/></wsdl:output>
			</wsdl:operation></wsdl:binding>
			""";

	private static final String PORT = """
			<wsdl:port name="%1$s" binding="tns:%1$s"><soap12:address location="%2$s"/>
			<wsa10:EndpointReference><wsa10:Address>%2$s</wsa10:Address></wsa10:EndpointReference></wsdl:port>
			""";

	private final Set<WsTrustVersion> versions;

	private final UnaryOperator<String> addresses;

	/**
	 * Creates the metadata.
	 * @param versions the enabled versions of WS-Trust
	 * @param addresses the addresses of the endpoints, by their paths at AD FS
	 */
	FederationMetadata(Set<WsTrustVersion> versions, UnaryOperator<String> addresses) {
		this.versions = versions;
		this.addresses = addresses;
	}

	String text() {
		StringBuilder policies = new StringBuilder();
		StringBuilder bindings = new StringBuilder();
		StringBuilder ports = new StringBuilder();
		for (WsTrustVersion version : this.versions) {
			String windows = "Windows_" + version.name();
			String userName = "UserName_" + version.name();
			policies.append(WINDOWS_POLICY.formatted(windows)).append(USER_NAME_POLICY.formatted(userName));
			bindings.append(BINDING.formatted(windows, version.requestAction()))
				.append(BINDING.formatted(userName, version.requestAction()));
			ports.append(PORT.formatted(windows, address(version.windowsTransportPath())))
				.append(PORT.formatted(userName, address(version.userNamePath())));
		}
		return DEFINITIONS.formatted(policies, bindings, ports);
	}

	private String address(String path) {
		return Xml.escape(this.addresses.apply(path));
	}

}
