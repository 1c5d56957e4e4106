package io.github.iwaspring.test;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.github.iwaspring.test.adfs.SamlVersion;
import io.github.iwaspring.test.adfs.WsTrustVersion;
import io.github.iwaspring.test.entra.DeviceCodeTiming;
import io.github.iwaspring.test.tenant.FederationTrust;
import io.github.iwaspring.test.tenant.User;

/**
 * How an embedded directory differs from the usual one.
 */
public final class EmbeddedDirectoryOptions {

	private Clock clock = Clock.systemUTC();

	private Duration tokenLifetime = Duration.ofHours(1);

	private Set<WsTrustVersion> wsTrust = EnumSet.allOf(WsTrustVersion.class);

	private SamlVersion saml = SamlVersion.V1_1;

	private String audience = FederationTrust.AUDIENCE;

	private String federationHost = "localhost";

	private boolean extendedProtection;

	private List<User> users = List.of(User.ALICE, User.BOB, User.JANE, User.AL, User.OTHER_ALICE, User.OTHER_BOB,
			User.MONA, User.OLGA, User.DAVE, User.MIA, User.CORA, User.PETRA, User.DORA, User.BLAKE);

	private Duration deviceCodeInterval = Duration.ofSeconds(1);

	private Duration deviceCodeLifetime = Duration.ofMinutes(15);

	EmbeddedDirectoryOptions() {
	}

	/**
	 * The clock that assertions and tokens are issued and judged by; the machine's clock
	 * otherwise. Kerberos always follows the machine's.
	 * @param clock the clock
	 * @return these options
	 */
	public EmbeddedDirectoryOptions clock(Clock clock) {
		this.clock = clock;
		return this;
	}

	/**
	 * How long access tokens live; an hour otherwise.
	 * @param lifetime the lifetime, in whole seconds
	 * @return these options
	 */
	public EmbeddedDirectoryOptions tokenLifetime(Duration lifetime) {
		this.tokenLifetime = lifetime;
		return this;
	}

	/**
	 * How long clients have to wait between two questions whether a device code was
	 * approved (RFC 8628, {@code interval}), by the machine's clock; a second otherwise.
	 * @param interval the interval, in whole seconds; zero has them ask without pause
	 * @return these options
	 */
	public EmbeddedDirectoryOptions deviceCodeInterval(Duration interval) {
		this.deviceCodeInterval = interval;
		return this;
	}

	/**
	 * How long device codes live (RFC 8628, {@code expires_in}); 15 minutes otherwise.
	 * @param lifetime the lifetime, in whole seconds
	 * @return these options
	 */
	public EmbeddedDirectoryOptions deviceCodeLifetime(Duration lifetime) {
		this.deviceCodeLifetime = lifetime;
		return this;
	}

	/**
	 * The versions of WS-Trust that AD FS offers; all of them otherwise.
	 * @param first a version
	 * @param more further versions
	 * @return these options
	 */
	public EmbeddedDirectoryOptions wsTrust(WsTrustVersion first, WsTrustVersion... more) {
		this.wsTrust = EnumSet.of(first, more);
		return this;
	}

	/**
	 * The version of SAML that AD FS issues assertions in; 1.1 otherwise.
	 * @param version the version
	 * @return these options
	 */
	public EmbeddedDirectoryOptions saml(SamlVersion version) {
		this.saml = version;
		return this;
	}

	/**
	 * By which name AD FS knows Entra ID, and the user realm tells it; that of the public
	 * cloud otherwise.
	 * @param audience the name, a URI
	 * @return these options
	 */
	public EmbeddedDirectoryOptions audience(String audience) {
		this.audience = audience;
		return this;
	}

	/**
	 * The host by which AD FS is addressed; {@code localhost} otherwise. Its service
	 * principal stays {@code HTTP/localhost}, as behind an alias.
	 * @param host {@code localhost} or {@code 127.0.0.1}, which its certificate names
	 * @return these options
	 */
	public EmbeddedDirectoryOptions federationHost(String host) {
		this.federationHost = host;
		return this;
	}

	/**
	 * Whether AD FS demands that a ticket is bound to the TLS connection that it travels
	 * on ({@code tls-server-end-point}, RFC 5929), as it does with
	 * {@code ExtendedProtectionTokenCheck} at {@code Require}: a ticket without a
	 * binding, or with that to another certificate, is answered like no ticket at all.
	 * Otherwise bindings are ignored, right or wrong.
	 * @param required whether it demands it
	 * @return these options
	 * @see <a href=
	 * "https://learn.microsoft.com/en-us/powershell/module/adfs/set-adfsproperties">Set-AdfsProperties</a>
	 */
	public EmbeddedDirectoryOptions extendedProtection(boolean required) {
		this.extendedProtection = required;
		return this;
	}

	/**
	 * Everybody who is known; the constants of {@link User} otherwise. Realms other than
	 * {@code CONTOSO.COM} and {@code CORP.LOCAL} are unknown.
	 * @param users the users, of whom the first is the default one
	 * @return these options
	 */
	public EmbeddedDirectoryOptions users(User... users) {
		this.users = List.of(users);
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

	List<User> users() {
		return this.users;
	}

}
