package io.github.iwaspring.autoconfigure;

import java.util.regex.Pattern;

import io.github.iwaspring.entra.TenantName;
import io.github.iwaspring.entra.TypingSlip;
import io.github.iwaspring.support.Rules;
import io.github.iwaspring.support.Rules.Rule;

import static io.github.iwaspring.support.Rules.Rule.refuse;

/**
 * The rules for the names of users and their domains.
 */
final class UserNames {

	private static final Pattern DOWN_LEVEL = Pattern.compile("[^\\\\@]+\\\\.+");

	private static final Pattern LOCAL_PART = Pattern
		.compile("[^\\s\\p{Cc}\"'`\\\\/:;,<>@]+(?:'[^\\s\\p{Cc}\"'`\\\\/:;,<>@]+)*");

	private static final Pattern PRINCIPAL = Pattern.compile("[^/@]+(?:/[^/@]+)*(?:@[^/@]+)?");

	private static final Pattern SERVICE_PRINCIPAL = Pattern.compile("[^/@]+[/@][^/@]+(?:@[^/@]+)?");

	private static final Rule<String> NO_SLIPS = TypingSlip.refuse(TypingSlip.PLACEHOLDER, TypingSlip.CONTROL,
			TypingSlip.WHITE_SPACE);

	/**
	 * The rules for a user principal name. A corrected value would name the user.
	 */
	static final Rules<String> USER_PRINCIPAL_NAME = Rules
		.of(NO_SLIPS,
				refuse((name) -> DOWN_LEVEL.matcher(name).matches(),
						"It is a name of the form DOMAIN\\user. Entra knows users by their user principal name."),
				refuse((name) -> !name.contains("@"),
						"It is a bare name. Entra knows users by their user principal name, which has a domain."),
				refuse((name) -> name.indexOf('@') != name.lastIndexOf('@'), "It has more than one at sign."),
				refuse((name) -> !LOCAL_PART.matcher(name.substring(0, name.indexOf('@'))).matches(),
						"The part before its at sign is empty, or has a character that no user principal name has."),
				refuse((name) -> !TenantName.isDomain(name.substring(name.indexOf('@') + 1)),
						"The part behind its at sign is not a domain name."))
		.withoutCorrections();

	/**
	 * The rules for a bare domain.
	 */
	static final Rules<String> DOMAIN = Rules.of(
			refuse((domain) -> domain.contains("@"), "It contains an at sign: it is not a bare domain.",
					(domain) -> domain.substring(domain.lastIndexOf('@') + 1)),
			TypingSlip.refuse(),
			refuse((domain) -> domain.contains("/"), "It contains a slash: it is not a bare domain.",
					(domain) -> domain.replaceFirst("^[A-Za-z]*:?//", "").replaceFirst("/.*$", "")),
			refuse((domain) -> !domain.contains("."),
					"It has no dot: it is not a domain that Entra can have verified."),
			refuse((domain) -> domain.endsWith("."), "It ends with a dot.",
					(domain) -> domain.replaceFirst("\\.+$", "")),
			refuse((domain) -> !TenantName.isDomain(domain), "It is not a domain name."));

	/**
	 * The rules for a Kerberos principal.
	 */
	static final Rules<String> KERBEROS_PRINCIPAL = Rules
		.of(NO_SLIPS,
				refuse((name) -> name.contains("\\"),
						"It is a name of the form DOMAIN\\user, which is not a Kerberos principal."),
				refuse((name) -> !PRINCIPAL.matcher(name).matches(), "It is not a Kerberos principal."))
		.withoutCorrections();

	/**
	 * The rules for the principal of a service.
	 */
	static final Rules<String> SERVICE = Rules.of(TypingSlip.refuse(),
			refuse((name) -> name.contains("://"), "It is a URL, not a service principal."),
			refuse((name) -> !SERVICE_PRINCIPAL.matcher(name).matches(),
					"It names no host: a service principal has a service and a host."));

	private UserNames() {
	}

}
