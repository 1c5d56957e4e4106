package io.github.iwaspring.it;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import io.github.iwaspring.IwaDeviceCode;
import io.github.iwaspring.IwaDeviceCodePrompt;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaInteractionRequiredException;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaToken.Source;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.test.EmbeddedIwa;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.http.Reply;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * A second factor is demanded of a user with a ticket, who signs in by a device code.
 */
class PromptTests {

	private static final List<IwaDeviceCode> SHOWN = new CopyOnWriteArrayList<>();

	private final EmbeddedIwa directory = EmbeddedIwa.start();

	private final Queue<Reply> tokens = new ConcurrentLinkedQueue<>();

	private final List<String> grants = new CopyOnWriteArrayList<>();

	PromptTests() {
		SHOWN.clear();
		this.directory.on(Hop.OTHER)
			.respond(Reply.json(200, Map.of("device_code", "D", "user_code", "CODE-1", "verification_uri",
					this.directory.authority().resolve("/device").toString(), "expires_in", 900, "interval", 1)));
		this.directory.on(Hop.TOKEN).intercept((request, hop) -> {
			String grant = request.form().get("grant_type");
			this.grants.add(grant);
			if (grant.equals("device_code")) {
				return this.tokens.isEmpty() ? Reply.json(400, Map.of("error", "authorization_declined"))
						: this.tokens.remove();
			}
			Reply reply = hop.respond(request);
			if (grant.equals("refresh_token")) {
				return reply;
			}
			this.tokens.add(reply); // for when the user has proved to be the same
			return Reply.json(400, Map.of("error", "invalid_grant", "error_description", "AADSTS50076: second factor",
					"error_codes", List.of(50076), "suberror", "basic_action"));
		});
	}

	@AfterEach
	void stop() {
		this.directory.close();
	}

	@Test
	void nobodyIsAskedUnlessTheApplicationSaysSo() {
		try (ConfigurableApplicationContext context = start()) {
			IwaException failure = failure(context);
			assertThat(failure).isInstanceOf(IwaInteractionRequiredException.class);
			assertThat(failure.code()).isEqualTo(IwaErrorCode.MFA_REQUIRED);
			assertThat(failure.mitigation()).contains("iwa.fallback.flows");
			assertThat(SHOWN).isEmpty();
		}
	}

	@Test
	void theUserIsAskedOnceAndTheNextTokenIsSilent() {
		try (ConfigurableApplicationContext context = start("iwa.fallback.flows=device-code")) {
			IwaTokenService service = context.getBean(IwaTokenService.class);
			IwaToken token = service.getToken();
			assertThat(token.source()).isEqualTo(Source.DEVICE_CODE);
			assertThat(token.username()).isEqualTo(User.ALICE.upn());
			assertThat(service.getToken().source()).isEqualTo(Source.CACHE);
			assertThat(service.getToken(IwaTokenRequest.defaults().withForceRefresh()).source())
				.isEqualTo(Source.REFRESH);
			assertThat(SHOWN).extracting(IwaDeviceCode::userCode).containsExactly("CODE-1");
			assertThat(this.grants).endsWith("device_code", "refresh_token");
		}
	}

	@Test
	void theSignedInUserMustBeTheOneWhoWasAskedFor() {
		try (ConfigurableApplicationContext context = start("iwa.fallback.flows=device-code",
				"iwa.username=" + User.BOB.upn())) {
			assertThat(failure(context).code()).isEqualTo(IwaErrorCode.USER_MISMATCH);
			assertThat(failure(context).code()).isEqualTo(IwaErrorCode.FALLBACK_UNAVAILABLE);
			assertThat(SHOWN).hasSize(1);
		}
	}

	private static IwaException failure(ConfigurableApplicationContext context) {
		return catchThrowableOfType(IwaException.class, () -> context.getBean(IwaTokenService.class).getToken());
	}

	private ConfigurableApplicationContext start(String... properties) {
		String[] arguments = Stream
			.concat(Stream.of(this.directory.arguments()), Stream.of(properties).map((property) -> "--" + property))
			.toArray(String[]::new);
		return new SpringApplicationBuilder(Application.Configuration.class, Prompts.class).web(WebApplicationType.NONE)
			.run(arguments);
	}

	@Configuration(proxyBeanMethods = false)
	static class Prompts {

		@Bean
		IwaDeviceCodePrompt prompt() {
			return SHOWN::add;
		}

	}

}
