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

package io.github.iwaspring.test.http;

import io.github.iwaspring.test.support.Xml;

/**
 * A SOAP 1.2 fault in the format of AD FS. The status is 500. SOAP also allows 400 for a
 * fault, by {@link #withStatus(int)}.
 */
public final class SoapFault extends Fault {

	private static final String CONTENT_TYPE = "application/soap+xml; charset=utf-8";

	private static final String WS_TRUST = "http://docs.oasis-open.org/ws-sx/ws-trust/200512";

	private static final String ENVELOPE = """
			<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://www.w3.org/2005/08/addressing">\
			<s:Header><a:Action s:mustUnderstand="1">http://www.w3.org/2005/08/addressing/soap/fault</a:Action></s:Header>\
			<s:Body><s:Fault><s:Code><s:Value>s:%s</s:Value>%s</s:Code>\
			<s:Reason><s:Text xml:lang="en-US">%s</s:Text></s:Reason></s:Fault></s:Body></s:Envelope>""";

	private final String code;

	private final String subcode;

	private final String localName;

	private final String reason;

	SoapFault(String subcode, String reason) {
		this("Sender", prefixed(WS_TRUST, subcode), subcode, reason);
	}

	private SoapFault(String code, String subcode, String localName, String reason) {
		super((request, hop) -> reply(code, subcode, reason));
		this.code = code;
		this.subcode = subcode;
		this.localName = localName;
		this.reason = reason;
	}

	/**
	 * Returns a copy with the code {@code Receiver}, which blames the server.
	 * @return the copy
	 */
	public SoapFault ofReceiver() {
		return new SoapFault("Receiver", this.subcode, this.localName, this.reason);
	}

	/**
	 * Returns a copy with its subcode in another namespace than that of WS-Trust 1.3.
	 * @param namespace the namespace
	 * @return the copy
	 */
	public SoapFault withNamespace(String namespace) {
		return new SoapFault(this.code, prefixed(namespace, this.localName), this.localName, this.reason);
	}

	/**
	 * Returns a copy with a subcode without a namespace.
	 * @return the copy
	 */
	public SoapFault withoutPrefix() {
		return new SoapFault(this.code, subcode("<s:Value>" + Xml.escape(this.localName)), this.localName, this.reason);
	}

	/**
	 * Returns a copy without a subcode.
	 * @return the copy
	 */
	public SoapFault withoutSubcode() {
		return new SoapFault(this.code, "", this.localName, this.reason);
	}

	/**
	 * Returns the response.
	 * @return the response
	 */
	public Reply reply() {
		return reply(this.code, this.subcode, this.reason);
	}

	private static Reply reply(String code, String subcode, String reason) {
		return Reply.of(500, CONTENT_TYPE, ENVELOPE.formatted(code, subcode, Xml.escape(reason)));
	}

	private static String prefixed(String namespace, String localName) {
		return subcode("<s:Value xmlns:t=\"" + Xml.escape(namespace) + "\">t:" + Xml.escape(localName));
	}

	private static String subcode(String value) {
		return "<s:Subcode>" + value + "</s:Value></s:Subcode>";
	}

}
