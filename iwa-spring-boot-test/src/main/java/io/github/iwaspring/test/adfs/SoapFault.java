package io.github.iwaspring.test.adfs;

import io.github.iwaspring.test.http.Reply;
import io.github.iwaspring.test.support.Xml;

/**
 * A refusal in the words of AD FS.
 */
final class SoapFault extends Exception {

	private static final long serialVersionUID = 1L;

	private static final String ENVELOPE = """
			<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://www.w3.org/2005/08/addressing">\
			<s:Header><a:Action s:mustUnderstand="1">http://www.w3.org/2005/08/addressing/soap/fault</a:Action></s:Header>\
			<s:Body><s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode>\
			<s:Value xmlns:t="%s">t:%s</s:Value></s:Subcode></s:Code>\
			<s:Reason><s:Text xml:lang="en-US">%s</s:Text></s:Reason></s:Fault></s:Body></s:Envelope>""";

	private final String namespace;

	private final String subcode;

	private SoapFault(String namespace, String subcode, String reason) {
		super(reason, null, false, false);
		this.namespace = namespace;
		this.subcode = subcode;
	}

	static SoapFault accessDenied(WsTrustVersion version) {
		return new SoapFault(version.namespace(), "RequestFailed", "MSIS3126: Access denied.");
	}

	static SoapFault invalidRequest(WsTrustVersion version, String reason) {
		return new SoapFault(version.namespace(), "InvalidRequest",
				"MSIS3127: The specified request failed. " + reason);
	}

	static SoapFault unknownRelyingParty(WsTrustVersion version) {
		return new SoapFault(version.namespace(), "InvalidScope",
				"ID3082: The request scope is not valid or is unsupported.");
	}

	static SoapFault wrongPassword() {
		return new SoapFault("http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd",
				"FailedAuthentication", "ID3242: The security token could not be authenticated or authorized.");
	}

	Reply reply() {
		String reason = (getMessage() != null) ? getMessage() : "";
		return Reply.of(500, SoapEnvelope.CONTENT_TYPE,
				ENVELOPE.formatted(this.namespace, this.subcode, Xml.escape(reason)));
	}

}
