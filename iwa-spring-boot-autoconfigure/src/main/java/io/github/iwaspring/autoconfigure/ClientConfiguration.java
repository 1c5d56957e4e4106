package io.github.iwaspring.autoconfigure;

import io.github.iwaspring.web.AllowedTargets;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/**
 * Beans that both kinds of client use.
 */
@Configuration(proxyBeanMethods = false)
class ClientConfiguration {

	private static final Log logger = LogFactory.getLog(ClientConfiguration.class);

	/**
	 * The rule for the starter's own client beans. It is created with the first of them,
	 * so an application that has none gets no warning.
	 */
	@Bean(defaultCandidate = false)
	@Lazy
	AllowedTargets iwaOwnClientTargets(AllowedTargets targets) {
		AllowedTargets own = targets.forOwnClients();
		if (own.isEmpty()) {
			logger.warn("No request of the WebClient and RestClient beans will carry a token,"
					+ " because no host is allowed to receive it. Set iwa.api.base-url to the API's https URL,"
					+ " or list its host in iwa.api.allowed-hosts.");
		}
		return own;
	}

	@Bean
	static RedirectGuard iwaRedirectGuard() {
		return new RedirectGuard();
	}

}
