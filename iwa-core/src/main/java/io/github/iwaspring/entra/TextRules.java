package io.github.iwaspring.entra;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import io.github.iwaspring.support.AtSign;
import org.jspecify.annotations.Nullable;

/**
 * The rules for the value as a text. User info comes first, so that no later rule can
 * quote from it.
 */
final class TextRules {

	private static final Pattern WORDS = Pattern.compile("[^\\s\\p{Z}]+(?:[\\s\\p{Z}]+[^\\s\\p{Z}]+)+");

	private TextRules() {
	}

	/**
	 * Applies the rules in their order.
	 * @return the first objection, or {@code null}
	 */
	static @Nullable Refusal check(Candidate candidate) {
		Refusal refusal = userInfo(candidate);
		refusal = (refusal != null) ? refusal : slip(TypingSlip.PLACEHOLDER, candidate);
		refusal = (refusal != null) ? refusal : userAsTenant(candidate);
		refusal = (refusal != null) ? refusal : slip(TypingSlip.CONTROL, candidate);
		refusal = (refusal != null) ? refusal : slip(TypingSlip.QUOTE, candidate);
		refusal = (refusal != null) ? refusal : displayName(candidate);
		refusal = (refusal != null) ? refusal : slip(TypingSlip.WHITE_SPACE, candidate);
		refusal = (refusal != null) ? refusal : slip(TypingSlip.NON_ASCII, candidate);
		refusal = (refusal != null) ? refusal : backslash(candidate);
		refusal = (refusal != null) ? refusal : encoding(candidate);
		return refusal;
	}

	private static @Nullable Refusal userInfo(Candidate candidate) {
		AtSign at = AtSign.lastIn(candidate.value(), Cloud::isSignInHost);
		if (at == null || at.behindHost()) {
			return null;
		}
		return new Refusal("It contains user info: everything before the at sign. An authority has none.",
				at.removed(candidate.value()));
	}

	private static @Nullable Refusal userAsTenant(Candidate candidate) {
		AtSign at = AtSign.lastIn(candidate.value(), Cloud::isSignInHost);
		if (at == null || at.start() > candidate.origin().length() + candidate.path().length()) {
			return null;
		}
		return new Refusal("It contains the name of a user where only the tenant belongs.",
				at.removed(candidate.value()));
	}

	private static @Nullable Refusal slip(TypingSlip slip, Candidate candidate) {
		String value = candidate.value();
		return slip.isIn(value) ? new Refusal(slip.reason(value), slip.repaired(value)) : null;
	}

	private static @Nullable Refusal displayName(Candidate candidate) {
		String tenant = candidate.tenantOrBareWord();
		if (!WORDS.matcher(tenant.strip()).matches() || DomainName.is(TypingSlip.WHITE_SPACE.without(tenant))) {
			return null;
		}
		return new Refusal(TenantRules.DISPLAY_NAME);
	}

	private static @Nullable Refusal backslash(Candidate candidate) {
		if (!candidate.value().contains("\\")) {
			return null;
		}
		return new Refusal("It contains a backslash.", candidate.value().replace('\\', '/'));
	}

	private static @Nullable Refusal encoding(Candidate candidate) {
		if (!candidate.value().contains("%")) {
			return null;
		}
		return new Refusal("It contains a percent sign. Nothing in an authority is percent-encoded.",
				decoded(candidate.value()));
	}

	private static @Nullable String decoded(String value) {
		try {
			return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
