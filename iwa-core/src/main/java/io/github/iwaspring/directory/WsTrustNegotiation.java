package io.github.iwaspring.directory;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Set;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.entra.HostAndPort;
import io.github.iwaspring.kerberos.ChannelBinding;
import io.github.iwaspring.kerberos.SpnegoContext;
import org.jspecify.annotations.Nullable;

/**
 * The one hop that gets a Kerberos ticket. The ticket goes ahead of the challenge, which
 * saves a request, and only over https to the host and port of the federation metadata,
 * or to one that the user listed.
 */
final class WsTrustNegotiation {

	private static final int MAX_LEGS = 6;

	private static final int UNAUTHORIZED = 401;

	private static final byte[] NOTHING = new byte[0];

	private final HttpTransport wire;

	private final Set<HostAndPort> trustedHosts;

	WsTrustNegotiation(HttpTransport wire, Set<HostAndPort> trustedHosts) {
		this.wire = wire;
		this.trustedHosts = Set.copyOf(trustedHosts);
	}

	DirectoryResponse send(DirectoryRequest exchange, HttpRequest.Builder request, SignInContext conversation) {
		requireTrusted(exchange, conversation);
		DirectoryResponse answer = negotiate(exchange, request, conversation);
		if (answer.status() == UNAUTHORIZED && cameFromElsewhere(exchange, answer, conversation)) {
			conversation.answered(exchange, answer);
			answer = negotiate(exchange, request, conversation);
		}
		return answer;
	}

	/**
	 * Whether the ticket was bound to another certificate than that of the connection it
	 * went on: the servers of a farm may have different ones.
	 */
	private static boolean cameFromElsewhere(DirectoryRequest exchange, DirectoryResponse answer,
			SignInContext conversation) {
		X509Certificate certificate = answer.serverCertificate();
		return conversation.isBound() && certificate != null
				&& !certificate.equals(conversation.certificate(exchange.url()));
	}

	private DirectoryResponse negotiate(DirectoryRequest exchange, HttpRequest.Builder request,
			SignInContext conversation) {
		conversation.enterKerberos(exchange.url().getHost());
		try (SpnegoContext negotiation = conversation.identity()
			.createContext(exchange.url().getHost(), () -> binding(exchange, conversation))) {
			byte[] token = negotiation.nextToken(null);
			conversation.ticketMade();
			conversation.enter(exchange);
			DirectoryResponse answer = send(exchange, request, token, conversation);
			for (int leg = 1; leg < MAX_LEGS && answer.status() == UNAUTHORIZED; leg++) {
				token = reply(exchange, answer, negotiation, conversation);
				if (token.length == 0) {
					return answer;
				}
				answer = send(exchange, request, token, conversation);
			}
			requireGenuine(exchange, answer, negotiation);
			if (answer.isOk()) {
				negotiation.markAccepted();
			}
			return answer;
		}
	}

	/**
	 * Finds the certificate that the ticket is to be bound to: that of the metadata on
	 * the same origin, else learnt by a request without a ticket.
	 */
	private @Nullable ChannelBinding binding(DirectoryRequest exchange, SignInContext conversation) {
		X509Certificate certificate = conversation.certificate(exchange.url());
		if (certificate == null) {
			certificate = learn(new DirectoryRequest(ProtocolStep.WS_TRUST, "HEAD", exchange.url()), conversation);
			conversation.enterKerberos(exchange.url().getHost());
		}
		ChannelBinding binding = (certificate != null) ? ChannelBinding.tlsServerEndPoint(certificate) : null;
		if (binding != null) {
			conversation.bound();
		}
		return binding;
	}

	private @Nullable X509Certificate learn(DirectoryRequest exchange, SignInContext conversation) {
		conversation.enter(exchange);
		DirectoryResponse answer = this.wire.send(exchange,
				HttpRequest.newBuilder(exchange.url()).method(exchange.method(), BodyPublishers.noBody()).build(),
				conversation);
		conversation.answered(exchange, answer);
		return answer.serverCertificate();
	}

	private DirectoryResponse send(DirectoryRequest exchange, HttpRequest.Builder request, byte[] token,
			SignInContext conversation) {
		return this.wire.send(exchange,
				request.copy()
					.setHeader("Authorization", "Negotiate " + Base64.getEncoder().encodeToString(token))
					.build(),
				conversation);
	}

	/**
	 * Continues the negotiation, if the service asks for that. The token of a rejection
	 * may say why, such as by an error of Kerberos.
	 * @return the next token, empty if there is none to send
	 */
	private static byte[] reply(DirectoryRequest exchange, DirectoryResponse answer, SpnegoContext negotiation,
			SignInContext conversation) {
		byte[] challenge = NegotiateChallenge.of(answer).token();
		if (challenge.length == 0 || negotiation.isEstablished()) {
			return NOTHING;
		}
		try {
			return negotiation.nextToken(challenge);
		}
		catch (IwaException ex) {
			throw (ex.code() != IwaErrorCode.KERBEROS_FAILED) ? ex
					: NegotiateRefusal.of(exchange, answer, conversation.isBound(), ex);
		}
	}

	/**
	 * Checks the service's proof of its own identity, where it sends one; TLS has proved
	 * the host already.
	 */
	private static void requireGenuine(DirectoryRequest exchange, DirectoryResponse answer, SpnegoContext negotiation) {
		byte[] proof = NegotiateChallenge.of(answer).token();
		if (answer.isOk() && proof.length > 0 && !negotiation.isEstablished() && !proves(proof, negotiation)) {
			throw exchange
				.failure(IwaErrorCode.KERBEROS_FAILED, answer,
						"the service accepted the ticket, but its own Kerberos answer is not genuine.")
				.action("Check what answers at that address.")
				.build();
		}
	}

	private static boolean proves(byte[] proof, SpnegoContext negotiation) {
		try {
			negotiation.nextToken(proof);
			return negotiation.isEstablished();
		}
		catch (IwaException forged) {
			return false;
		}
	}

	/**
	 * Whether an address may receive a ticket.
	 */
	boolean trusts(URI address, SignInContext conversation) {
		HostAndPort target = HostAndPort.of(address);
		return target != null && (target.equals(metadataHost(conversation)) || this.trustedHosts.contains(target));
	}

	private void requireTrusted(DirectoryRequest exchange, SignInContext conversation) {
		if (!trusts(exchange.url(), conversation)) {
			throw exchange
				.failure(IwaErrorCode.FEDERATION_HOST_UNTRUSTED,
						"was not sent: the federation metadata of " + metadataHost(conversation) + " names "
								+ HostAndPort.of(exchange.url()) + " as the address for Kerberos tickets.")
				.action("If that host is your company's, add it to iwa.federation.trusted-hosts.")
				.build();
		}
	}

	private static @Nullable HostAndPort metadataHost(SignInContext conversation) {
		URI metadata = conversation.federationMetadata();
		return (metadata != null) ? HostAndPort.of(metadata) : null;
	}

}
