package io.github.iwaspring.benchmarks;

import java.time.Duration;
import java.time.Instant;

import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import org.springframework.security.oauth2.client.AuthorizedClientServiceReactiveOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.InMemoryReactiveOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.ReactiveOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryReactiveClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.reactive.function.client.ServerOAuth2AuthorizedClientExchangeFilterFunction;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Spring Security's filter, with a valid token in an in-memory client.
 */
@State(Scope.Benchmark)
public class SpringSecurityState {

	private static final String CLIENT = "orders";

	private static final String PRINCIPAL = "anonymousUser";

	final ReactiveOAuth2AuthorizedClientManager manager;

	final OAuth2AuthorizeRequest request = OAuth2AuthorizeRequest.withClientRegistrationId(CLIENT)
		.principal(PRINCIPAL)
		.build();

	final WebClient webClient;

	public SpringSecurityState() {
		ClientRegistration registration = ClientRegistration.withRegistrationId(CLIENT)
			.clientId("client")
			.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
			.tokenUri(CannedConnector.API + "/token")
			.build();
		InMemoryReactiveClientRegistrationRepository registrations = new InMemoryReactiveClientRegistrationRepository(
				registration);
		InMemoryReactiveOAuth2AuthorizedClientService clients = new InMemoryReactiveOAuth2AuthorizedClientService(
				registrations);
		this.manager = new AuthorizedClientServiceReactiveOAuth2AuthorizedClientManager(registrations, clients);
		Instant now = Instant.now();
		OAuth2AccessToken token = new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, CannedConnector.TOKEN, now,
				now.plus(Duration.ofHours(1)));
		ServerOAuth2AuthorizedClientExchangeFilterFunction filter = new ServerOAuth2AuthorizedClientExchangeFilterFunction(
				this.manager);
		filter.setDefaultClientRegistrationId(CLIENT);
		this.webClient = CannedConnector.connect(WebClient.builder().baseUrl(CannedConnector.API).filter(filter));
		clients
			.saveAuthorizedClient(new OAuth2AuthorizedClient(registration, PRINCIPAL, token),
					new org.springframework.security.authentication.TestingAuthenticationToken(PRINCIPAL, "none"))
			.block();
		CannedConnector.check(this.webClient, true);
	}

}
