package io.github.iwaspring.directory;

import java.net.URI;
import java.util.List;
import java.util.function.Predicate;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import org.jspecify.annotations.Nullable;

/**
 * The federation service's answer to the request for its metadata.
 */
final class FederationMetadata {

	private FederationMetadata() {
	}

	/**
	 * Chooses the endpoint for the ticket: the first one of the best version at an https
	 * address on a trusted host. Where no host is trusted, the first one at an https
	 * address, whose refusal then names it.
	 * @param trusted whether an address may receive a ticket
	 * @return metadata that names the endpoint alone
	 */
	static String metadata(DirectoryRequest exchange, DirectoryResponse answer, Predicate<URI> trusted) {
		if (!answer.isOk()) {
			throw FederationRefusal.of(exchange, answer);
		}
		Xml document = Xml.parse(answer.body());
		if (document == null) {
			throw exchange
				.failure(IwaErrorCode.RESPONSE_INVALID, answer,
						"the body is not an XML document" + answer.butIs() + ".")
				.action("A proxy or a captive portal may have answered in the host's place.")
				.build();
		}
		List<WindowsEndpoint> endpoints = WindowsEndpoints.in(document);
		WindowsEndpoint endpoint = choose(endpoints, trusted);
		URI url = (endpoint != null) ? endpoint.url() : null;
		if (endpoint == null || url == null) {
			throw missing(exchange, answer, endpoints.isEmpty() ? "the metadata names no windowstransport endpoint."
					: "the metadata names no windowstransport endpoint at an https address.");
		}
		return endpoint.metadata(url);
	}

	private static @Nullable WindowsEndpoint choose(List<WindowsEndpoint> endpoints, Predicate<URI> trusted) {
		WindowsEndpoint choice = null;
		for (WindowsEndpoint endpoint : endpoints) {
			URI url = endpoint.url();
			if (url != null && trusted.test(url)) {
				return endpoint;
			}
			if (url != null && choice == null) {
				choice = endpoint;
			}
		}
		return choice;
	}

	private static IwaException missing(DirectoryRequest exchange, DirectoryResponse answer, String description) {
		return exchange.failure(IwaErrorCode.FEDERATION_ENDPOINT_MISSING, answer, description)
			.action("An AD FS administrator enables /adfs/services/trust/13/windowstransport "
					+ "or /adfs/services/trust/2005/windowstransport.")
			.build();
	}

}
