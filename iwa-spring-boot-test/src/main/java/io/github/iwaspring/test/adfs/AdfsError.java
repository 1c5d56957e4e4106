package io.github.iwaspring.test.adfs;

import io.github.iwaspring.test.http.Fault;
import io.github.iwaspring.test.http.Reply;

/**
 * An error with the text of AD FS, sent as a SOAP fault.
 */
final class AdfsError extends Exception {

	private static final long serialVersionUID = 1L;

	private final String namespace;

	private final String subcode;

	private AdfsError(String namespace, String subcode, String reason) {
		super(reason, null, false, false);
		this.namespace = namespace;
		this.subcode = subcode;
	}

	static AdfsError accessDenied(WsTrustVersion version) {
		return new AdfsError(version.namespace(), "RequestFailed", "MSIS3126: Access denied.");
	}

	static AdfsError invalidRequest(WsTrustVersion version, String reason) {
		return new AdfsError(version.namespace(), "InvalidRequest",
				"MSIS3127: The specified request failed. " + reason);
	}

	static AdfsError unknownRelyingParty(WsTrustVersion version) {
		return new AdfsError(version.namespace(), "InvalidScope",
				"ID3082: The request scope is not valid or is unsupported.");
	}

	static AdfsError wrongPassword() {
		return new AdfsError("http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd",
				"FailedAuthentication", "ID3242: The security token could not be authenticated or authorized.");
	}

	Reply reply() {
		String reason = (getMessage() != null) ? getMessage() : "";
		return Fault.soap(this.subcode, reason).withNamespace(this.namespace).reply();
	}

}
