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

package io.github.iwaspring.test;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import io.github.iwaspring.test.adfs.SamlVersion;
import io.github.iwaspring.test.adfs.WsTrustVersion;
import io.github.iwaspring.test.entra.DeviceCodeTiming;
import io.github.iwaspring.test.kerberos.KerberosDomain;
import io.github.iwaspring.test.kerberos.OtherDomain;
import io.github.iwaspring.test.tenant.FederationTrust;
import io.github.iwaspring.test.tenant.User;
import org.jspecify.annotations.Nullable;

/**
 * Options of an embedded directory.
 */
public final class EmbeddedDirectoryOptions {

	private Clock clock = Clock.systemUTC();

	private Duration tokenLifetime = Duration.ofHours(1);

	private Set<WsTrustVersion> wsTrust = EnumSet.allOf(WsTrustVersion.class);

	private SamlVersion saml = SamlVersion.V1_1;

	private String audience = FederationTrust.AUDIENCE;

	private String federationHost = "localhost";

	private boolean extendedProtection;

	private boolean seamlessSso;

	private List<User> users = List.of(User.ALICE, User.BOB, User.JANE, User.AL, User.OTHER_ALICE, User.OTHER_BOB,
			User.MONA, User.OLGA, User.DAVE, User.MIA, User.CORA, User.PETRA, User.DORA, User.BLAKE);

	private @Nullable Supplier<KerberosDomain> domain;

	private Duration deviceCodeInterval = Duration.ofSeconds(1);

	private Duration deviceCodeLifetime = Duration.ofMinutes(15);

	EmbeddedDirectoryOptions() {
	}

	/**
	 * Sets the clock that assertions and tokens are issued and checked by. The default is
	 * the machine's clock. Kerberos always follows the machine's clock.
	 * @param clock the clock
	 * @return these options
	 */
	public EmbeddedDirectoryOptions clock(Clock clock) {
		this.clock = clock;
		return this;
	}

	/**
	 * Sets the lifetime of access tokens. The default is one hour.
	 * @param lifetime the lifetime, in whole seconds
	 * @return these options
	 */
	public EmbeddedDirectoryOptions tokenLifetime(Duration lifetime) {
		this.tokenLifetime = lifetime;
		return this;
	}

	/**
	 * Sets how long clients have to wait between two polls for a device code (RFC 8628,
	 * {@code interval}), by the machine's clock. The default is one second.
	 * @param interval the interval, in whole seconds; with zero, clients poll without a
	 * pause
	 * @return these options
	 */
	public EmbeddedDirectoryOptions deviceCodeInterval(Duration interval) {
		this.deviceCodeInterval = interval;
		return this;
	}

	/**
	 * Sets the lifetime of device codes (RFC 8628, {@code expires_in}). The default is 15
	 * minutes.
	 * @param lifetime the lifetime, in whole seconds
	 * @return these options
	 */
	public EmbeddedDirectoryOptions deviceCodeLifetime(Duration lifetime) {
		this.deviceCodeLifetime = lifetime;
		return this;
	}

	/**
	 * Sets the versions of WS-Trust that AD FS offers. The default is all of them.
	 * @param first a version
	 * @param more further versions
	 * @return these options
	 */
	public EmbeddedDirectoryOptions wsTrust(WsTrustVersion first, WsTrustVersion... more) {
		this.wsTrust = EnumSet.of(first, more);
		return this;
	}

	/**
	 * Sets the version of SAML that AD FS issues assertions in. The default is 1.1.
	 * @param version the version
	 * @return these options
	 */
	public EmbeddedDirectoryOptions saml(SamlVersion version) {
		this.saml = version;
		return this;
	}

	/**
	 * Sets the audience of assertions, by which AD FS knows Entra ID and which the user
	 * realm returns. The default is that of the public cloud.
	 * @param audience the audience, a URI
	 * @return these options
	 */
	public EmbeddedDirectoryOptions audience(String audience) {
		this.audience = audience;
		return this;
	}

	/**
	 * Sets the host in the addresses of AD FS. The default is {@code localhost}. The
	 * service principal name stays {@code HTTP/localhost}, as with an alias.
	 * @param host {@code localhost} or {@code 127.0.0.1}, the names in its certificate
	 * @return these options
	 */
	public EmbeddedDirectoryOptions federationHost(String host) {
		this.federationHost = host;
		return this;
	}

	/**
	 * Sets whether AD FS requires channel binding ({@code tls-server-end-point}, RFC
	 * 5929), as with {@code ExtendedProtectionTokenCheck} set to {@code Require}. A
	 * ticket without a binding, or bound to another certificate, then gets the same
	 * response as no ticket. By default, AD FS ignores channel bindings, even wrong ones.
	 * @param required whether AD FS requires channel binding
	 * @return these options
	 * @see <a href=
	 * "https://learn.microsoft.com/en-us/powershell/module/adfs/set-adfsproperties">Set-AdfsProperties</a>
	 */
	public EmbeddedDirectoryOptions extendedProtection(boolean required) {
		this.extendedProtection = required;
		return this;
	}

	/**
	 * Sets whether the tenant has Seamless SSO in place of AD FS: the user realm names
	 * {@code autologon.microsoftazuread-sso.com}, where Entra ID takes tickets for that
	 * host. The name has to lead to this machine: start the application in a JVM of its
	 * own with {@code -Djdk.net.hosts.file} and {@link EmbeddedDirectory#hostsFile()}.
	 * The options of AD FS do not apply, except for {@link #wsTrust} and
	 * {@link #audience}. By default the tenant is federated with AD FS.
	 * @param enabled whether the tenant has Seamless SSO
	 * @return these options
	 */
	public EmbeddedDirectoryOptions seamlessSso(boolean enabled) {
		this.seamlessSso = enabled;
		return this;
	}

	/**
	 * Sets the users. The default is the constants of {@link User}. The realms are
	 * {@code CONTOSO.COM} and {@code CORP.LOCAL}; there are no others.
	 * @param users the users, the first of which is the default user
	 * @return these options
	 */
	public EmbeddedDirectoryOptions users(User... users) {
		this.users = List.of(users);
		return this;
	}

	/**
	 * Uses the domain controllers of another domain, such as Active Directory, instead of
	 * the embedded KDC. AD FS then accepts tickets of that domain. Users' principals
	 * belong to it, and {@code kinit} and {@code keytab} of the directory do not work:
	 * the domain controller alone has the users' keys. Channel binding cannot be
	 * required.
	 * @param krb5Conf the Kerberos configuration that leads to the domain controllers
	 * @param service the principal of AD FS with its realm, as
	 * {@code HTTP/localhost@CORP.CONTOSO.COM}
	 * @param keytab the keytab of that principal, which is read again when it changes
	 * @return these options
	 */
	public EmbeddedDirectoryOptions domain(Path krb5Conf, String service, Path keytab) {
		this.domain = () -> new OtherDomain(krb5Conf, service, keytab);
		return this;
	}

	Clock clock() {
		return this.clock;
	}

	Duration tokenLifetime() {
		return this.tokenLifetime;
	}

	DeviceCodeTiming deviceCodes() {
		return new DeviceCodeTiming(this.deviceCodeInterval, this.deviceCodeLifetime);
	}

	Set<WsTrustVersion> wsTrust() {
		return this.wsTrust;
	}

	SamlVersion saml() {
		return this.saml;
	}

	String audience() {
		return this.audience;
	}

	String federationHost() {
		return this.federationHost;
	}

	boolean extendedProtection() {
		return this.extendedProtection;
	}

	@Nullable Supplier<KerberosDomain> domain() {
		return this.domain;
	}

	boolean seamlessSso() {
		return this.seamlessSso;
	}

	List<User> users() {
		return this.users;
	}

}
