package io.github.iwaspring.directory;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The assertion in the federation service's answer, and the answer in the form that
 * msal4j is sure to read.
 * <p>
 * msal4j chooses the grant by the answer's {@code TokenType}: one name is SAML 1.1, and
 * everything else SAML 2, the names of the SAML token profile and white space around the
 * right one included; without a {@code TokenType} it finds no assertion. With white space
 * behind the assertion it sends it twice. So the kind is taken from the assertion itself,
 * and the answer is changed around it. The text of the assertion stays as it is: it is
 * signed.
 *
 * @param kind the kind of the assertion
 * @param trustNamespace the namespace of the answer
 * @param wrapper the name of the element around the assertion, with its prefix
 */
record IssuedAssertion(SamlKind kind, String trustNamespace, String wrapper) {

	private static final String REQUESTED_TOKEN = "RequestedSecurityToken";

	private static final String ATTRIBUTES = "(?:\\s(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)?";

	private static final Pattern TOKEN_TYPE = Pattern
		.compile("<((?:[\\w.-]+:)?)TokenType" + ATTRIBUTES + "/?>(?:(?<=/>)|[^<]*</\\1TokenType\\s*>)");

	/**
	 * Finds the first assertion of an answer.
	 * @return the assertion, or {@code null} if there is none
	 */
	static @Nullable IssuedAssertion in(Xml document) {
		for (Element wrapper : document.elements("*", REQUESTED_TOKEN)) {
			for (Node node = wrapper.getFirstChild(); node != null; node = node.getNextSibling()) {
				SamlKind kind = (node instanceof Element element) ? SamlKind.of(element) : null;
				if (kind != null && wrapper.getNamespaceURI() != null) {
					return new IssuedAssertion(kind, wrapper.getNamespaceURI(), wrapper.getTagName());
				}
			}
		}
		return null;
	}

	/**
	 * Names the kind, once, and takes the white space from around the assertion.
	 * @param body the answer
	 * @return the answer, with the assertion as it was
	 */
	String labelled(String body) {
		Matcher start = Pattern.compile("<" + Pattern.quote(this.wrapper) + ATTRIBUTES + ">").matcher(body);
		Matcher end = Pattern.compile("</" + Pattern.quote(this.wrapper) + "\\s*>").matcher(body);
		if (!start.find() || !end.find(start.end())) {
			return body;
		}
		return withoutTokenType(body.substring(0, start.start())) + "<TokenType xmlns=\"" + this.trustNamespace + "\">"
				+ this.kind.namespace() + "</TokenType>" + start.group()
				+ body.substring(start.end(), end.start()).strip() + end.group()
				+ withoutTokenType(body.substring(end.end()));
	}

	private static String withoutTokenType(String text) {
		return TOKEN_TYPE.matcher(text).replaceAll("");
	}

}
