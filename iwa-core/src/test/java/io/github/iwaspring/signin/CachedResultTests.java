package io.github.iwaspring.signin;

import java.time.Instant;
import java.util.Date;
import java.util.Set;

import com.microsoft.aad.msal4j.TokenSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CachedResult}.
 */
class CachedResultTests {

	private static final Instant EXPIRY = Instant.ofEpochSecond(1_800_000_000);

	private static final BrokerAccount ALICE = new BrokerAccount("a.t", "login.microsoftonline.com", "alice");

	private static final String CACHE = """
			{"AccessToken":{"key1":{"home_account_id":"a.t","environment":"login.microsoftonline.com",
			"credential_type":"AccessToken","client_id":"c","secret":"token","realm":"contoso.com",
			"target":"openid api://orders/Read api://orders/.default","cached_at":"1700000000",
			"expires_on":"1800000000","refresh_on":"1750000000"}},
			"IdToken":{"key2":{"home_account_id":"b.t","realm":"contoso.com","secret":"bob"},
			"key3":{"home_account_id":"a.t","realm":"contoso.com","secret":"alice"}}}""";

	@Test
	void aTokenIsFoundWithWhoseItIs() {
		CachedResult result = find("api://orders/.default", "contoso.com", EXPIRY.minusSeconds(1));
		assertThat(result).isNotNull();
		assertThat(result.accessToken()).isEqualTo("token");
		assertThat(result.idToken()).isEqualTo("alice");
		assertThat(result.account()).isEqualTo(ALICE);
		assertThat(result.expiresOnDate()).isEqualTo(Date.from(EXPIRY));
		assertThat(result.metadata().tokenSource()).isEqualTo(TokenSource.CACHE);
		assertThat(result.metadata().refreshOn()).isEqualTo(1_750_000_000);
		assertThat(result.toString()).doesNotContain("token").doesNotContain("alice");
	}

	@ParameterizedTest
	@ValueSource(strings = { "api://orders/READ", "API://ORDERS/.default" })
	void scopesAreComparedWithoutRegardToCase(String scope) {
		assertThat(find(scope, "CONTOSO.COM", EXPIRY.minusSeconds(1))).isNotNull();
	}

	@ParameterizedTest
	@CsvSource({ "api://orders/Write, contoso.com, 1", "api://orders/Rea, contoso.com, 1",
			"api://orders/.default, fabrikam.com, 1", "api://orders/.default, contoso.com, 0" })
	void aTokenForSomethingElseOrThatHasExpiredIsNotFound(String scope, String tenant, long secondsLeft) {
		assertThat(find(scope, tenant, EXPIRY.minusSeconds(secondsLeft))).isNull();
	}

	@Test
	void aTokenOfSomebodyElseIsNotFound() {
		BrokerAccount bob = new BrokerAccount("b.t", "login.microsoftonline.com", "bob");
		assertThat(CachedResult.find(CACHE, bob, "contoso.com", Set.of("api://orders/.default"), Instant.EPOCH))
			.isNull();
	}

	@Test
	void aTokenThatDoesNotSayWhoseItIsIsNotFound() {
		assertThat(CachedResult.find(
				CACHE.replace("key3\":{\"home_account_id\":\"a.t\"", "key3\":{\"home_account_id\":\"c.t\""), ALICE,
				"contoso.com", Set.of("api://orders/.default"), Instant.EPOCH))
			.isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{}", "[]", "{\"AccessToken\":[]}", "{\"AccessToken\":{\"key\":\"text\"}}" })
	void anEmptyCacheHasNone(String cache) {
		assertThat(CachedResult.find(cache, ALICE, "contoso.com", Set.of("api://orders/.default"), Instant.EPOCH))
			.isNull();
	}

	private static CachedResult find(String scope, String tenant, Instant now) {
		return CachedResult.find(CACHE, ALICE, tenant, Set.of(scope), now);
	}

}
