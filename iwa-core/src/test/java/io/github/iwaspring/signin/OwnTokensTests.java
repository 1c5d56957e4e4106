package io.github.iwaspring.signin;

import io.github.iwaspring.support.Json;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OwnTokens}.
 */
class OwnTokensTests {

	private static final String CACHE = """
			{"AccessToken":{"k1":{"home_account_id":"a.t","secret":"alice","expires_on":"1800000000"},
			"k2":{"home_account_id":"b.t","secret":"bob"}},
			"RefreshToken":{"k3":{"home_account_id":"b.t","secret":"bob"}},
			"AppMetadata":{"k4":{"client_id":"c"}}}""";

	@Test
	void whatBelongsToOthersIsLeftOut() {
		assertThat(Json.parse(OwnTokens.in(CACHE, "a.t"))).isEqualTo(Json.parse("""
				{"AccessToken":{"k1":{"home_account_id":"a.t","secret":"alice","expires_on":"1800000000"}},
				"RefreshToken":{},"AppMetadata":{"k4":{"client_id":"c"}}}"""));
	}

	@Test
	void whatCannotBeReadIsLeftAsItIs() {
		assertThat(OwnTokens.in("", "a.t")).isEmpty();
	}

}
