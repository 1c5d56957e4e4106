package io.github.iwaspring.directory;

import java.net.URI;
import java.util.Locale;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.support.Json;

/**
 * The cloud's answer to how a user's domain signs in.
 */
final class UserRealm {

	private static final int MAX_NAME = 32;

	private UserRealm() {
	}

	/**
	 * Reads where the domain's federation metadata is.
	 * @return an https URL
	 */
	static URI federationMetadata(DirectoryRequest exchange, DirectoryResponse answer) {
		Json realm = EntraResponse.json(exchange, answer);
		String accountType = realm.text("account_type").toLowerCase(Locale.ROOT);
		if (accountType.equals("managed")) {
			throw exchange
				.failure(IwaErrorCode.MANAGED_USER,
						"says that the user signs in with the cloud itself, "
								+ "where integrated Windows authentication does not exist.")
				.action("Ask an administrator whether the domain is meant to be federated with AD FS, and the user "
						+ "not in a staged rollout of cloud sign-in; check iwa.username and iwa.user-domain. A managed "
						+ "user signs in at a prompt, which iwa.fallback.flows switches on.")
				.build();
		}
		if (!accountType.equals("federated")) {
			throw exchange
				.failure(IwaErrorCode.DOMAIN_UNKNOWN, "says that the cloud does not know the domain of the user name.")
				.action("Set iwa.username to the user principal name in Entra ID, "
						+ "or iwa.user-domain to a verified domain of the tenant.")
				.build();
		}
		if (!realm.text("federation_protocol").equalsIgnoreCase("WSTrust")) {
			throw exchange
				.failure(IwaErrorCode.FEDERATION_UNSUPPORTED,
						"says that the domain is federated by " + protocol(realm)
								+ ", which has no integrated Windows authentication.")
				.action("The identity provider must offer WS-Trust, as AD FS does.")
				.build();
		}
		return httpsUrl(exchange, realm.text("federation_metadata_url"));
	}

	private static String protocol(Json realm) {
		String protocol = realm.text("federation_protocol").replaceAll("[^A-Za-z0-9.-]", "");
		return (protocol.isEmpty() || protocol.length() > MAX_NAME) ? "an unnamed protocol" : protocol;
	}

	private static URI httpsUrl(DirectoryRequest exchange, String text) {
		URI url = HttpsUrl.parse(text);
		if (url != null) {
			return url;
		}
		throw exchange
			.failure(IwaErrorCode.FEDERATION_HOST_UNTRUSTED,
					"names federation metadata that is not at an https address; it was not asked for.")
			.action("An administrator corrects the federation settings of the domain.")
			.build();
	}

}
