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

import java.time.Instant;

import io.github.iwaspring.test.support.Xml;
import io.github.iwaspring.test.tenant.User;

/**
 * A version of SAML that AD FS issues assertions in.
 */
public enum SamlVersion {

	/**
	 * SAML 1.1, which AD FS issues unless a client requests another type.
	 */
	V1_1("urn:oasis:names:tc:SAML:1.0:assertion", "AssertionID", """
			<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:1.0:assertion" MajorVersion="1" MinorVersion="1" \
			AssertionID="%1$s" Issuer="%2$s" IssueInstant="%3$s">\
			<saml:Conditions NotBefore="%3$s" NotOnOrAfter="%4$s"><saml:AudienceRestrictionCondition>\
			<saml:Audience>%5$s</saml:Audience></saml:AudienceRestrictionCondition></saml:Conditions>\
			<saml:AttributeStatement>%6$s<saml:Attribute AttributeName="UPN" \
			AttributeNamespace="http://schemas.xmlsoap.org/claims"><saml:AttributeValue>%7$s</saml:AttributeValue>\
			</saml:Attribute><saml:Attribute AttributeName="ImmutableID" \
			AttributeNamespace="http://schemas.microsoft.com/LiveID/Federation/2008/05">\
			<saml:AttributeValue>%8$s</saml:AttributeValue></saml:Attribute><saml:Attribute AttributeName="name" \
			AttributeNamespace="http://schemas.xmlsoap.org/ws/2005/05/identity/claims">\
			<saml:AttributeValue>%9$s</saml:AttributeValue></saml:Attribute></saml:AttributeStatement>\
			<saml:AuthenticationStatement AuthenticationMethod="urn:federation:authentication:windows" \
			AuthenticationInstant="%3$s">%6$s</saml:AuthenticationStatement></saml:Assertion>""",
			"""
					<saml:Subject><saml:NameIdentifier Format="urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified">%s\
					</saml:NameIdentifier><saml:SubjectConfirmation><saml:ConfirmationMethod>\
					urn:oasis:names:tc:SAML:1.0:cm:bearer</saml:ConfirmationMethod></saml:SubjectConfirmation></saml:Subject>"""),

	/**
	 * SAML 2.0.
	 */
	V2_0("urn:oasis:names:tc:SAML:2.0:assertion", "ID", """
			<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" Version="2.0" \
			ID="%1$s" IssueInstant="%3$s"><saml:Issuer>%2$s</saml:Issuer>%6$s\
			<saml:Conditions NotBefore="%3$s" NotOnOrAfter="%4$s"><saml:AudienceRestriction>\
			<saml:Audience>%5$s</saml:Audience></saml:AudienceRestriction></saml:Conditions>\
			<saml:AttributeStatement><saml:Attribute Name="http://schemas.xmlsoap.org/claims/UPN">\
			<saml:AttributeValue>%7$s</saml:AttributeValue></saml:Attribute>\
			<saml:Attribute Name="http://schemas.microsoft.com/LiveID/Federation/2008/05/ImmutableID">\
			<saml:AttributeValue>%8$s</saml:AttributeValue></saml:Attribute>\
			<saml:Attribute Name="http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name">\
			<saml:AttributeValue>%9$s</saml:AttributeValue></saml:Attribute></saml:AttributeStatement>\
			<saml:AuthnStatement AuthnInstant="%3$s"><saml:AuthnContext><saml:AuthnContextClassRef>\
			urn:federation:authentication:windows</saml:AuthnContextClassRef></saml:AuthnContext>\
			</saml:AuthnStatement></saml:Assertion>""", """
			<saml:Subject><saml:NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified">%s\
			</saml:NameID><saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"/></saml:Subject>""");

	private final String namespace;

	private final String idAttribute;

	private final String assertion;

	private final String subject;

	SamlVersion(String namespace, String idAttribute, String assertion, String subject) {
		this.namespace = namespace;
		this.idAttribute = idAttribute;
		this.assertion = assertion;
		this.subject = subject;
	}

	/**
	 * Returns the namespace of its assertions, which is also the token type in WS-Trust.
	 * @return the name
	 */
	public String namespace() {
		return this.namespace;
	}

	/**
	 * Returns the attribute with the id of an assertion, which its signature refers to.
	 * @return the local name
	 */
	public String idAttribute() {
		return this.idAttribute;
	}

	/**
	 * Writes an assertion, without a signature.
	 */
	String assertion(String id, String issuer, Instant from, Instant to, String audience, User user) {
		String immutableId = Xml.escape(user.immutableId());
		return this.assertion.formatted(id, Xml.escape(issuer), from, to, Xml.escape(audience),
				this.subject.formatted(immutableId), Xml.escape(user.upn()), immutableId,
				Xml.escape(user.displayName()));
	}

}
