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

package io.github.iwaspring.test.kerberos;

/**
 * A message that reached the KDC.
 *
 * @param kind the kind of the message
 * @param realm the realm of the KDC
 * @param granted whether the response was a ticket
 */
public record TicketRequest(Kind kind, String realm, boolean granted) {

	private static final int AS_REQUEST = 0x6a;

	private static final int TGS_REQUEST = 0x6c;

	private static final int KERBEROS_ERROR = 0x7e;

	static TicketRequest of(String realm, byte[] request, byte[] response) {
		Kind kind = switch (firstByte(request)) {
			case AS_REQUEST -> Kind.AUTHENTICATION;
			case TGS_REQUEST -> Kind.SERVICE_TICKET;
			default -> Kind.OTHER;
		};
		return new TicketRequest(kind, realm, response.length > 0 && firstByte(response) != KERBEROS_ERROR);
	}

	private static int firstByte(byte[] message) {
		return (message.length > 0) ? message[0] & 0xff : 0;
	}

	/**
	 * The kind of a message to the KDC.
	 */
	public enum Kind {

		/**
		 * A request for a ticket-granting ticket, with a key or a password (AS-REQ).
		 */
		AUTHENTICATION,

		/**
		 * A request for a service ticket or for a ticket of another realm (TGS-REQ).
		 */
		SERVICE_TICKET,

		/**
		 * Any other message.
		 */
		OTHER

	}

}
