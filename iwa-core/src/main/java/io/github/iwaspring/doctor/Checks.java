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

package io.github.iwaspring.doctor;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

import io.github.iwaspring.IwaChannelBinding;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.entra.Authority;
import io.github.iwaspring.entra.Cloud;
import io.github.iwaspring.entra.HostAndPort;
import io.github.iwaspring.kerberos.TicketDetails;
import io.github.iwaspring.signin.SignInTrace.TokenDetails;
import io.github.iwaspring.token.AcquisitionListener.ResponseInfo;
import org.jspecify.annotations.Nullable;

/**
 * What each check finds in the evidence, in the order of the report. A check returns
 * {@code null} if the sign-in did not get that far.
 */
final class Checks {

	/**
	 * The precision of a clock offset: the {@code Date} header has full seconds, and the
	 * response takes its time.
	 */
	private static final Duration CLOCK_PRECISION = Duration.ofSeconds(2);

	private static final Duration CLOCK_WARNING = Duration.ofMinutes(2);

	private static final String SYNCHRONISE = "Synchronise this machine's clock; Kerberos tolerates five minutes.";

	private Checks() {
	}

	static Finding java(Evidence evidence) {
		return Finding
			.pass("Java " + System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ") on "
					+ System.getProperty("os.name") + ", with " + evidence.settings().kerberos().provider() + ".");
	}

	static @Nullable Finding ticket(Evidence evidence) {
		if (!evidence.trace().hasTicket()) {
			return null;
		}
		TicketDetails ticket = evidence.trace().ticket();
		String principal = String.valueOf(evidence.trace().principal());
		if (ticket == null) {
			return Finding.pass("The credentials are those of " + principal
					+ "; the Kerberos provider does not show when the ticket expires.");
		}
		Instant expiry = ticket.expiresAt();
		String encryption = ticket.encryptionType();
		return Finding
			.pass("The ticket of " + principal + ((expiry != null) ? " expires at " + expiry : " does not expire")
					+ ((encryption != null) ? " (" + encryption + ")." : "."));
	}

	static @Nullable Finding user(Evidence evidence) {
		String name = evidence.trace().lookupName();
		if (name == null) {
			return null;
		}
		return Finding.pass("Entra ID is asked for " + name + ((evidence.settings().username() != null)
				? ", the name in iwa.username." : ", a name that was found automatically."));
	}

	static Finding authority(Evidence evidence) {
		Authority authority = evidence.settings().authority();
		Cloud cloud = authority.cloud();
		return Finding
			.pass(authority.url() + ((cloud != null) ? " belongs to Microsoft's cloud at " + cloud.preferredHost() + "."
					: " is trusted because of iwa.trusted-authority-hosts."));
	}

	static @Nullable Finding connection(Evidence evidence) {
		ResponseInfo response = evidence.response(Stage.USER_REALM);
		HostAndPort host = evidence.requested(Stage.USER_REALM);
		if (response == null || host == null) {
			return null;
		}
		X509Certificate certificate = response.certificate();
		return Finding.pass(host + " is reached " + evidence.route(host) + ((certificate != null)
				? "; its certificate was issued by '" + certificate.getIssuerX500Principal().getName() + "'." : "."));
	}

	static @Nullable Finding clock(Evidence evidence) {
		ResponseInfo response = evidence.response(Stage.USER_REALM);
		if (response == null) {
			return null;
		}
		Duration offset = response.clockOffset();
		if (offset == null) {
			return Finding.warn(response.host() + " does not send its time.",
					"Compare this machine's clock with that of a domain controller.");
		}
		Duration size = offset.abs();
		if (size.compareTo(CLOCK_PRECISION) <= 0) {
			return Finding.pass("This machine's clock agrees with that of " + response.host() + ".");
		}
		String description = difference(offset, response);
		return (size.compareTo(CLOCK_WARNING) <= 0) ? Finding.pass(description)
				: Finding.warn(description, SYNCHRONISE);
	}

	/**
	 * Describes a failure that belongs to the clock.
	 */
	static Finding clockFailure(IwaException failure, Evidence evidence) {
		ResponseInfo response = evidence.response(Stage.USER_REALM);
		Duration offset = evidence.clockOffset();
		if (response == null || offset == null || !evidence.isClockWrong()) {
			return Finding.fail(failure, "");
		}
		Finding finding = Finding.fail(failure, " " + difference(offset, response));
		return (failure.code() == IwaErrorCode.CLOCK_SKEW) ? finding
				: finding.withAction(SYNCHRONISE + " If the sign-in still fails: " + failure.action());
	}

	private static String difference(Duration offset, ResponseInfo response) {
		return "This machine's clock is " + offset.abs().toSeconds() + " s "
				+ (offset.isNegative() ? "ahead of" : "behind") + " that of " + response.host() + ".";
	}

	static @Nullable Finding userRealm(Evidence evidence) {
		HostAndPort metadata = evidence.requested(Stage.FEDERATION_METADATA);
		if (metadata != null && Cloud.isSeamlessSsoHost(metadata.host())) {
			return Finding.pass("The tenant has Seamless SSO: Entra ID itself takes the ticket; the metadata is at "
					+ metadata + ".");
		}
		return (metadata != null)
				? Finding.pass("The user's domain is federated; its federation metadata is at " + metadata + ".")
				: null;
	}

	static @Nullable Finding federationMetadata(Evidence evidence) {
		HostAndPort metadata = evidence.requested(Stage.FEDERATION_METADATA);
		HostAndPort endpoint = evidence.requested(Stage.WS_TRUST);
		return (metadata != null && endpoint != null)
				? Finding
					.pass("The metadata of " + metadata + " names a windowstransport endpoint at " + endpoint + ".")
				: null;
	}

	static @Nullable Finding federationHost(Evidence evidence) {
		HostAndPort host = evidence.requested(Stage.WS_TRUST);
		if (host == null) {
			return null;
		}
		Finding alias = alias(evidence, host, NetworkProbe::canonicalName);
		return (alias != null) ? alias : Finding.pass(host + " is reached " + evidence.route(host)
				+ "; the ticket is requested for " + evidence.servicePrincipal(host) + ".");
	}

	/**
	 * Warns if the ticket may be requested for another name. Java's Kerberos and Windows
	 * use the host name as it is; MIT's library may ask DNS first.
	 */
	static @Nullable Finding alias(Evidence evidence, HostAndPort host, NetworkProbe.Resolver<@Nullable String> dns) {
		String canonical = evidence.settings().kerberos().canonicalizes()
				? NetworkProbe.ask(evidence.settings().connectTimeout(), () -> dns.resolve(host.host())) : null;
		if (canonical == null || canonical.equalsIgnoreCase(host.host())) {
			return null;
		}
		String service = evidence.servicePrincipal(host);
		return Finding.warn(
				"DNS also names " + host.host() + " as " + canonical
						+ ", so the platform's Kerberos may request a ticket for HTTP/" + canonical + " instead of "
						+ service + ".",
				"If no ticket is issued, set dns_canonicalize_hostname and rdns to false in krb5.conf, or "
						+ "iwa.kerberos.service-principal to " + service + ".");
	}

	static @Nullable Finding serviceTicket(Evidence evidence) {
		HostAndPort host = evidence.requested(Stage.WS_TRUST);
		return (host != null && evidence.trace().ticketObtained())
				? Finding.pass("The ticket for " + evidence.servicePrincipal(host) + " was obtained.") : null;
	}

	static @Nullable Finding channelBinding(Evidence evidence) {
		if (!evidence.trace().ticketObtained()) {
			return null;
		}
		if (evidence.trace().channelBound()) {
			return Finding.pass("The ticket is bound to its TLS connection (RFC 5929).");
		}
		String description = "The ticket is not bound to its TLS connection, because "
				+ whyNotBound(evidence.settings().kerberos());
		HostAndPort host = evidence.requested(Stage.WS_TRUST);
		if (host != null && Cloud.isSeamlessSsoHost(host.host())) {
			return Finding.pass(description + ".");
		}
		if (evidence.requested(Stage.TOKEN) != null) {
			return Finding.pass(description + "; AD FS accepts it nevertheless.");
		}
		return Finding.warn(description + ".",
				"If AD FS refuses the ticket, an administrator checks the setting ExtendedProtectionTokenCheck. "
						+ "On Windows, iwa.kerberos.provider 'native' binds tickets.");
	}

	private static String whyNotBound(DoctorSettings.Kerberos kerberos) {
		if (kerberos.channelBinding() == IwaChannelBinding.NEVER) {
			return "iwa.kerberos.channel-binding is 'never'";
		}
		return kerberos.canBind() ? "the certificate of the connection has no single hash"
				: "that is not possible with " + kerberos.provider();
	}

	static @Nullable Finding wsTrust(Evidence evidence) {
		HostAndPort host = evidence.requested(Stage.WS_TRUST);
		return (host != null && evidence.requested(Stage.TOKEN) != null)
				? Finding.pass(host + " issued an assertion for the ticket.") : null;
	}

	static @Nullable Finding token(Evidence evidence) {
		TokenDetails token = evidence.trace().token();
		if (token == null) {
			return null;
		}
		String audience = token.audience();
		return Finding.pass("The token of " + token.username() + " is for "
				+ ((audience != null) ? audience : "an audience that only its API can read") + ", allows "
				+ String.join(" ", token.scopes()) + ", expires at " + token.expiresAt() + " and comes from tenant "
				+ token.tenant() + ".");
	}

}
