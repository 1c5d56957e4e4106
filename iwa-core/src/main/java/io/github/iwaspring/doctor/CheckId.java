package io.github.iwaspring.doctor;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The checks, in the order of the report.
 */
enum CheckId {

	JAVA(UserChecks::java),

	TICKET(UserChecks::ticket),

	USER(UserChecks::user),

	AUTHORITY(CloudChecks::authority),

	CONNECTION(CloudChecks::connection),

	CLOCK(CloudChecks::clock),

	USER_REALM(CloudChecks::userRealm),

	FEDERATION_METADATA(FederationChecks::metadata),

	FEDERATION_HOST(FederationChecks::host),

	SERVICE_TICKET(FederationChecks::serviceTicket),

	CHANNEL_BINDING(FederationChecks::channelBinding),

	WS_TRUST(FederationChecks::wsTrust),

	TOKEN(CloudChecks::token),

	API((evidence) -> evidence.settings().api().get());

	private final Examination examination;

	CheckId(Examination examination) {
		this.examination = examination;
	}

	/**
	 * The name in the report.
	 */
	String id() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * What the evidence says, {@code null} if it says nothing: the sign-in did not come
	 * so far.
	 */
	@Nullable Finding examine(Evidence evidence) {
		try {
			return this.examination.apply(evidence);
		}
		catch (RuntimeException | LinkageError ex) {
			return Finding.fail(ex);
		}
	}

	private interface Examination {

		@Nullable Finding apply(Evidence evidence);

	}

}
