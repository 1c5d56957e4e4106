package io.github.iwaspring.test.entra;

import java.util.Arrays;

import io.github.iwaspring.test.support.Elements;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * Where the assertions of a version of SAML say what Entra ID wants to know.
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
			String issuer = Elements.text(assertion, namespace(), "Issuer");
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
	 * The name of the issuer, empty if there is none.
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
		return Elements.child(assertion, this.namespace, "Conditions");
	}

	@Nullable String audience(Element conditions) {
		Element restriction = Elements.child(conditions, this.namespace, this.audienceRestriction);
		return Elements.text(restriction, this.namespace, "Audience");
	}

	@Nullable String immutableId(Element assertion) {
		Element statement = Elements.child(assertion, this.namespace, "AttributeStatement");
		if (statement != null) {
			for (Element attribute : Elements.children(statement, this.namespace, "Attribute")) {
				if (this.immutableId.equals(attribute.getAttribute(this.attributeName))) {
					return Elements.text(attribute, this.namespace, "AttributeValue");
				}
			}
		}
		return null;
	}

}
