package io.github.iwaspring.autoconfigure;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import io.github.iwaspring.entra.Cloud;
import io.github.iwaspring.support.Redaction;
import io.github.iwaspring.entra.TypingSlip;
import org.jspecify.annotations.Nullable;

/**
 * The rules for scopes: each an entry of its own, and all of one resource.
 */
final class Scopes {

	private static final String DEFAULT_SCOPE = ".default";

	private static final Pattern CHARACTERS = Pattern.compile("[!#-\\[\\]-~]+");

	private static final TextRule SCOPE = TextRule.inOrder(TextRule.refuse(String::isBlank, "It is empty."),
			TextRule.refuse((scope) -> TypingSlip.WHITE_SPACE.isIn(scope.strip()),
					"It contains white space. Each scope is an entry of its own."),
			TextRule.NO_SLIPS,
			TextRule.refuse((scope) -> !CHARACTERS.matcher(scope).matches(),
					"It contains a character that no scope has."),
			TextRule.refuse((scope) -> scope.endsWith("/"),
					"It is a resource without a permission, which stands behind the last slash.",
					(scope) -> scope + DEFAULT_SCOPE),
			TextRule.refuse((scope) -> scope.endsWith("://" + nameOf(scope)),
					"It is a resource without a permission, which stands behind the last slash.",
					(scope) -> scope + "/" + DEFAULT_SCOPE));

	private Scopes() {
	}

	/**
	 * Reads the scopes, in their order.
	 */
	static Set<String> read(List<String> entries, Problems problems) {
		Set<String> scopes = new LinkedHashSet<>();
		if (entries.stream().allMatch(String::isBlank)) {
			problems.missing(IwaProperty.SCOPES, entries.isEmpty() ? null : "");
			return scopes;
		}
		Objection together = null;
		for (int index = 0; index < entries.size(); index++) {
			String scope = entries.get(index);
			Objection objection = SCOPE.check(scope);
			if (objection != null) {
				problems.refused(IwaProperty.SCOPES, index, scope, objection);
			}
			else {
				together = (together != null) ? together : clash(scopes, scope);
				scopes.add(scope);
			}
		}
		if (together != null) {
			problems.refused(IwaProperty.SCOPES, String.join(", ", entries), together);
		}
		return Collections.unmodifiableSet(scopes);
	}

	private static @Nullable Objection clash(Set<String> earlier, String scope) {
		for (String other : earlier) {
			ScopeResource resource = ScopeResource.of(scope);
			ScopeResource otherResource = ScopeResource.of(other);
			if (resource == null || otherResource == null || scope.equals(other)) {
				continue;
			}
			if (!resource.isSameAs(otherResource)) {
				return new Objection(
						both(other, scope) + " belong to different resources. A token is for one resource.");
			}
			if (isDefault(scope) != isDefault(other)) {
				return new Objection(both(other, scope)
						+ " cannot be combined: .default stands for all the permissions of the resource.");
			}
		}
		return null;
	}

	private static String both(String scope, String other) {
		return "'" + shown(scope) + "' and '" + shown(other) + "'";
	}

	private static String shown(String scope) {
		return Redaction.configuredValue(scope, Cloud::isSignInHost);
	}

	private static boolean isDefault(String scope) {
		return nameOf(scope).equals(DEFAULT_SCOPE);
	}

	private static String nameOf(String scope) {
		return scope.substring(scope.lastIndexOf('/') + 1);
	}

}
