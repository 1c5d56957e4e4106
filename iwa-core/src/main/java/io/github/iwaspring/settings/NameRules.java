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

import java.util.regex.Pattern;

import io.github.iwaspring.entra.TenantName;
import io.github.iwaspring.entra.Typo;
import io.github.iwaspring.support.Rules;

import static io.github.iwaspring.support.Rules.Rule.refuse;
import static io.github.iwaspring.support.Rules.Rule.refuseBlank;

/**
 * The tables of the rules for names: what Entra ID and Kerberos call an application, a
 * user, a domain and a service. The order counts: the first rule that applies gives the
 * reason.
 */
final class NameRules {

	private static final Pattern NAME_CHARACTERS = Pattern.compile("[A-Za-z0-9._-]+");

	private static final Pattern DOWN_LEVEL_NAME = Pattern.compile("[^\\\\@]+\\\\.+");

	private static final Pattern LOCAL_PART = Pattern.compile("[^\\s\\p{Cc}\"`\\\\/:;,<>@]+");

	/**
	 * The components of a name and its realm. A backslash escapes the character behind
	 * it: an enterprise name has an at sign of its own.
	 */
	private static final Pattern PRINCIPAL_FORM = Pattern
		.compile("(?:[^/@\\\\]|\\\\[/@\\\\])+(?:/(?:[^/@\\\\]|\\\\[/@\\\\])+)*(?:@[^/@\\\\]+)?");

	private static final Pattern DOWN_LEVEL_PRINCIPAL = Pattern.compile("[^\\\\@]+\\\\[^@/\\\\].*");

	private static final Pattern UNESCAPED_ENTERPRISE_NAME = Pattern.compile("[^/@\\\\]+@[^/@\\\\]+@[^/@\\\\]+");

	private static final Pattern SERVICE_PRINCIPAL_FORM = Pattern.compile("[^/@]+[/@][^/@]+(?:@[^/@]+)?");

	private NameRules() {
	}

	static Rules<String> clientId() {
		return Rules.of(Typo.refuse(),
				refuse((id) -> !TenantName.isGuid(id), "It is not a GUID, as every application id is."));
	}

	static Rules<String> clientCapability() {
		return Rules.of(refuseBlank(), Typo.refuse(), refuse((name) -> !NAME_CHARACTERS.matcher(name).matches(),
				"It contains a character other than letters, digits, hyphens, dots and underscores."));
	}

	static Rules<String> userPrincipalName() {
		return Rules.of(Typo.refuse(Typo.PLACEHOLDER, Typo.CONTROL, Typo.WHITE_SPACE),
				refuse((name) -> DOWN_LEVEL_NAME.matcher(name).matches(),
						"It is a name of the form DOMAIN\\user. Entra knows users by their user principal name."),
				refuse((name) -> !name.contains("@"),
						"It is a bare name. Entra knows users by their user principal name, which has a domain."),
				refuse((name) -> name.indexOf('@') != name.lastIndexOf('@'), "It has more than one at sign."),
				refuse((name) -> name.endsWith("'")
						|| !LOCAL_PART.matcher(name.substring(0, name.indexOf('@'))).matches(),
						"The part before its at sign is empty, or has a character that no user principal name has."),
				refuse((name) -> !TenantName.isDomain(name.substring(name.indexOf('@') + 1)),
						"The part behind its at sign is not a domain name."))
			.withoutCorrections();
	}

	static Rules<String> domain() {
		return Rules.of(
				refuse((domain) -> domain.contains("@"), "It contains an at sign: it is not a bare domain.",
						(domain) -> domain.substring(domain.lastIndexOf('@') + 1)),
				Typo.refuse(),
				refuse((domain) -> domain.contains("/"), "It contains a slash: it is not a bare domain.",
						(domain) -> domain.replaceFirst("^[A-Za-z]*:?//", "").replaceFirst("/.*$", "")),
				refuse((domain) -> !domain.contains("."),
						"It has no dot: it is not a domain that Entra can have verified."),
				refuse((domain) -> domain.endsWith("."), "It ends with a dot.",
						(domain) -> domain.replaceFirst("\\.+$", "")),
				refuse((domain) -> !TenantName.isDomain(domain), "It is not a domain name."));
	}

	static Rules<String> principal() {
		return Rules
			.of(Typo.refuse(Typo.PLACEHOLDER, Typo.CONTROL),
					refuse((name) -> !name.equals(name.strip()), "It has white space at an end."), refuse(
							(name) -> DOWN_LEVEL_PRINCIPAL.matcher(name).matches(),
							"It is a name of the form DOMAIN\\user, which is not a Kerberos principal."),
					refuse((name) -> UNESCAPED_ENTERPRISE_NAME.matcher(name).matches(),
							"It is not a Kerberos principal: the first at sign of an enterprise name is written '\\@'."),
					refuse((name) -> !PRINCIPAL_FORM.matcher(name).matches(), "It is not a Kerberos principal."))
			.withoutCorrections();
	}

	static Rules<String> servicePrincipal() {
		return Rules.of(Typo.refuse(), refuse((name) -> name.contains("://"), "It is a URL, not a service principal."),
				refuse((name) -> !SERVICE_PRINCIPAL_FORM.matcher(name).matches(),
						"It names no host: a service principal has a service and a host."));
	}

}
