package io.github.iwaspring.autoconfigure;

import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.iwaspring.web.AllowedTargets;
import io.github.iwaspring.web.TokenTarget;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Where the tokens of the default scopes may go, by the kind of client that asks.
 */
final class ApiTargets {

	private static final Log logger = LogFactory.getLog(ApiTargets.class);

	private final AllowedTargets injected;

	private final AllowedTargets own;

	private final AtomicBoolean warned = new AtomicBoolean();

	ApiTargets(ApiSettings settings) {
		this.injected = AllowedTargets.of(configured(settings));
		this.own = ownClients(settings);
	}

	/**
	 * The rule for the starter's own client beans.
	 */
	static AllowedTargets ownClients(ApiSettings settings) {
		boolean isConfigured = settings.baseUrl() != null || !settings.allowedHosts().isEmpty();
		return AllowedTargets.of(isConfigured ? configured(settings) : TokenTarget.graph(settings.graphHosts()));
	}

	/**
	 * The rule for builders that the application injects: what is configured.
	 */
	AllowedTargets forInjectedBuilders() {
		return this.injected;
	}

	/**
	 * The rule for the starter's own client beans: what is configured, or else Microsoft
	 * Graph. Warns, once, if their requests cannot get a token.
	 */
	AllowedTargets forOwnClients() {
		if (this.own.isEmpty() && this.warned.compareAndSet(false, true)) {
			logger.warn("No request of the WebClient and RestClient beans will carry a token,"
					+ " because no host is allowed to receive it. Set iwa.api.base-url to the API's https URL,"
					+ " or list its host in iwa.api.allowed-hosts.");
		}
		return this.own;
	}

	private static TokenTarget configured(ApiSettings settings) {
		return TokenTarget.of(settings.baseUrl(), settings.allowedHosts(), Set.of());
	}

}
