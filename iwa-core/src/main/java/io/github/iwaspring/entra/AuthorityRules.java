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

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import io.github.iwaspring.support.AtSign;
import io.github.iwaspring.support.Rules;
import io.github.iwaspring.support.Rules.Rule;
import org.jspecify.annotations.Nullable;

import static io.github.iwaspring.support.Rules.Rule.refuse;

/**
 * The table of the rules for an authority: a host that may learn who is signed in to
 * Windows, and a tenant whose users can sign in with Windows credentials. The order
 * counts: the first rule that applies gives the reason, and a rule relies on those before
 * it.
 */
final class AuthorityRules {

	private static final String CLOSED_HOST = "login.microsoftonline.de";

	private static final String CONSUMERS_TENANT = "9188040d-6c67-4c5b-b112-36a304b66dad";

	private static final String DISPLAY_NAME = "The tenant is named by its domain name, such as contoso.com,"
			+ " or by its id, not by its display name.";

	private static final Pattern WORDS = Pattern.compile("[^\\s\\p{Z}]+(?:[\\s\\p{Z}]+[^\\s\\p{Z}]+)+");

	private static final Pattern MALFORMED_SCHEME = Pattern.compile("(?i)https?(?::/?|:///+|//+)(?![:/])");

	/**
	 * The initial domains of the clouds other than the public one.
	 */
	private static final Map<String, Cloud> INITIAL_DOMAINS = Map.of(".onmicrosoft.us", Cloud.US_GOVERNMENT,
			".partner.onmschina.cn", Cloud.CHINA);

	/**
	 * The hosts, and the domains with a leading dot, of services without this flow.
	 */
	private static final Map<String, String> WITHOUT_FLOW = Map.of(".b2clogin.com", "Azure AD B2C", ".ciamlogin.com",
			"Microsoft Entra External ID", "login.live.com", "Personal Microsoft accounts");

	private static final Set<String> POLICIES = Set.of("tfp", "te");

	/**
	 * The segments that follow the tenant in the paths of endpoints and issuers.
	 */
	private static final Set<String> ENDPOINTS = Set.of("v1.0", "v2.0", "oauth2", ".well-known", "saml2", "wsfed",
			"discovery", "federationmetadata", "openid", "userrealm");

	private static final Set<String> MISSPELT = Set.of("organization", "organisations", "organisation");

	private static final List<Rule<AuthorityParts>> RULES = List.of(
			// the text; user info first, so that no later sentence can quote from it
			refuse(AuthorityRules::hasUserInfo,
					"It contains user info: everything before the at sign. An authority has none.",
					AuthorityRules::withoutName),
			typo(Typo.PLACEHOLDER),
			refuse(AuthorityRules::namesUser, "It contains the name of a user where only the tenant belongs.",
					AuthorityRules::withoutName),
			typo(Typo.CONTROL), typo(Typo.QUOTE), refuse(AuthorityRules::hasWords, DISPLAY_NAME),
			typo(Typo.WHITE_SPACE), typo(Typo.NON_ASCII),
			refuse((it) -> it.value().contains("\\"), "It contains a backslash.",
					(it) -> it.value().replace('\\', '/')),
			refuse((it) -> it.value().contains("%"),
					"It contains a percent sign. Nothing in an authority is percent-encoded.", AuthorityRules::decoded),
			// the shape
			refuse((it) -> MALFORMED_SCHEME.matcher(it.value()).lookingAt(), "It does not begin with 'https://'.",
					(it) -> MALFORMED_SCHEME.matcher(it.value()).replaceFirst("https://")),
			refuse((it) -> it.isBareWord() && !isKnownHost(it),
					"It is not a URL but one name: it has no scheme, no host and no path.", AuthorityRules::ofTenant),
			refuse((it) -> it.scheme() == null, "It has no scheme.",
					(it) -> "https://" + it.value().replaceFirst("^/+", "")),
			refuse((it) -> "http".equalsIgnoreCase(it.scheme()),
					"Its scheme is http. An authority is reached by https alone.", AuthorityParts::withHttps),
			refuse((it) -> !"https".equalsIgnoreCase(it.scheme()), "Its scheme is not https.",
					AuthorityParts::withHttps),
			refuse((it) -> it.suffix().startsWith("?"), "It has a query. An authority ends with its tenant.",
					(it) -> it.withPath(it.path())),
			refuse((it) -> it.suffix().startsWith("#"), "It has a fragment. An authority ends with its tenant.",
					(it) -> it.withPath(it.path())),
			refuse((it) -> it.path().contains(";"),
					"It has path parameters, behind a semicolon. An authority ends with its tenant.",
					(it) -> it.withPath(it.path().replaceAll(";[^/]*", ""))),
			// the host
			refuse((it) -> it.host().isEmpty(), "It has no host."),
			refuse((it) -> it.host().endsWith("."), "Its host ends with a dot.", AuthorityRules::withoutDot),
			refuse((it) -> "".equals(it.port()), "Its host ends with a colon.", (it) -> it.withHost(it.host())),
			refuse((it) -> it.host().contains("_"), HostAndPort.UNDERSCORE),
			refuse(AuthorityRules::hasMalformedHost,
					"Its host is not a host name, or its port is not a number from 1 to 65535."),
			refuse((it) -> it.host().equalsIgnoreCase(CLOSED_HOST),
					"Microsoft Cloud Germany, which this host signed in to, was closed on 2021-10-29."
							+ " The tenant has moved to another cloud, or no longer exists."),
			new Rule<>((it) -> serviceWithoutFlow(it) != null,
					(it) -> serviceWithoutFlow(it) + " cannot sign in with Windows credentials.", (it) -> null),
			refuse(tenantIs("adfs"),
					"AD FS cannot be the authority itself. It takes part when it is federated with Microsoft Entra:"
							+ " name the Entra tenant then."),
			refuse(AuthorityRules::namesPolicy,
					"It names a policy of Azure AD B2C, which cannot sign in with Windows credentials."),
			refuse((it) -> it.cloud() != null && it.requiredHostAndPort().port() != 443,
					"Microsoft's sign-in hosts serve port 443 alone.", (it) -> it.withHost(it.host())),
			new Rule<>((it) -> it.cloud() == null && !it.trustedHosts().contains(it.requiredHostAndPort()),
					(it) -> "Its host belongs to no known Microsoft cloud, and would learn who is signed in to Windows."
							+ " If it may, add '" + it.requiredHostAndPort() + "' to iwa.trusted-authority-hosts.",
					(it) -> null),
			// the path
			refuse((it) -> it.segments().contains(".") || it.segments().contains(".."), "Its path has dot segments.",
					AuthorityRules::withoutDotSegments),
			refuse((it) -> it.path().contains("//"), "Its path has two slashes in a row.",
					(it) -> it.withPath(it.path().replaceAll("/{2,}", "/"))),
			refuse((it) -> it.tenant().isEmpty() || isEndpoint(it.tenant()), "It names no tenant."),
			refuse(tenantIs("common"),
					"'common' admits personal accounts, which cannot sign in with Windows credentials.",
					AuthorityRules::withOrganizations),
			refuse(tenantIs("consumers"),
					"'consumers' means personal accounts, which cannot sign in with Windows credentials.",
					AuthorityRules::withOrganizations),
			refuse(tenantIs(CONSUMERS_TENANT),
					"It names the consumers tenant: personal accounts, which cannot sign in with Windows credentials.",
					AuthorityRules::withOrganizations),
			refuse((it) -> it.segments().size() > 1 && isEndpoint(it.segments().get(1)),
					"It is an endpoint or an issuer of the authority, not the authority.",
					(it) -> it.withPath("/" + it.tenant())),
			refuse((it) -> it.segments().size() > 1, "Something follows the tenant. An authority ends with its tenant.",
					(it) -> it.withPath("/" + it.tenant())),
			// the tenant
			refuse((it) -> it.tenant().endsWith("."), "Its tenant ends with a dot.",
					(it) -> it.withPath("/" + withoutTrailingDots(it.tenant()))),
			refuse((it) -> it.tenant().equalsIgnoreCase(it.clientId()),
					"Its tenant is the application's client id (iwa.client-id), which does not name a tenant."),
			refuse((it) -> TenantName.isGuidWithoutHyphens(it.tenant()), "Its tenant id has no hyphens.",
					(it) -> it.withPath("/" + TenantName.hyphenated(it.tenant()))),
			refuse((it) -> MISSPELT.contains(it.tenant().toLowerCase(Locale.ROOT)),
					"The name for every tenant is 'organizations'.", AuthorityRules::withOrganizations),
			refuse((it) -> !isTenant(it) && !it.tenant().contains("."), DISPLAY_NAME),
			refuse((it) -> !isTenant(it), "Its tenant is neither a domain name, nor a GUID, nor 'organizations'."));

	private AuthorityRules() {
	}

	static Rules<?> of(Set<HostAndPort> trustedHosts, @Nullable String clientId) {
		Set<HostAndPort> trusted = Set.copyOf(trustedHosts);
		return Rules.of(RULES, (typed) -> AuthorityParts.of(typed, trusted, clientId),
				(accepted) -> accepted.authority().url());
	}

	private static Rule<AuthorityParts> typo(Typo typo) {
		return new Rule<>((it) -> typo.isIn(it.value()), (it) -> typo.description(it.value()),
				(it) -> typo.corrected(it.value()));
	}

	private static Predicate<AuthorityParts> tenantIs(String name) {
		return (it) -> withoutTrailingDots(it.tenant()).equalsIgnoreCase(name);
	}

	private static @Nullable AtSign atSign(AuthorityParts parts) {
		return AtSign.lastIn(parts.value(), Cloud::isSignInHost);
	}

	private static boolean hasUserInfo(AuthorityParts parts) {
		AtSign at = atSign(parts);
		return at != null && !at.behindHost();
	}

	private static boolean namesUser(AuthorityParts parts) {
		AtSign at = atSign(parts);
		return at != null && at.start() <= parts.origin().length() + parts.path().length();
	}

	private static @Nullable String withoutName(AuthorityParts parts) {
		AtSign at = atSign(parts);
		return (at != null) ? at.removed(parts.value()) : null;
	}

	private static boolean hasWords(AuthorityParts parts) {
		String tenant = parts.tenantOrBareWord();
		return WORDS.matcher(tenant.strip()).matches() && !TenantName.isDomain(Typo.WHITE_SPACE.removedFrom(tenant));
	}

	private static @Nullable String decoded(AuthorityParts parts) {
		try {
			return URLDecoder.decode(parts.value().replace("+", "%2B"), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static String ofTenant(AuthorityParts bareWord) {
		String name = bareWord.value().toLowerCase(Locale.ROOT);
		Cloud cloud = INITIAL_DOMAINS.entrySet()
			.stream()
			.filter((domain) -> name.endsWith(domain.getKey()))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse(Cloud.PUBLIC);
		return "https://" + cloud.preferredHost() + "/" + bareWord.value();
	}

	/**
	 * Whether the rules know the host, accepted or not, so that it is not a tenant.
	 */
	private static boolean isKnownHost(AuthorityParts parts) {
		return parts.cloud() != null || parts.host().equalsIgnoreCase(CLOSED_HOST) || serviceWithoutFlow(parts) != null
				|| parts.trustedHosts().stream().anyMatch((host) -> host.host().equalsIgnoreCase(parts.host()));
	}

	private static @Nullable String serviceWithoutFlow(AuthorityParts parts) {
		String host = "." + parts.host().toLowerCase(Locale.ROOT);
		return WITHOUT_FLOW.entrySet()
			.stream()
			.filter((service) -> host.endsWith(service.getKey()))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse(null);
	}

	private static String withoutDot(AuthorityParts parts) {
		return "https://" + withoutTrailingDots(parts.host())
				+ parts.value().substring("https://".length() + parts.host().length());
	}

	private static boolean hasMalformedHost(AuthorityParts parts) {
		boolean pathFollows = parts.path().isEmpty() || parts.path().startsWith("/");
		return !pathFollows || parts.hostAndPort() == null;
	}

	private static boolean namesPolicy(AuthorityParts parts) {
		return POLICIES.contains(parts.tenant().toLowerCase(Locale.ROOT))
				|| parts.segments().stream().anyMatch((segment) -> segment.toLowerCase(Locale.ROOT).startsWith("b2c_"));
	}

	private static String withoutDotSegments(AuthorityParts parts) {
		Deque<String> resolved = new ArrayDeque<>();
		for (String segment : parts.segments()) {
			if (segment.equals("..")) {
				resolved.pollLast();
			}
			else if (!segment.equals(".")) {
				resolved.addLast(segment);
			}
		}
		return parts.withPath("/" + String.join("/", resolved));
	}

	private static boolean isEndpoint(String segment) {
		return ENDPOINTS.contains(segment.toLowerCase(Locale.ROOT));
	}

	private static String withOrganizations(AuthorityParts parts) {
		return parts.withPath("/" + TenantName.ORGANIZATIONS);
	}

	private static boolean isTenant(AuthorityParts parts) {
		String tenant = parts.tenant();
		return TenantName.isOrganizations(tenant) || TenantName.isGuid(tenant) || TenantName.isDomain(tenant);
	}

	private static String withoutTrailingDots(String name) {
		return name.replaceFirst("\\.+$", "");
	}

}
