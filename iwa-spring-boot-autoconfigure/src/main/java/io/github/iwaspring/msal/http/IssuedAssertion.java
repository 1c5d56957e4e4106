package io.github.iwaspring.msal.http;

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
 */
record IssuedAssertion(SamlKind kind, String trustNamespace) {

	private static final String REQUESTED_TOKEN = "RequestedSecurityToken";

	private static final String ATTRIBUTES = "(?:\\s(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)?";

	private static final Pattern WRAPPER = Pattern.compile(
			"<((?:[\\w.-]+:)?)" + REQUESTED_TOKEN + ATTRIBUTES + ">(.*?)</\\1" + REQUESTED_TOKEN + "\\s*>",
			Pattern.DOTALL);

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
					return new IssuedAssertion(kind, wrapper.getNamespaceURI());
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
		Matcher wrapper = WRAPPER.matcher(body);
		if (!wrapper.find()) {
			return body;
		}
		return withoutTokenType(body.substring(0, wrapper.start())) + "<TokenType xmlns=\"" + this.trustNamespace
				+ "\">" + this.kind.namespace() + "</TokenType>" + body.substring(wrapper.start(), wrapper.start(2))
				+ wrapper.group(2).strip() + body.substring(wrapper.end(2), wrapper.end())
				+ withoutTokenType(body.substring(wrapper.end()));
	}

	private static String withoutTokenType(String text) {
		return TOKEN_TYPE.matcher(text).replaceAll("");
	}

}
