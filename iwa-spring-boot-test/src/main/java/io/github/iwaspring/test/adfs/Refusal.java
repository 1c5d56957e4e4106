package io.github.iwaspring.test.adfs;

import io.github.iwaspring.test.http.Fault;
import io.github.iwaspring.test.http.Reply;

/**
 * A refusal in the words of AD FS.
 */
final class Refusal extends Exception {

	private static final long serialVersionUID = 1L;

	private final String namespace;

	private final String subcode;

	private Refusal(String namespace, String subcode, String reason) {
		super(reason, null, false, false);
		this.namespace = namespace;
		this.subcode = subcode;
	}

	static Refusal accessDenied(WsTrustVersion version) {
		return new Refusal(version.namespace(), "RequestFailed", "MSIS3126: Access denied.");
	}

	static Refusal invalidRequest(WsTrustVersion version, String reason) {
		return new Refusal(version.namespace(), "InvalidRequest", "MSIS3127: The specified request failed. " + reason);
	}

	static Refusal unknownRelyingParty(WsTrustVersion version) {
		return new Refusal(version.namespace(), "InvalidScope",
				"ID3082: The request scope is not valid or is unsupported.");
	}

	static Refusal wrongPassword() {
		return new Refusal("http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd",
				"FailedAuthentication", "ID3242: The security token could not be authenticated or authorized.");
	}

	Reply reply() {
		String reason = (getMessage() != null) ? getMessage() : "";
		return Fault.soap(this.subcode, reason).withNamespace(this.namespace).reply();
	}

}
