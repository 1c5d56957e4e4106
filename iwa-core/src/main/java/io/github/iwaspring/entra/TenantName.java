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

package io.github.iwaspring.entra;

import java.util.regex.Pattern;

/**
 * The forms in which an authority names its tenant: a GUID, a domain name, or
 * {@code organizations} for the users of every tenant.
 */
public final class TenantName {

	static final String ORGANIZATIONS = "organizations";

	static final String GUID = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

	private static final Pattern GUID_FORM = Pattern.compile(GUID);

	private static final Pattern GUID_WITHOUT_HYPHENS = Pattern
		.compile("([0-9a-fA-F]{8})([0-9a-fA-F]{4})([0-9a-fA-F]{4})([0-9a-fA-F]{4})([0-9a-fA-F]{12})");

	private static final int MAX_DOMAIN_LENGTH = 253;

	private static final String LABEL = "[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?";

	private static final Pattern DOMAIN_FORM = Pattern.compile("(?:" + LABEL + "\\.)+(?=[0-9-]*[a-zA-Z])" + LABEL);

	private TenantName() {
	}

	/**
	 * Tells whether a text has the form of a domain that Entra ID can have verified:
	 * ASCII labels of letters, digits and hyphens (punycode included), at least one dot,
	 * and a letter in the last label.
	 * @param text the text, in any case
	 * @return {@code true} if it has
	 */
	public static boolean isDomain(String text) {
		return text.length() <= MAX_DOMAIN_LENGTH && DOMAIN_FORM.matcher(text).matches();
	}

	/**
	 * Tells whether a text is a GUID with hyphens.
	 * @param text the text, in any case
	 * @return {@code true} if it is
	 */
	public static boolean isGuid(String text) {
		return GUID_FORM.matcher(text).matches();
	}

	static boolean isOrganizations(String text) {
		return text.equalsIgnoreCase(ORGANIZATIONS);
	}

	static boolean isGuidWithoutHyphens(String text) {
		return GUID_WITHOUT_HYPHENS.matcher(text).matches();
	}

	static String hyphenated(String guidWithoutHyphens) {
		return GUID_WITHOUT_HYPHENS.matcher(guidWithoutHyphens).replaceFirst("$1-$2-$3-$4-$5");
	}

}
