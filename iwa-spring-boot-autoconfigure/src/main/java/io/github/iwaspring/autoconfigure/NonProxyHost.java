package io.github.iwaspring.autoconfigure;

import java.util.Locale;
import java.util.regex.Pattern;

import io.github.iwaspring.entra.TypingSlip;
import io.github.iwaspring.support.Rules;

import static io.github.iwaspring.support.Rules.Rule.refuse;

/**
 * An entry of {@code iwa.http.proxy.non-proxy-hosts}: a host, {@code *.contoso.com} or
 * {@code .contoso.com} for all hosts below a domain, or the beginning of an address with
 * {@code *} at its end. Case does not matter.
 *
 * @param pattern the entry in lower case, with {@code *} for what is open
 */
record NonProxyHost(String pattern) {

	private static final Pattern ENTRY = Pattern
		.compile("\\*?\\.?[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|[A-Za-z0-9][A-Za-z0-9.-]*\\*|\\[[0-9A-Fa-f:.]+]");

	/**
	 * The rules for an entry.
	 */
	static final Rules<String> RULES = Rules.of(refuse(String::isBlank, "It is empty."), TypingSlip.refuse(),
			refuse((entry) -> entry.contains("|"),
					"It contains '|', which the JVM's http.nonProxyHosts has between its entries. "
							+ "Here every entry is an element of a list."),
			refuse((entry) -> entry.contains("/"), "It is a URL or a network, not a host."),
			refuse((entry) -> !ENTRY.matcher(entry).matches(),
					"It is neither a host nor a host with '*' or '.' at its beginning or '*' at its end."));

	static NonProxyHost parse(String entry) {
		String lower = entry.toLowerCase(Locale.ROOT);
		return new NonProxyHost(lower.startsWith(".") ? "*" + lower : lower);
	}

	boolean matches(String host) {
		String lower = host.toLowerCase(Locale.ROOT);
		if (this.pattern.startsWith("*")) {
			return lower.endsWith(this.pattern.substring(1));
		}
		return this.pattern.endsWith("*") ? lower.startsWith(this.pattern.substring(0, this.pattern.length() - 1))
				: lower.equals(this.pattern);
	}

}
