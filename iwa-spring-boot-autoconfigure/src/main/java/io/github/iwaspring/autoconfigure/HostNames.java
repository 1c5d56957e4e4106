package io.github.iwaspring.autoconfigure;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.iwaspring.entra.HostAndPort;
import io.github.iwaspring.entra.TypingSlip;
import io.github.iwaspring.support.Rules;
import io.github.iwaspring.support.Rules.Refusal;
import org.jspecify.annotations.Nullable;

import static io.github.iwaspring.support.Rules.Rule.refuse;

/**
 * The rules for lists of hosts.
 */
final class HostNames {

	/**
	 * A URL whose port is known without looking at its scheme's default, unless that is
	 * the one of the list.
	 */
	private static final Pattern URL = Pattern
		.compile("(?i)(?:https://([^/?#@]+)|http://([^/?#@]+:[0-9]+))(?:[/?#].*)?");

	private static final Rules<String> ENTRY = Rules.of(refuse(String::isBlank, "It is empty."), TypingSlip.refuse(),
			refuse((entry) -> entry.contains("*"), "It contains a wildcard. Hosts are compared exactly."),
			refuse((entry) -> entry.contains("/"), "It is a URL or a path, not a host.", HostNames::hostOfUrl),
			refuse((entry) -> parse(entry) == null, "It is neither a host nor a host and a port."));

	private HostNames() {
	}

	/**
	 * Reads a list, in its order, without the entries that cannot be used.
	 */
	static Set<HostAndPort> read(IwaProperty property, List<String> entries, Problems problems) {
		Set<HostAndPort> hosts = new LinkedHashSet<>();
		for (int index = 0; index < entries.size(); index++) {
			String entry = entries.get(index);
			Refusal refusal = ENTRY.check(entry);
			if (refusal == null) {
				hosts.add(HostAndPort.parse(entry));
			}
			else {
				problems.refused(property, index, entry, refusal);
			}
		}
		return Collections.unmodifiableSet(hosts);
	}

	private static @Nullable String hostOfUrl(String url) {
		Matcher matcher = URL.matcher(url);
		if (!matcher.matches()) {
			return null;
		}
		return (matcher.group(1) != null) ? matcher.group(1) : matcher.group(2);
	}

	private static @Nullable HostAndPort parse(String entry) {
		try {
			return HostAndPort.parse(entry);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
