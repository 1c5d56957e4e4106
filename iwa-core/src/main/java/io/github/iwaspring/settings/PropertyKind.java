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

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.iwaspring.entra.Authority;
import io.github.iwaspring.entra.Cloud;
import io.github.iwaspring.entra.HostAndPort;
import io.github.iwaspring.entra.Scopes;
import io.github.iwaspring.entra.TenantName;
import io.github.iwaspring.entra.Typo;
import io.github.iwaspring.support.Redaction;
import io.github.iwaspring.support.Rules;
import io.github.iwaspring.support.Rules.Refusal;
import io.github.iwaspring.support.Rules.Rule;
import org.jspecify.annotations.Nullable;

import static io.github.iwaspring.support.Rules.Rule.refuse;

/**
 * A kind of property: which values it accepts, and what a message asks for instead.
 * <p>
 * The rules of a kind are made when the first value of that kind is checked: most
 * applications set few properties, and wait for each table at their start.
 *
 * @param rules the rules for a value
 * @param expectation the end of the sentence "Set the property to", without a full stop
 * @param shown how a message shows a refused value
 */
public record PropertyKind(Supplier<Rules<?>> rules, String expectation, UnaryOperator<String> shown) {

	private static final Pattern NAME_CHARACTERS = Pattern.compile("[A-Za-z0-9._-]+");

	private static final Rule<String> OTHER_CHARACTER = refuse((name) -> !NAME_CHARACTERS.matcher(name).matches(),
			"It contains a character other than letters, digits, hyphens, dots and underscores.");

	private static final Rule<String> NOT_EMPTY = refuse(String::isBlank, "It is empty.");

	private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[\\w.-]+}");

	/**
	 * The id of an application. What is not a GUID may be the client secret, which the
	 * portal shows beside it, so no message shows it.
	 */
	public static final PropertyKind CLIENT_ID = new PropertyKind(
			() -> Rules.of(Typo.refuse(),
					refuse((id) -> !TenantName.isGuid(id), "It is not a GUID, as every application id is.")),
			"the application (client) id of the app registration, a GUID",
			(value) -> PLACEHOLDER.matcher(value).matches() ? value : "***");

	/**
	 * A client capability.
	 */
	public static final PropertyKind CLIENT_CAPABILITY = new PropertyKind(
			() -> Rules.of(NOT_EMPTY, Typo.refuse(), OTHER_CHARACTER),
			"'cp1', or to nothing where the application answers no claims challenges");

	/**
	 * One scope. That scopes go together is another check.
	 */
	static final PropertyKind SCOPE = new PropertyKind(() -> Scopes.RULES,
			"scopes of one resource; for example 'api://orders/.default', or 'User.Read' and 'Mail.Read'");

	private static final Rule<String> NO_TYPO_IN_NAME = Typo.refuse(Typo.PLACEHOLDER, Typo.CONTROL, Typo.WHITE_SPACE);

	private static final Pattern DOWN_LEVEL_NAME = Pattern.compile("[^\\\\@]+\\\\.+");

	private static final Pattern LOCAL_PART = Pattern.compile("[^\\s\\p{Cc}\"`\\\\/:;,<>@]+");

	/**
	 * A user principal name of Entra ID.
	 */
	public static final PropertyKind USER_PRINCIPAL_NAME = new PropertyKind(() -> Rules.of(NO_TYPO_IN_NAME,
			refuse((name) -> DOWN_LEVEL_NAME.matcher(name).matches(),
					"It is a name of the form DOMAIN\\user." + " Entra knows users by their user principal name."),
			refuse((name) -> !name.contains("@"),
					"It is a bare name. Entra knows users by their user principal name, which has a domain."),
			refuse((name) -> name.indexOf('@') != name.lastIndexOf('@'), "It has more than one at sign."),
			refuse((name) -> name.endsWith("'") || !LOCAL_PART.matcher(name.substring(0, name.indexOf('@'))).matches(),
					"The part before its at sign is empty," + " or has a character that no user principal name has."),
			refuse((name) -> !TenantName.isDomain(name.substring(name.indexOf('@') + 1)),
					"The part behind its at sign is not a domain name."))
		.withoutCorrections(), "a user principal name, in the form 'user@contoso.com', or remove it", true);

	/**
	 * A bare domain.
	 */
	public static final PropertyKind DOMAIN = new PropertyKind(
			() -> Rules.of(
					refuse((domain) -> domain.contains("@"), "It contains an at sign: it is not a bare domain.",
							(domain) -> domain.substring(domain.lastIndexOf('@') + 1)),
					Typo.refuse(),
					refuse((domain) -> domain.contains("/"), "It contains a slash: it is not a bare domain.",
							(domain) -> domain.replaceFirst("^[A-Za-z]*:?//", "").replaceFirst("/.*$", "")),
					refuse((domain) -> !domain.contains("."),
							"It has no dot: it is not a domain that Entra can have verified."),
					refuse((domain) -> domain.endsWith("."), "It ends with a dot.",
							(domain) -> domain.replaceFirst("\\.+$", "")),
					refuse((domain) -> !TenantName.isDomain(domain), "It is not a domain name.")),
			"a verified domain of the tenant, for example 'contoso.com', or remove it");

	/**
	 * A URL whose port is known without looking at its scheme's default, unless that is
	 * the one of the list.
	 */
	private static final Pattern HOST_IN_URL = Pattern
		.compile("(?i)(?:https://([^/?#@]+)|http://([^/?#@]+:[0-9]+))(?:[/?#].*)?");

	private static final Pattern ABSOLUTE_HOST = Pattern.compile("^([^:/]+?)\\.+(:[0-9]+)?$");

	/**
	 * A host that gets credentials or tokens: {@code host[:port]}.
	 */
	static final PropertyKind HOST = new PropertyKind(() -> Rules.of(NOT_EMPTY, Typo.refuse(),
			refuse((entry) -> entry.contains("*"), "It contains a wildcard. Hosts are compared exactly."),
			refuse((entry) -> entry.contains("/"), "It is a URL or a path, not a host.", PropertyKind::hostInUrl),
			refuse((entry) -> entry.contains("_"), HostAndPort.UNDERSCORE),
			refuse((entry) -> ABSOLUTE_HOST.matcher(entry).matches(), "Its host ends with a dot.",
					(entry) -> ABSOLUTE_HOST.matcher(entry).replaceFirst("$1$2")),
			refuse((entry) -> HostAndPort.tryParse(entry) == null, "It is neither a host nor a host and a port.")),
			"a host or host:port, for example 'adfs.contoso.com' or 'localhost:8443'");

	/**
	 * The components of a name and its realm. A backslash escapes the character behind
	 * it: an enterprise name has an at sign of its own.
	 */
	private static final Pattern PRINCIPAL_FORM = Pattern
		.compile("(?:[^/@\\\\]|\\\\[/@\\\\])+(?:/(?:[^/@\\\\]|\\\\[/@\\\\])+)*(?:@[^/@\\\\]+)?");

	private static final Pattern DOWN_LEVEL_PRINCIPAL = Pattern.compile("[^\\\\@]+\\\\[^@/\\\\].*");

	private static final Pattern UNESCAPED_ENTERPRISE_NAME = Pattern.compile("[^/@\\\\]+@[^/@\\\\]+@[^/@\\\\]+");

	/**
	 * A Kerberos principal that signs in.
	 */
	public static final PropertyKind PRINCIPAL = new PropertyKind(
			() -> Rules
				.of(Typo.refuse(Typo.PLACEHOLDER, Typo.CONTROL),
						refuse((name) -> !name.equals(name.strip()), "It has white space at an end."), refuse(
								(name) -> DOWN_LEVEL_PRINCIPAL.matcher(name).matches(),
								"It is a name of the form DOMAIN\\user, which is not a Kerberos principal."),
						refuse((name) -> UNESCAPED_ENTERPRISE_NAME
							.matcher(name)
							.matches(),
								"It is not a Kerberos principal: the first at sign of an enterprise name is written '\\@'."),
						refuse((name) -> !PRINCIPAL_FORM.matcher(name).matches(), "It is not a Kerberos principal."))
				.withoutCorrections(),
			"a Kerberos principal, in the form 'user@REALM', or remove it where there is no keytab", true);

	private static final Pattern SERVICE_PRINCIPAL_FORM = Pattern.compile("[^/@]+[/@][^/@]+(?:@[^/@]+)?");

	/**
	 * A service principal name.
	 */
	public static final PropertyKind SERVICE_PRINCIPAL = new PropertyKind(
			() -> Rules.of(Typo.refuse(),
					refuse((name) -> name.contains("://"), "It is a URL, not a service principal."),
					refuse((name) -> !SERVICE_PRINCIPAL_FORM.matcher(name).matches(),
							"It names no host: a service principal has a service and a host.")),
			"a service principal, in the form 'HTTP/adfs.contoso.com', or remove it");

	/**
	 * The type of a credentials cache. One letter is the drive of a Windows path.
	 */
	private static final Pattern TYPED_CACHE = Pattern.compile("([A-Za-z][A-Za-z0-9]+):(.*)");

	/**
	 * A ticket cache that Java can read. The file need not exist yet.
	 */
	public static final PropertyKind TICKET_CACHE = new PropertyKind(
			() -> Rules.of(Typo.refuse(Typo.PLACEHOLDER, Typo.CONTROL),
					refuse((cache) -> !typeOfCache(cache).equals("FILE"),
							"Only a cache of type FILE can be read by Java. For a KCM, KEYRING or DIR cache,"
									+ " remove this property, name the cache in the environment variable KRB5CCNAME,"
									+ " and set iwa.kerberos.provider=native."),
					refuse((cache) -> ticketCacheFile(cache) == null, "It names no file.")),
			"a file, as a path or FILE:path, or remove it to use the default ticket cache");

	private static final Pattern URL = Pattern.compile("(?:file|classpath\\*?|jar|https?):.*",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern FILE_SCHEME = Pattern.compile("file:(?://(?=/))?", Pattern.CASE_INSENSITIVE);

	private static final Pattern DRIVE_ALONE = Pattern.compile("[A-Za-z]:(?![/\\\\]).*");

	private static final Pattern PROXY_HOST_FORM = Pattern
		.compile("[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+]");

	/**
	 * The host of a proxy.
	 */
	public static final PropertyKind PROXY_HOST = new PropertyKind(
			() -> Rules.of(Typo.refuse(), refuse((host) -> host.contains("/"), "It is a URL, not a host."),
					refuse((host) -> host.contains("@"), "It contains credentials, which are not supported."),
					refuse((host) -> host.matches(".*[^:]:[0-9]+"),
							"It contains a port, which is a property of its own.",
							(host) -> host.substring(0, host.lastIndexOf(':'))),
					refuse((host) -> !PROXY_HOST_FORM.matcher(host).matches(), "It is not a host.")),
			"the host of an HTTP proxy, for example 'proxy.contoso.com', or remove it");

	private static final Pattern NON_PROXY_HOST_FORM = Pattern
		.compile("\\*?\\.?[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|[A-Za-z0-9][A-Za-z0-9.-]*\\*|\\[[0-9A-Fa-f:.]+]");

	/**
	 * A host, or hosts, that a proxy is not for.
	 */
	public static final PropertyKind NON_PROXY_HOST = new PropertyKind(
			() -> Rules.of(NOT_EMPTY, Typo.refuse(),
					refuse((entry) -> entry.contains("|"),
							"It contains '|', which the JVM's http.nonProxyHosts has between its entries. "
									+ "Here every entry is an element of a list."),
					refuse((entry) -> entry.contains("/"), "It is a URL or a network, not a host."),
					refuse((entry) -> !NON_PROXY_HOST_FORM.matcher(entry).matches(),
							"It is neither a host nor a host with '*' or '.' at its beginning or '*' at its end.")),
			"a host, for example 'adfs.contoso.com', '*.contoso.com' or '10.*', one in each element");

	private static final Pattern USER_INFO = Pattern.compile("^([^/?#]*//)?[^/?#]*@");

	private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*://");

	private static final Pattern URL_PARTS = Pattern.compile("([^:/?#]+://)([^:/?#]*)(.*)", Pattern.DOTALL);

	/**
	 * The base URL of an API. User info comes first, so that no later sentence can quote
	 * from it.
	 */
	public static final PropertyKind BASE_URL = new PropertyKind(
			() -> Rules.of(
					refuse((url) -> USER_INFO.matcher(url).find(),
							"It contains user info: everything before the at sign.",
							(url) -> USER_INFO.matcher(url).replaceFirst("$1")),
					Typo.refuse(Typo.PLACEHOLDER, Typo.CONTROL, Typo.QUOTE, Typo.WHITE_SPACE),
					refuse(Typo.NON_ASCII::isIn, "It contains a character that is not ASCII.",
							PropertyKind::withAsciiHost),
					refuse((url) -> url.contains("\\"), "It contains a backslash.", (url) -> url.replace('\\', '/')),
					refuse((url) -> !SCHEME.matcher(url).find(), "It has no scheme.",
							(url) -> "https://" + url.replaceFirst("^/+", "")),
					refuse((url) -> url.contains("#"), "It has a fragment.", (url) -> url.replaceFirst("#.*", "")),
					refuse((url) -> url.contains("?"), "It has a query.", (url) -> url.replaceFirst("\\?.*", "")),
					refuse((url) -> host(url).contains("_"), HostAndPort.UNDERSCORE),
					refuse((url) -> host(url).endsWith("."), "Its host ends with a dot.",
							(url) -> URL_PARTS.matcher(url)
								.replaceFirst("$1" + host(url).replaceFirst("\\.+$", "") + "$3")),
					refuse((url) -> hostOf(url) == null, "It is not a URL with a host."),
					refuse((url) -> !isHttps(url) && !isLoopbackHttp(url),
							"A token is sent over https alone, or over http to this machine (localhost).",
							(url) -> SCHEME.matcher(url).replaceFirst("https://")),
					refuse((url) -> !isHttps(url) && URI.create(url).getPort() == -1,
							"Plain http needs a port, for example 'http://localhost:8080'.")),
			"an https URL, for example 'https://orders.contoso.com', or remove it");

	private static final Pattern LOCALHOST = Pattern.compile("http://localhost(?::[0-9]{1,5})?/?");

	/**
	 * The redirect URI of the browser, which is answered at the root alone.
	 */
	public static final PropertyKind REDIRECT_URI = new PropertyKind(
			() -> Rules.of(Typo.refuse(),
					refuse((uri) -> uri.startsWith("https:"), "A redirect to this machine is received over http.",
							(uri) -> "http:" + uri.substring("https:".length())),
					refuse((uri) -> uri.matches("http://(?:127\\.0\\.0\\.1|\\[::1])(?::[0-9]{1,5})?/?"),
							"The browser is sent back to localhost by name, as Entra ID expects it.",
							(uri) -> uri.replaceFirst("127\\.0\\.0\\.1|\\[::1]", "localhost")),
					refuse((uri) -> uri.matches("http://localhost(?::[0-9]{1,5})?/.+"),
							"It has a path, a query or a fragment, where no response can be received.",
							(uri) -> uri.substring(0, uri.indexOf('/', "http://".length()))),
					refuse((uri) -> !LOCALHOST.matcher(uri).matches() || hostOf(uri) == null,
							"It does not lead to this machine by the name localhost.", (uri) -> "http://localhost")),
			"'http://localhost', or with a port, for example 'http://localhost:8400'");

	private PropertyKind(Supplier<Rules<?>> rules, String expectation) {
		this(rules, expectation, false);
	}

	private PropertyKind(Supplier<Rules<?>> rules, String expectation, boolean namesUser) {
		this(rules, expectation, namesUser ? Redaction::userName : PropertyKind::shownValue);
	}

	/**
	 * Checks a value.
	 * @param value the value as it was typed
	 * @return the refusal, or {@code null} if the value is accepted
	 */
	@Nullable Refusal check(String value) {
		return this.rules.get().check(value);
	}

	/**
	 * Shows a value that names no user and is not a secret.
	 */
	static String shownValue(String value) {
		return Redaction.configuredValue(value, Cloud::isSignInHost);
	}

	/**
	 * An authority.
	 * @param trustedHosts hosts to trust beside the known clouds
	 * @param clientId the application's client id, which is not a tenant, or {@code null}
	 */
	static PropertyKind authority(Set<HostAndPort> trustedHosts, @Nullable String clientId) {
		return new PropertyKind(() -> Authority.rules(trustedHosts, clientId),
				"https://<host>/<tenant>/, where the host is one of a Microsoft cloud or is listed in"
						+ " iwa.trusted-authority-hosts, and the tenant is a domain name, a GUID or 'organizations';"
						+ " for example 'https://login.microsoftonline.com/contoso.com/'");
	}

	/**
	 * The path of a file, which need not exist yet.
	 * @param expectation the end of the sentence "Set the property to"
	 * @return the kind
	 */
	public static PropertyKind path(String expectation) {
		return new PropertyKind(PropertyKind::pathRules, expectation);
	}

	private static Rules<?> pathRules() {
		return Rules.of(Typo.refuse(Typo.PLACEHOLDER, Typo.CONTROL),
				refuse((value) -> !value.equals(value.strip()), "It has white space at an end.", String::strip),
				refuse((value) -> URL.matcher(value).matches(), "It is a URL, where a path is expected.",
						(value) -> FILE_SCHEME.matcher(value).replaceFirst("")),
				refuse((value) -> DRIVE_ALONE.matcher(value).matches(),
						"It names a drive, but no folder from its root."
								+ " In a properties file a backslash is written twice."),
				refuse((value) -> pathOf(value) == null, "It is not a path of this system."));
	}

	/**
	 * The file of a ticket cache.
	 * @param cache a path, perhaps behind a type
	 * @return the file, or {@code null} if there is none
	 */
	static @Nullable Path ticketCacheFile(String cache) {
		Matcher typed = TYPED_CACHE.matcher(cache);
		String file = typed.matches() ? typed.group(2) : cache;
		return file.isBlank() ? null : pathOf(file);
	}

	private static String typeOfCache(String cache) {
		Matcher typed = TYPED_CACHE.matcher(cache);
		return typed.matches() ? typed.group(1).toUpperCase(Locale.ROOT) : "FILE";
	}

	private static @Nullable Path pathOf(String value) {
		try {
			return Path.of(value);
		}
		catch (InvalidPathException ex) {
			return null;
		}
	}

	private static @Nullable String hostInUrl(String url) {
		Matcher matcher = HOST_IN_URL.matcher(url);
		if (!matcher.matches()) {
			return null;
		}
		return (matcher.group(1) != null) ? matcher.group(1) : matcher.group(2);
	}

	private static boolean isHttps(String url) {
		return url.toLowerCase(Locale.ROOT).startsWith("https:");
	}

	private static boolean isLoopbackHttp(String url) {
		HostAndPort host = hostOf(url);
		return url.toLowerCase(Locale.ROOT).startsWith("http:") && host != null && host.isLoopback();
	}

	private static String host(String url) {
		Matcher parts = URL_PARTS.matcher(url);
		return parts.matches() ? parts.group(2) : "";
	}

	/**
	 * The URL with an international host in its plain form, which all clients understand.
	 * @return the URL, or {@code null} if its host has letters that only look like ASCII
	 */
	private static @Nullable String withAsciiHost(String url) {
		Matcher parts = URL_PARTS.matcher(url);
		if (!parts.matches() || Typo.NON_ASCII.isIn(parts.group(1) + parts.group(3))) {
			return null;
		}
		try {
			String ascii = IDN.toASCII(parts.group(2));
			String plain = Typo.refuse(Typo.NON_ASCII).correction().apply(parts.group(2));
			return ascii.equals(plain) ? parts.group(1) + ascii + parts.group(3) : null;
		}
		catch (IllegalArgumentException notHost) {
			return null;
		}
	}

	private static @Nullable HostAndPort hostOf(String url) {
		try {
			URI uri = new URI(url);
			String port = (uri.getPort() != -1) ? ":" + uri.getPort() : "";
			return (uri.getHost() != null) ? HostAndPort.tryParse(uri.getHost() + port) : null;
		}
		catch (URISyntaxException ex) {
			return null;
		}
	}

}
