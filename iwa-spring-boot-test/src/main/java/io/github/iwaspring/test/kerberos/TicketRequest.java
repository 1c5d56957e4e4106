package io.github.iwaspring.test.kerberos;

/**
 * A message that reached the KDC.
 *
 * @param kind what it asked for
 * @param realm the realm that was asked
 * @param granted whether the answer was a ticket
 */
public record TicketRequest(Kind kind, String realm, boolean granted) {

	private static final int AS_REQUEST = 0x6a;

	private static final int TGS_REQUEST = 0x6c;

	private static final int KERBEROS_ERROR = 0x7e;

	static TicketRequest of(String realm, byte[] request, byte[] answer) {
		Kind kind = switch (firstByte(request)) {
			case AS_REQUEST -> Kind.AUTHENTICATION;
			case TGS_REQUEST -> Kind.SERVICE_TICKET;
			default -> Kind.OTHER;
		};
		return new TicketRequest(kind, realm, answer.length > 0 && firstByte(answer) != KERBEROS_ERROR);
	}

	private static int firstByte(byte[] message) {
		return (message.length > 0) ? message[0] & 0xff : 0;
	}

	/**
	 * What a message to the KDC asks for.
	 */
	public enum Kind {

		/**
		 * A ticket-granting ticket, for a key or a password (AS exchange).
		 */
		AUTHENTICATION,

		/**
		 * A service ticket, or a ticket for another realm (TGS exchange).
		 */
		SERVICE_TICKET,

		/**
		 * Nothing that a KDC knows.
		 */
		OTHER

	}

}
