/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.iwaspring.settings;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.iwaspring.entra.HostAndPort;
import io.github.iwaspring.entra.Typo;
import io.github.iwaspring.support.Rules;
import org.jspecify.annotations.Nullable;

import static io.github.iwaspring.support.Rules.Rule.refuse;
import static io.github.iwaspring.support.Rules.Rule.refuseBlank;

/**
 * The tables of the rules for hosts: those that get credentials or tokens, and those on
 * the way. The order counts: the first rule that applies gives the reason.
 */
final class HostRules {

	/**
	 * A URL whose port is known without looking at its scheme's default, unless that is
	 * the one of the list.
	 */
	private static final Pattern HOST_IN_URL = Pattern
		.compile("(?i)(?:https://([^/?#@]+)|http://([^/?#@]+:[0-9]+))(?:[/?#].*)?");

	private static final Pattern ABSOLUTE_HOST = Pattern.compile("^([^:/]+?)\\.+(:[0-9]+)?$");

	private static final Pattern PROXY_HOST_FORM = Pattern
		.compile("[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+]");

	private static final Pattern NON_PROXY_HOST_FORM = Pattern
		.compile("\\*?\\.?[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|[A-Za-z0-9][A-Za-z0-9.-]*\\*|\\[[0-9A-Fa-f:.]+]");

	private HostRules() {
	}

	static Rules<String> host() {
		return Rules.of(refuseBlank(), Typo.refuse(),
				refuse((entry) -> entry.contains("*"), "It contains a wildcard. Hosts are compared exactly."),
				refuse((entry) -> entry.contains("/"), "It is a URL or a path, not a host.", HostRules::hostInUrl),
				refuse((entry) -> entry.contains("_"), HostAndPort.UNDERSCORE),
				refuse((entry) -> ABSOLUTE_HOST.matcher(entry).matches(), "Its host ends with a dot.",
						(entry) -> ABSOLUTE_HOST.matcher(entry).replaceFirst("$1$2")),
				refuse((entry) -> HostAndPort.tryParse(entry) == null, "It is neither a host nor a host and a port."));
	}

	static Rules<String> proxyHost() {
		return Rules.of(Typo.refuse(), refuse((host) -> host.contains("/"), "It is a URL, not a host."),
				refuse((host) -> host.contains("@"), "It contains credentials, which are not supported."),
				refuse((host) -> host.matches(".*[^:]:[0-9]+"), "It contains a port, which is a property of its own.",
						(host) -> host.substring(0, host.lastIndexOf(':'))),
				refuse((host) -> !PROXY_HOST_FORM.matcher(host).matches(), "It is not a host."));
	}

	static Rules<String> nonProxyHost() {
		return Rules.of(refuseBlank(), Typo.refuse(),
				refuse((entry) -> entry.contains("|"),
						"It contains '|', which the JVM's http.nonProxyHosts has between its entries. "
								+ "Here every entry is an element of a list."),
				refuse((entry) -> entry.contains("/"), "It is a URL or a network, not a host."),
				refuse((entry) -> !NON_PROXY_HOST_FORM.matcher(entry).matches(),
						"It is neither a host nor a host with '*' or '.' at its beginning or '*' at its end."));
	}

	private static @Nullable String hostInUrl(String url) {
		Matcher matcher = HOST_IN_URL.matcher(url);
		if (!matcher.matches()) {
			return null;
		}
		return (matcher.group(1) != null) ? matcher.group(1) : matcher.group(2);
	}

}
