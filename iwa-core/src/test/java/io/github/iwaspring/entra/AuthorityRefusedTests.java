package io.github.iwaspring.entra;

import java.util.Set;
import java.util.stream.Stream;

import io.github.iwaspring.entra.AuthorityVerdict.Accepted;
import io.github.iwaspring.entra.AuthorityVerdict.Refused;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the authorities that {@link AuthorityRules} refuse: why, and what they
 * propose instead.
 */
class AuthorityRefusedTests {

	static final String CLIENT_ID = "5a0c7e5e-0000-4000-8000-1234567890ab";

	private final AuthorityRules rules = new AuthorityRules(
			Set.of(HostAndPort.parse("entra.contoso.local:8443"), HostAndPort.parse("localhost:9443")), CLIENT_ID);

	static Stream<Arguments> refused() {
		return Stream.concat(RefusedUrls.all(), RefusedTypings.all());
	}

	@ParameterizedTest
	@MethodSource("refused")
	void isRefusedWithTheReasonAndTheValueToUseInstead(String typed, String reason, @Nullable String proposal) {
		assertThat(this.rules.judge(typed)).isInstanceOfSatisfying(Refused.class, (refused) -> {
			assertThat(refused.reason()).contains(reason);
			assertThat(refused.proposal()).isEqualTo(proposal);
		});
	}

	@ParameterizedTest
	@MethodSource("refused")
	void isNeverProposedAValueThatIsRefusedItself(String typed, String reason, @Nullable String proposal) {
		String proposed = ((Refused) this.rules.judge(typed)).proposal();
		if (proposed != null) {
			assertThat(this.rules.judge(proposed)).isInstanceOfSatisfying(Accepted.class,
					(accepted) -> assertThat(accepted.authority().url()).isEqualTo(proposed));
		}
	}

	@ParameterizedTest
	@MethodSource("refused")
	void givesReasonsThatAreSentences(String typed, String reason, @Nullable String proposal) {
		assertThat(((Refused) this.rules.judge(typed)).reason()).matches("[A-Z'][ -~]*\\.");
	}

}
