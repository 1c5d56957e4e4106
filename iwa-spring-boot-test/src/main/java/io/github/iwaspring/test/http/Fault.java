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

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A failure of a protocol step, for {@link HopScript#fault(Fault)}:<pre class="code">
 * directory.on(Hop.TOKEN).fault(Fault.entra("invalid_grant", 50076));
 * directory.on(Hop.METADATA).times(1).fault(Fault.status(503).retryAfter(Duration.ofSeconds(5)));
 * </pre> Immutable, and can be used any number of times.
 */
public class Fault implements Interceptor {

	private static final String PAGE = """
			<!DOCTYPE html>
			<html><head><title>%1$d</title></head>
			<body><h1>Error %1$d</h1><p>The proxy could not complete your request.</p></body></html>
			""";

	private static final String GARBAGE = "\u00ff\u00fe\u0000\u00c3(\u00f0(\u008c\u00bc{<\u0080";

	private final Interceptor interceptor;

	Fault(Interceptor interceptor) {
		this.interceptor = interceptor;
	}

	/**
	 * A status without a body.
	 * @param status the status code
	 * @return the fault
	 */
	public static Fault status(int status) {
		return reply(Reply.status(status));
	}

	/**
	 * An HTML page, as proxies, load balancers and captive portals send it.
	 * @param status the status code, which may be 200
	 * @return the fault
	 */
	public static Fault html(int status) {
		return reply(Reply.of(status, "text/html; charset=utf-8", PAGE.formatted(status)));
	}

	/**
	 * Bytes that are not text in any format, with status 200.
	 * @return the fault
	 */
	public static Fault garbage() {
		return reply(
				Reply.of(200, "application/octet-stream", GARBAGE).delivered(Delivery.in(StandardCharsets.ISO_8859_1)));
	}

	/**
	 * The real response in another charset than the UTF-8 that its header names.
	 * @param charset the charset
	 * @return the fault
	 */
	public static Fault inCharset(Charset charset) {
		return new Fault((request, hop) -> hop.respond(request).delivered(Delivery.in(charset)));
	}

	/**
	 * A body of blanks, with status 200. The server never holds all of it in memory.
	 * @param size the size in bytes, more than 0
	 * @return the fault
	 */
	public static Fault huge(long size) {
		return reply(Reply.of(200, "text/plain", "").delivered(Delivery.blanks(size)));
	}

	/**
	 * The first half of the real response. Its {@code Content-Length} announces the whole
	 * body, but the connection closes after half of it.
	 * @return the fault
	 */
	public static Fault truncated() {
		return new Fault((request, hop) -> hop.respond(request).delivered(Delivery.TRUNCATED));
	}

	/**
	 * The real response, with its body sent byte by byte.
	 * @param pause how long to wait after each byte
	 * @return the fault
	 */
	public static Fault dripping(Duration pause) {
		return new Fault((request, hop) -> hop.respond(request).delivered(Delivery.dripping(pause)));
	}

	/**
	 * No response. The server reads the request and closes the connection.
	 * @return the fault
	 */
	public static Fault disconnect() {
		return reply(Reply.status(200).delivered(Delivery.NONE));
	}

	/**
	 * No response. The connection stays open until the script is reset or the directory
	 * is closed.
	 * @return the fault
	 */
	public static Fault hang() {
		return reply(Reply.status(200).delivered(Delivery.NEVER));
	}

	/**
	 * A SOAP 1.2 fault in the format of Entra ID's own WS-Trust, for Seamless SSO.
	 * @param number the number, such as 81004
	 * @param description the description
	 * @return the fault
	 */
	public static Fault desktopSso(int number, String description) {
		return reply(DesktopSsoFault.reply(number, description));
	}

	/**
	 * A SOAP 1.2 fault in the format of AD FS, with status 500.
	 * @param subcode the local name of the subcode, such as {@code RequestFailed}
	 * @param reason the reason, such as {@code MSIS3126: Access denied.}
	 * @return the fault
	 */
	public static SoapFault soap(String subcode, String reason) {
		return new SoapFault(subcode, reason);
	}

	/**
	 * An error response of Entra ID's token endpoint.
	 * @param error the error (RFC 6749, section 5.2), such as {@code invalid_grant}
	 * @param number the number after {@code AADSTS}
	 * @return the fault
	 */
	public static EntraFault entra(String error, int number) {
		return new EntraFault(error, number);
	}

	private static Fault reply(Reply reply) {
		return new Fault((request, hop) -> reply);
	}

	/**
	 * Returns a copy with another status.
	 * @param status the status code
	 * @return the fault
	 */
	public Fault withStatus(int status) {
		return new Fault((request, hop) -> intercept(request, hop).withStatus(status));
	}

	/**
	 * Returns a copy with a further value of a header.
	 * @param name the name
	 * @param value the value
	 * @return the fault
	 */
	public Fault withHeader(String name, String value) {
		return new Fault((request, hop) -> intercept(request, hop).withHeader(name, value));
	}

	/**
	 * Returns a copy with a {@code Retry-After} header (RFC 9110, section 10.2.3).
	 * @param time the time to wait, in whole seconds
	 * @return the fault
	 */
	public Fault retryAfter(Duration time) {
		return withHeader("Retry-After", String.valueOf(time.toSeconds()));
	}

	@Override
	public final Reply intercept(Request request, Responder hop) throws IOException {
		return this.interceptor.intercept(request, hop);
	}

}
