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

package io.github.iwaspring.directory;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Set;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.directory.DirectoryRequest.ProtocolStep;
import io.github.iwaspring.entra.AuthenticateChallenge;
import io.github.iwaspring.entra.HostAndPort;
import io.github.iwaspring.kerberos.ChannelBinding;
import io.github.iwaspring.kerberos.SpnegoContext;
import org.jspecify.annotations.Nullable;

/**
 * The one protocol step that sends a Kerberos ticket (RFC 4559). The ticket precedes the
 * challenge, which saves a request. It goes only over https to the host and port of the
 * federation metadata, or to one that the user listed.
 * <p>
 * If the service rejects a ticket that was kept from an earlier sign-in, or one that was
 * bound to another server of a farm, the negotiation is repeated once with a new ticket.
 */
final class WsTrustNegotiation {

	private static final int MAX_ROUNDS = 6;

	private static final int UNAUTHORIZED = 401;

	/**
	 * The reasons in the token of a service that say no more than that it rejected the
	 * ticket. Others, such as a wrong clock, have codes of their own.
	 */
	private static final Set<IwaErrorCode> REJECTIONS = Set.of(IwaErrorCode.NEGOTIATE_REJECTED,
			IwaErrorCode.KERBEROS_FAILED);

	private final HttpTransport transport;

	private final Set<HostAndPort> trustedHosts;

	WsTrustNegotiation(HttpTransport transport, Set<HostAndPort> trustedHosts) {
		this.transport = transport;
		this.trustedHosts = Set.copyOf(trustedHosts);
	}

	/**
	 * Sends a request with a ticket.
	 * @return the last response of the negotiation, with any status
	 * @throws IwaException if the host is not trusted, or there is no ticket
	 */
	DirectoryResponse send(DirectoryRequest request, HttpRequest.Builder httpRequest, SignInContext context) {
		requireTrusted(request, context);
		Outcome outcome = negotiate(request, httpRequest, context);
		if (outcome.isRejected()
				&& (outcome.ticketReused() || cameFromAnotherServer(request, outcome.response(), context))) {
			context.responseReceived(request, outcome.response());
			outcome = negotiate(request, httpRequest, context);
		}
		IwaException reason = outcome.reason();
		if (reason != null) {
			throw REJECTIONS.contains(reason.code())
					? AdfsErrors.ofRejectedTicket(request, outcome.response(), context.isChannelBound(), reason)
					: reason;
		}
		return outcome.response();
	}

	/**
	 * Whether the ticket was bound to another certificate than that of its connection:
	 * the servers of a farm may have different ones.
	 */
	private static boolean cameFromAnotherServer(DirectoryRequest request, DirectoryResponse response,
			SignInContext context) {
		X509Certificate certificate = response.serverCertificate();
		return context.isChannelBound() && certificate != null
				&& !certificate.equals(context.certificate(request.url()));
	}

	private Outcome negotiate(DirectoryRequest request, HttpRequest.Builder httpRequest, SignInContext context) {
		context.enterKerberos(request.url().getHost());
		try (SpnegoContext spnego = context.identity()
			.createContext(request.url().getHost(), () -> channelBinding(request, context))) {
			boolean ticketReused = spnego.isTicketReused();
			byte[] token = spnego.nextToken(null);
			context.ticketObtained();
			context.enter(request);
			DirectoryResponse response = send(request, httpRequest, token, context);
			for (int round = 1; round < MAX_ROUNDS && response.status() == UNAUTHORIZED; round++) {
				byte[] challenge = challenge(response);
				if (challenge.length == 0 || spnego.isEstablished()) {
					break;
				}
				try {
					token = spnego.nextToken(challenge);
				}
				catch (IwaException ex) {
					spnego.markRejected();
					return new Outcome(response, ticketReused, ex);
				}
				if (token.length == 0) {
					break;
				}
				response = send(request, httpRequest, token, context);
			}
			requireGenuine(request, response, spnego);
			if (!response.isOk()) {
				spnego.markRejected();
			}
			return new Outcome(response, ticketReused, null);
		}
	}

	/**
	 * Creates the channel binding of the ticket, to the certificate of the federation
	 * metadata on the same origin, else to that of a request without a ticket.
	 */
	private @Nullable ChannelBinding channelBinding(DirectoryRequest request, SignInContext context) {
		X509Certificate certificate = context.certificate(request.url());
		if (certificate == null) {
			certificate = requestCertificate(new DirectoryRequest(ProtocolStep.WS_TRUST, "HEAD", request.url()),
					context);
			context.enterKerberos(request.url().getHost());
		}
		ChannelBinding binding = (certificate != null) ? ChannelBinding.tlsServerEndPoint(certificate) : null;
		if (binding != null) {
			context.channelBindingAdded();
		}
		return binding;
	}

	private @Nullable X509Certificate requestCertificate(DirectoryRequest request, SignInContext context) {
		context.enter(request);
		DirectoryResponse response = this.transport.send(request,
				HttpRequest.newBuilder(request.url()).method(request.method(), BodyPublishers.noBody()).build(),
				context);
		context.responseReceived(request, response);
		return response.serverCertificate();
	}

	private DirectoryResponse send(DirectoryRequest request, HttpRequest.Builder httpRequest, byte[] token,
			SignInContext context) {
		String authorization = "Negotiate " + Base64.getEncoder().encodeToString(token);
		context.ticketSent(authorization.length());
		return this.transport.send(request, httpRequest.copy().setHeader("Authorization", authorization).build(),
				context);
	}

	/**
	 * Checks the service's proof of its own identity, if it sends one. TLS has proved the
	 * host already.
	 */
	private static void requireGenuine(DirectoryRequest request, DirectoryResponse response, SpnegoContext spnego) {
		byte[] proof = challenge(response);
		if (response.isOk() && proof.length > 0 && !spnego.isEstablished() && !isGenuine(proof, spnego)) {
			spnego.markRejected();
			throw request
				.failure(IwaErrorCode.KERBEROS_FAILED, response,
						"The federation service accepted the ticket, but its own Kerberos token is not genuine.")
				.action("Check what answers at that address.")
				.build();
		}
	}

	private static boolean isGenuine(byte[] proof, SpnegoContext spnego) {
		try {
			spnego.nextToken(proof);
			return spnego.isEstablished();
		}
		catch (IwaException forged) {
			return false;
		}
	}

	private static byte[] challenge(DirectoryResponse response) {
		return AuthenticateChallenge.negotiateToken(response.challenges("WWW-Authenticate"));
	}

	/**
	 * Whether an address may receive a ticket.
	 */
	boolean isTrusted(URI address, SignInContext context) {
		HostAndPort target = HostAndPort.of(address);
		return target != null && (target.equals(metadataHost(context)) || this.trustedHosts.contains(target));
	}

	private void requireTrusted(DirectoryRequest request, SignInContext context) {
		if (!isTrusted(request.url(), context)) {
			throw request.failure(IwaErrorCode.FEDERATION_HOST_UNTRUSTED,
					"The federation metadata of " + metadataHost(context) + " names " + HostAndPort.of(request.url())
							+ " as the address for Kerberos tickets; nothing was sent there.")
				.action("If that host is your company's, add it to iwa.federation.trusted-hosts.")
				.build();
		}
	}

	private static @Nullable HostAndPort metadataHost(SignInContext context) {
		URI metadata = context.federationMetadata();
		return (metadata != null) ? HostAndPort.of(metadata) : null;
	}

	/**
	 * The outcome of one negotiation.
	 *
	 * @param response the last response
	 * @param ticketReused whether the ticket may have been one of an earlier negotiation
	 * @param reason why the service rejected the ticket, as far as its token says, or
	 * {@code null}
	 */
	private record Outcome(DirectoryResponse response, boolean ticketReused, @Nullable IwaException reason) {

		boolean isRejected() {
			return this.response.status() == UNAUTHORIZED;
		}

	}

}
