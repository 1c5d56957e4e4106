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

package io.github.iwaspring.test.entra;

import java.util.Arrays;

import io.github.iwaspring.test.support.Xml;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * A version of SAML, with the places in its assertions that Entra ID reads.
 */
enum SamlDialect {

	SAML_1_1("urn:ietf:params:oauth:grant-type:saml1_1-bearer", "urn:oasis:names:tc:SAML:1.0:assertion", "AssertionID",
			"AudienceRestrictionCondition", "AttributeName", "ImmutableID") {

		@Override
		String issuer(Element assertion) {
			return assertion.getAttribute("Issuer");
		}

	},

	SAML_2_0("urn:ietf:params:oauth:grant-type:saml2-bearer", "urn:oasis:names:tc:SAML:2.0:assertion", "ID",
			"AudienceRestriction", "Name", "http://schemas.microsoft.com/LiveID/Federation/2008/05/ImmutableID") {

		@Override
		String issuer(Element assertion) {
			String issuer = Xml.text(assertion, namespace(), "Issuer");
			return (issuer != null) ? issuer : "";
		}

	};

	private final String grantType;

	private final String namespace;

	private final String idAttribute;

	private final String audienceRestriction;

	private final String attributeName;

	private final String immutableId;

	SamlDialect(String grantType, String namespace, String idAttribute, String audienceRestriction,
			String attributeName, String immutableId) {
		this.grantType = grantType;
		this.namespace = namespace;
		this.idAttribute = idAttribute;
		this.audienceRestriction = audienceRestriction;
		this.attributeName = attributeName;
		this.immutableId = immutableId;
	}

	static @Nullable SamlDialect ofGrant(String grantType) {
		return Arrays.stream(values())
			.filter((dialect) -> dialect.grantType.equals(grantType))
			.findFirst()
			.orElse(null);
	}

	/**
	 * Returns the name of the issuer, empty if there is none.
	 */
	abstract String issuer(Element assertion);

	boolean isAssertion(Element element) {
		return this.namespace.equals(element.getNamespaceURI()) && "Assertion".equals(element.getLocalName());
	}

	String namespace() {
		return this.namespace;
	}

	String idAttribute() {
		return this.idAttribute;
	}

	@Nullable Element conditions(Element assertion) {
		return Xml.child(assertion, this.namespace, "Conditions");
	}

	@Nullable String audience(Element conditions) {
		Element restriction = Xml.child(conditions, this.namespace, this.audienceRestriction);
		return Xml.text(restriction, this.namespace, "Audience");
	}

	@Nullable String immutableId(Element assertion) {
		Element statement = Xml.child(assertion, this.namespace, "AttributeStatement");
		if (statement != null) {
			for (Element attribute : Xml.children(statement, this.namespace, "Attribute")) {
				if (this.immutableId.equals(attribute.getAttribute(this.attributeName))) {
					return Xml.text(attribute, this.namespace, "AttributeValue");
				}
			}
		}
		return null;
	}

}
