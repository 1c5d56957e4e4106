package io.github.iwaspring.msal.http;

import java.util.Base64;
import java.util.Set;

import com.microsoft.aad.msal4j.HttpRequest;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.kerberos.KerberosCredentials;
import io.github.iwaspring.kerberos.SpnegoExchange;
import io.github.iwaspring.net.HostAndPort;

/**
 * The one hop that gets a Kerberos ticket. The ticket goes ahead of the challenge, which
 * saves a request, and only over https to the host and port of the federation metadata,
 * or to one that the user listed.
 */
final class WsTrustHop {

	private static final int MAX_LEGS = 6;

	private final Wire wire;

	private final KerberosCredentials credentials;

	private final Set<HostAndPort> trustedHosts;

	WsTrustHop(Wire wire, KerberosCredentials credentials, Set<HostAndPort> trustedHosts) {
		this.wire = wire;
		this.credentials = credentials;
		this.trustedHosts = Set.copyOf(trustedHosts);
	}

	Answer send(Exchange exchange, HttpRequest request, Conversation conversation) {
		requireTrusted(exchange, conversation);
		conversation.enterKerberos(exchange.url().getHost());
		try (SpnegoExchange negotiation = this.credentials.initiate(exchange.url().getHost())) {
			byte[] token = negotiation.next(null);
			conversation.enter(exchange);
			for (int leg = 1;; leg++) {
				Answer answer = this.wire.send(exchange,
						DirectoryHttpClient.toWire(request)
							.setHeader("Authorization", "Negotiate " + Base64.getEncoder().encodeToString(token))
							.build(),
						conversation);
				NegotiateChallenge challenge = NegotiateChallenge.of(answer);
				if (challenge.token().length == 0 || negotiation.isEstablished()) {
					return answer;
				}
				if (answer.status() != 401 && !answer.isOk()) {
					return answer;
				}
				token = negotiation.next(challenge.token());
				if (answer.isOk() || token.length == 0 || leg == MAX_LEGS) {
					return answer;
				}
			}
		}
	}

	private void requireTrusted(Exchange exchange, Conversation conversation) {
		HostAndPort target = HostAndPort.of(exchange.url());
		HostAndPort metadata = (conversation.federationMetadata() != null)
				? HostAndPort.of(conversation.federationMetadata()) : null;
		if (target == null || !(target.equals(metadata) || this.trustedHosts.contains(target))) {
			throw exchange
				.failure(IwaErrorCode.FEDERATION_HOST_UNTRUSTED,
						"was not sent: the federation metadata of " + metadata + " names " + target
								+ " as the address for Kerberos tickets.")
				.mitigation("If that host is your company's, add it to iwa.federation.trusted-hosts.")
				.build();
		}
	}

}
