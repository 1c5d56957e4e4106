package io.github.iwaspring.directory;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * The kinds of assertions, each with the name of its namespace, which is the one
 * {@code TokenType} that everybody agrees on.
 */
enum SamlKind {

	/**
	 * SAML 1.0 and 1.1, which share their namespace.
	 */
	SAML_1("urn:oasis:names:tc:SAML:1.0:assertion"),

	SAML_2("urn:oasis:names:tc:SAML:2.0:assertion");

	private static final List<String> ELEMENTS = List.of("Assertion", "EncryptedAssertion");

	private final String namespace;

	SamlKind(String namespace) {
		this.namespace = namespace;
	}

	String namespace() {
		return this.namespace;
	}

	/**
	 * The kind of an element.
	 * @return the kind, or {@code null} if the element is no assertion
	 */
	static @Nullable SamlKind of(Element element) {
		for (SamlKind kind : values()) {
			if (kind.namespace.equals(element.getNamespaceURI()) && ELEMENTS.contains(element.getLocalName())) {
				return kind;
			}
		}
		return null;
	}

}
