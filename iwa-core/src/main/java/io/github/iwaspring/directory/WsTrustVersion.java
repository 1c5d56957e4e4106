package io.github.iwaspring.directory;

import org.jspecify.annotations.Nullable;

/**
 * The versions of WS-Trust that msal4j speaks, the better one first.
 */
enum WsTrustVersion {

	V1_3("http://docs.oasis-open.org/ws-sx/ws-trust/200512/RST/Issue"),

	FEBRUARY_2005("http://schemas.xmlsoap.org/ws/2005/02/trust/RST/Issue");

	private final String issueAction;

	WsTrustVersion(String issueAction) {
		this.issueAction = issueAction;
	}

	/**
	 * The SOAP action that asks for a token.
	 */
	String issueAction() {
		return this.issueAction;
	}

	static @Nullable WsTrustVersion ofAction(String action) {
		for (WsTrustVersion version : values()) {
			if (version.issueAction.equalsIgnoreCase(action.strip())) {
				return version;
			}
		}
		return null;
	}

}
