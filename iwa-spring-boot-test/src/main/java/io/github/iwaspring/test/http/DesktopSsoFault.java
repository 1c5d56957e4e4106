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
 * A SOAP 1.2 fault in the format of Entra ID's own WS-Trust, which takes the tickets of
 * Seamless SSO.
 */
final class DesktopSsoFault {

	private static final String ENVELOPE = """
			<?xml version="1.0" encoding="utf-8"?>
			<S:Envelope xmlns:S="http://www.w3.org/2003/05/soap-envelope" \
			xmlns:wst="http://schemas.xmlsoap.org/ws/2005/02/trust"><S:Body><S:Fault><S:Code><S:Value>S:Sender</S:Value>\
			<S:Subcode><S:Value>wst:FailedAuthentication</S:Value></S:Subcode></S:Code>\
			<S:Reason><S:Text xml:lang="en-US">Authentication Failure</S:Text></S:Reason><S:Detail>\
			<psf:error xmlns:psf="http://schemas.microsoft.com/Passport/SoapServices/SOAPFault">\
			<psf:value>0x80048821</psf:value><psf:internalerror><psf:code>0x80048821</psf:code>\
			<psf:text>AADSTS%d: %s</psf:text></psf:internalerror></psf:error></S:Detail></S:Fault></S:Body></S:Envelope>
			""";

	private DesktopSsoFault() {
	}

	static Reply reply(int number, String description) {
		return Reply.of(400, "application/soap+xml; charset=utf-8",
				ENVELOPE.formatted(number, Xml.escape(description)));
	}

}
