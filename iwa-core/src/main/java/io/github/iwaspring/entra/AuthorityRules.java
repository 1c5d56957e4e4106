package io.github.iwaspring.entra;

import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The rules for an authority, applied in order to the value as it was typed.
 * <p>
 * The first rule that objects refuses the value. If it knows a repair, the repaired value
 * is judged in turn: a proposal is only made when all rules accept it, and the reasons
 * met on the way are given together.
 */
public final class AuthorityRules {

	private static final int MOST_REPAIRS = 10;

	private final Set<HostAndPort> trustedHosts;

	private final @Nullable String clientId;

	/**
	 * Creates the rules for an application.
	 * @param trustedHosts hosts to trust beside the known clouds
	 * @param clientId the application's client id, which is no tenant, or {@code null}
	 */
	public AuthorityRules(Set<HostAndPort> trustedHosts, @Nullable String clientId) {
		this.trustedHosts = Set.copyOf(trustedHosts);
		this.clientId = clientId;
	}

	/**
	 * Judges an authority.
	 * @param typed the value as it was typed
	 * @return the authority, or why there is none
	 */
	public AuthorityVerdict judge(String typed) {
		return judge(typed, MOST_REPAIRS);
	}

	private AuthorityVerdict judge(String typed, int repairs) {
		Candidate candidate = Candidate.of(typed, this.trustedHosts, this.clientId);
		Refusal refusal = check(candidate);
		if (refusal != null) {
			return refused(typed, refusal, repairs);
		}
		return new AuthorityVerdict.Accepted(new Authority(candidate.requiredHostAndPort(),
				candidate.tenant().toLowerCase(Locale.ROOT), candidate.cloud()));
	}

	/**
	 * Called one by one rather than listed, here and in each set of rules: every entry of
	 * a list of method references would be a class that is made at every start.
	 */
	private static @Nullable Refusal check(Candidate candidate) {
		Refusal refusal = TextRules.check(candidate);
		refusal = (refusal != null) ? refusal : ShapeRules.check(candidate);
		refusal = (refusal != null) ? refusal : HostRules.check(candidate);
		refusal = (refusal != null) ? refusal : PathRules.check(candidate);
		refusal = (refusal != null) ? refusal : TenantRules.check(candidate);
		return refusal;
	}

	private AuthorityVerdict.Refused refused(String typed, Refusal refusal, int repairs) {
		String repaired = refusal.repaired();
		if (repaired == null || repaired.equals(typed) || repairs == 0) {
			return new AuthorityVerdict.Refused(refusal.reason(), null);
		}
		AuthorityVerdict verdict = judge(repaired, repairs - 1);
		if (verdict instanceof AuthorityVerdict.Refused further) {
			return new AuthorityVerdict.Refused(refusal.reason() + " " + further.reason(), further.proposal());
		}
		return new AuthorityVerdict.Refused(refusal.reason(), ((AuthorityVerdict.Accepted) verdict).authority().url());
	}

}
