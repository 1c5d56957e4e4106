package io.github.iwaspring.msal;

import java.net.URL;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;

import com.microsoft.aad.msal4j.IntegratedWindowsAuthenticationParameters;
import io.github.iwaspring.authority.Authority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Session}.
 */
class SessionTests {

	private final List<URL> requests = new CopyOnWriteArrayList<>();

	private final List<Thread> threads = new CopyOnWriteArrayList<>();

	@ParameterizedTest
	@ValueSource(strings = { "login.microsoftonline.com", "login.windows.net", "login.microsoftonline.us",
			"login.partner.microsoftonline.cn", "login.sovcloud-identity.fr", "login-us.microsoftonline.com" })
	void aKnownCloudNeedsNoDiscovery(String host) {
		ask(session("https://" + host + "/contoso.com/"));
		assertThat(this.requests).extracting(URL::toString)
			.containsExactly("https://" + host + "/common/userrealm/alice%40contoso.com?api-version=1.0");
	}

	@Test
	void theWireIsUsedOnTheThreadThatAsks() {
		ask(session("https://login.microsoftonline.com/contoso.com/"));
		assertThat(this.threads).containsExactly(Thread.currentThread());
	}

	private Session session(String authority) {
		SignInSettings settings = new SignInSettings(Authority.parse(authority), "5a0c7e5e-0000-4000-8000-000000000000",
				null, null, Set.of());
		return new Session(settings, (request) -> {
			this.requests.add(request.url());
			this.threads.add(Thread.currentThread());
			throw new IllegalStateException("far enough");
		});
	}

	private void ask(Session session) {
		assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> session.client()
			.acquireToken(
					IntegratedWindowsAuthenticationParameters.builder(Set.of("User.Read"), "alice@contoso.com").build())
			.join());
	}

}
