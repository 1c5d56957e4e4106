package io.github.iwaspring.authority;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The rules for the value as a text. User info comes first, so that no later rule can
 * quote from it.
 */
final class TextRules {

	static final List<Rule> ALL = List.of(TextRules::userInfo, slip(TypingSlip.PLACEHOLDER), TextRules::userAsTenant,
			slip(TypingSlip.CONTROL), slip(TypingSlip.QUOTE), TextRules::displayName, slip(TypingSlip.WHITE_SPACE),
			slip(TypingSlip.NON_ASCII), TextRules::backslash, TextRules::encoding);

	private static final Pattern WORDS = Pattern.compile("[^\\s\\p{Z}]+(?:[\\s\\p{Z}]+[^\\s\\p{Z}]+)+");

	private TextRules() {
	}

	private static @Nullable Refusal userInfo(Candidate candidate) {
		AtSign at = AtSign.lastIn(candidate.value());
		if (at == null || at.behindHost()) {
			return null;
		}
		return new Refusal("It contains user info: everything before the at sign. An authority has none.",
				at.removed(candidate.value()));
	}

	private static @Nullable Refusal userAsTenant(Candidate candidate) {
		AtSign at = AtSign.lastIn(candidate.value());
		if (at == null || at.start() > candidate.origin().length() + candidate.path().length()) {
			return null;
		}
		return new Refusal("It contains the name of a user where only the tenant belongs.",
				at.removed(candidate.value()));
	}

	private static Rule slip(TypingSlip slip) {
		return (candidate) -> slip.isIn(candidate.value())
				? new Refusal(slip.reason(candidate.value()), slip.repaired(candidate.value())) : null;
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
