package io.github.iwaspring.autoconfigure;

import java.util.regex.Pattern;

import io.github.iwaspring.entra.DomainName;
import io.github.iwaspring.entra.TypingSlip;

/**
 * The rules for the names of users and their domains.
 */
final class UserNames {

	private static final Pattern DOWN_LEVEL = Pattern.compile("[^\\\\@]+\\\\.+");

	private static final Pattern LOCAL_PART = Pattern
		.compile("[^\\s\\p{Cc}\"'`\\\\/:;,<>@]+(?:'[^\\s\\p{Cc}\"'`\\\\/:;,<>@]+)*");

	private static final Pattern PRINCIPAL = Pattern.compile("[^/@]+(?:/[^/@]+)*(?:@[^/@]+)?");

	private static final Pattern SERVICE_PRINCIPAL = Pattern.compile("[^/@]+[/@][^/@]+(?:@[^/@]+)?");

	private static final TextRule NAME = TextRule.inOrder(TextRule.no(TypingSlip.PLACEHOLDER),
			TextRule.no(TypingSlip.CONTROL), TextRule.no(TypingSlip.WHITE_SPACE));

	/**
	 * The rules for a user principal name. Proposes nothing, since a proposal would name
	 * the user.
	 */
	static final TextRule USER_PRINCIPAL_NAME = withoutProposal(TextRule.inOrder(NAME,
			TextRule.refuse((name) -> DOWN_LEVEL.matcher(name).matches(),
					"It is a name of the form DOMAIN\\user. Entra knows users by their user principal name."),
			TextRule.refuse((name) -> !name.contains("@"),
					"It is a bare name. Entra knows users by their user principal name, which has a domain."),
			TextRule.refuse((name) -> name.indexOf('@') != name.lastIndexOf('@'), "It has more than one at sign."),
			TextRule.refuse((name) -> !LOCAL_PART.matcher(name.substring(0, name.indexOf('@'))).matches(),
					"The part before its at sign is empty, or has a character that no user principal name has."),
			TextRule.refuse((name) -> !DomainName.is(name.substring(name.indexOf('@') + 1)),
					"The part behind its at sign is no domain name.")));

	/**
	 * The rules for a bare domain.
	 */
	static final TextRule DOMAIN = TextRule.inOrder(TextRule.refuse((domain) -> domain.contains("@"),
			"It contains an at sign: it is no bare domain.", (domain) -> domain.substring(domain.lastIndexOf('@') + 1)),
			TextRule.NO_SLIPS,
			TextRule.refuse((domain) -> domain.contains("/"), "It contains a slash: it is no bare domain.",
					(domain) -> domain.replaceFirst("^[A-Za-z]*:?//", "").replaceFirst("/.*$", "")),
			TextRule.refuse((domain) -> !domain.contains("."),
					"It has no dot: it is no domain that Entra can have verified."),
			TextRule.refuse((domain) -> domain.endsWith("."), "It ends with a dot.",
					(domain) -> domain.replaceFirst("\\.+$", "")),
			TextRule.refuse((domain) -> !DomainName.is(domain), "It is no domain name."));

	/**
	 * The rules for a Kerberos principal.
	 */
	static final TextRule KERBEROS_PRINCIPAL = withoutProposal(TextRule.inOrder(NAME,
			TextRule.refuse((name) -> name.contains("\\"),
					"It is a name of the form DOMAIN\\user, which is no Kerberos principal."),
			TextRule.refuse((name) -> !PRINCIPAL.matcher(name).matches(), "It is no Kerberos principal.")));

	/**
	 * The rules for the principal of a service.
	 */
	static final TextRule SERVICE = TextRule.inOrder(TextRule.NO_SLIPS,
			TextRule.refuse((name) -> name.contains("://"), "It is a URL, not a service principal."),
			TextRule.refuse((name) -> !SERVICE_PRINCIPAL.matcher(name).matches(),
					"It names no host: a service principal has a service and a host."));

	private UserNames() {
	}

	private static TextRule withoutProposal(TextRule rule) {
		return (name) -> {
			Objection objection = rule.check(name);
			return (objection != null) ? new Objection(objection.reason()) : null;
		};
	}

}
