package io.github.iwaspring.signin;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.directory.DiscoveryCache;
import io.github.iwaspring.directory.SignInContext;
import io.github.iwaspring.entra.Authority;
import io.github.iwaspring.entra.HostAndPort;
import io.github.iwaspring.kerberos.ChannelBindingMode;
import io.github.iwaspring.kerberos.JavaKerberosCredentials;
import io.github.iwaspring.kerberos.KerberosIdentity;
import io.github.iwaspring.kerberos.KerberosProvider;
import io.github.iwaspring.kerberos.KerberosSettings;
import io.github.iwaspring.support.Json;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.tenant.Resource;
import io.github.iwaspring.test.tenant.User;
import io.github.iwaspring.token.AcquisitionContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a sign-in leaves in msal4j's cache.
 */
class SessionCacheTests {

	private final EmbeddedDirectory directory = EmbeddedDirectory.start();

	private final HostAndPort host = HostAndPort.of(this.directory.authority());

	@AfterEach
	void stop() {
		this.directory.close();
	}

	@Test
	void aSignInLeavesTheAccountOfItsUser() throws Exception {
		Session session = session(settings(null));
		signIn(session, settings(null), User.ALICE);
		assertThat(accounts(session)).containsExactly(User.ALICE.upn());
	}

	@ParameterizedTest
	@ValueSource(strings = { "bob@contoso.com", "al@contoso.com", "alice@contoso.co", "malice@contoso.com" })
	void anAnswerForSomebodyElseLeavesNothing(String username) throws Exception {
		SignInSettings settings = settings(username);
		Session session = session(settings);
		assertThatExceptionOfType(IwaException.class).isThrownBy(() -> signIn(session, settings, User.ALICE))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(IwaErrorCode.USER_MISMATCH));
		assertThat(accounts(session)).isEmpty();
	}

	@Test
	void anAnswerForSomebodyElseLeavesTheAccountThatSignedInFirst() throws Exception {
		SignInSettings settings = settings(null);
		Session session = session(settings);
		signIn(session, settings, User.ALICE);
		assertThatExceptionOfType(IwaException.class).isThrownBy(() -> signIn(session, settings, User.BOB))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(IwaErrorCode.USER_MISMATCH));
		assertThat(accounts(session)).containsExactly(User.ALICE.upn());
	}

	@Test
	void usersWithSimilarNamesHaveAccountsOfTheirOwn() throws Exception {
		Set<String> homeAccountIds = new HashSet<>();
		for (User user : List.of(User.ALICE, User.AL, User.OTHER_ALICE, User.BOB, User.OTHER_BOB)) {
			SignInSettings settings = settings(user.upn());
			Session session = session(settings);
			signIn(session, settings, user);
			assertThat(session.account()).isNotNull();
			homeAccountIds.add(session.account().homeAccountId());
		}
		assertThat(homeAccountIds).hasSize(5);
	}

	private void signIn(Session session, SignInSettings settings, User user) {
		KerberosIdentity identity = new JavaKerberosCredentials(new KerberosSettings(KerberosProvider.JAVA,
				this.directory.ticketCache(user), null, null, this.directory.krb5Conf(), null, ChannelBindingMode.AUTO))
			.current();
		IwaTokenRequest request = IwaTokenRequest.defaults().withScopes(Resource.ORDERS.defaultScope());
		try (SignInContext context = SignInContext.open(new AcquisitionContext(request, Duration.ofSeconds(30)),
				identity)) {
			new IntegratedFlow(settings).acquire(session, context);
		}
	}

	private SignInSettings settings(String username) {
		return new SignInSettings(Authority.parse(this.directory.authority().toString(), this.host),
				this.directory.clientId(), List.of(), username, null, Set.of());
	}

	private Session session(SignInSettings settings) throws Exception {
		return Session.start(settings, DirectoryWire.to(this.directory), new DiscoveryCache(InstantSource.system()),
				null);
	}

	private Iterable<String> accounts(Session session) {
		Json accounts = Json.parse(session.client().cache().serialize()).object("Account");
		return accounts.members().keySet().stream().map((key) -> accounts.object(key).text("username")).toList();
	}

}
