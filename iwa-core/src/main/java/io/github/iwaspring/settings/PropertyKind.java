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

import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.github.iwaspring.entra.Authority;
import io.github.iwaspring.entra.Cloud;
import io.github.iwaspring.entra.HostAndPort;
import io.github.iwaspring.entra.Scopes;
import io.github.iwaspring.support.Redaction;
import io.github.iwaspring.support.Rules;
import io.github.iwaspring.support.Rules.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A kind of property: which values it accepts, and what a message asks for instead.
 * <p>
 * The rules of a kind are made when the first value of that kind is checked: most
 * applications set few properties, and wait for each table at their start. So the
 * suppliers here are lambdas: a method reference would load its class at once.
 *
 * @param rules the rules for a value
 * @param expectation the end of the sentence "Set the property to", without a full stop
 * @param shown how a message shows a refused value
 */
public record PropertyKind(Supplier<Rules<?>> rules, String expectation, UnaryOperator<String> shown) {

	/**
	 * The id of an application. What is not a GUID may be the client secret, which the
	 * portal shows beside it, so no message shows it.
	 */
	public static final PropertyKind CLIENT_ID = new PropertyKind(() -> NameRules.clientId(),
			"the application (client) id of the app registration, a GUID",
			(value) -> value.matches("\\$\\{[\\w.-]+}") ? value : "***");

	/**
	 * A client capability.
	 */
	public static final PropertyKind CLIENT_CAPABILITY = new PropertyKind(() -> NameRules.clientCapability(),
			"'cp1', or to nothing where the application answers no claims challenges");

	/**
	 * One scope. That scopes go together is another check.
	 */
	static final PropertyKind SCOPE = new PropertyKind(() -> Scopes.RULES,
			"scopes of one resource; for example 'api://orders/.default', or 'User.Read' and 'Mail.Read'");

	/**
	 * A user principal name of Entra ID.
	 */
	public static final PropertyKind USER_PRINCIPAL_NAME = new PropertyKind(() -> NameRules.userPrincipalName(),
			"a user principal name, in the form 'user@contoso.com', or remove it", true);

	/**
	 * A bare domain.
	 */
	public static final PropertyKind DOMAIN = new PropertyKind(() -> NameRules.domain(),
			"a verified domain of the tenant, for example 'contoso.com', or remove it");

	/**
	 * A host that gets credentials or tokens: {@code host[:port]}.
	 */
	static final PropertyKind HOST = new PropertyKind(() -> HostRules.host(),
			"a host or host:port, for example 'adfs.contoso.com' or 'localhost:8443'");

	/**
	 * A Kerberos principal that signs in.
	 */
	public static final PropertyKind PRINCIPAL = new PropertyKind(() -> NameRules.principal(),
			"a Kerberos principal, in the form 'user@REALM', or remove it where there is no keytab", true);

	/**
	 * A service principal name.
	 */
	public static final PropertyKind SERVICE_PRINCIPAL = new PropertyKind(() -> NameRules.servicePrincipal(),
			"a service principal, in the form 'HTTP/adfs.contoso.com', or remove it");

	/**
	 * A ticket cache that Java can read. The file need not exist yet.
	 */
	public static final PropertyKind TICKET_CACHE = new PropertyKind(() -> FileRules.ticketCache(),
			"a file, as a path or FILE:path, or remove it to use the default ticket cache");

	/**
	 * The host of a proxy.
	 */
	public static final PropertyKind PROXY_HOST = new PropertyKind(() -> HostRules.proxyHost(),
			"the host of an HTTP proxy, for example 'proxy.contoso.com', or remove it");

	/**
	 * A host, or hosts, that a proxy is not for.
	 */
	public static final PropertyKind NON_PROXY_HOST = new PropertyKind(() -> HostRules.nonProxyHost(),
			"a host, for example 'adfs.contoso.com', '*.contoso.com' or '10.*', one in each element");

	/**
	 * The base URL of an API.
	 */
	public static final PropertyKind BASE_URL = new PropertyKind(() -> UrlRules.baseUrl(),
			"an https URL, for example 'https://orders.contoso.com', or remove it");

	/**
	 * The redirect URI of the browser.
	 */
	public static final PropertyKind REDIRECT_URI = new PropertyKind(() -> UrlRules.redirectUri(),
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
		return new PropertyKind(() -> FileRules.path(), expectation);
	}

}
