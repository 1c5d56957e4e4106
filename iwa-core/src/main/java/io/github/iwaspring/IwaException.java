package io.github.iwaspring;

import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The failure to obtain or to use a token: what happened, at which hop, and what to do.
 * <p>
 * Programs decide by {@link #code()}; people read the message, which states the
 * description and ends with the {@link #action()}. Neither holds a token, an assertion or
 * a ticket.
 */
public class IwaException extends RuntimeException {

	private final IwaErrorCode code;

	private final Stage stage;

	private final String description;

	private final String action;

	private final @Nullable String correlationId;

	private final @Nullable String claims;

	private final @Nullable Duration retryAfter;

	/**
	 * Creates an exception from all that a builder collected.
	 * @param builder what is known about the failure
	 */
	protected IwaException(Builder builder) {
		super(builder.description + " " + builder.action, builder.cause);
		this.code = builder.code;
		this.stage = builder.stage;
		this.description = builder.description;
		this.action = builder.action;
		this.correlationId = builder.correlationId;
		this.claims = builder.claims;
		this.retryAfter = builder.retryAfter;
	}

	/**
	 * Starts the description of a failure.
	 * @param code what kind of failure it is
	 * @param stage where it happened
	 * @return a builder
	 */
	public static Builder of(IwaErrorCode code, Stage stage) {
		return new Builder(code, stage);
	}

	/**
	 * What kind of failure this is.
	 * @return the code
	 */
	public IwaErrorCode code() {
		return this.code;
	}

	/**
	 * Where it happened.
	 * @return the stage
	 */
	public Stage stage() {
		return this.stage;
	}

	/**
	 * What happened, as one or more sentences: the message without the action.
	 * @return the description
	 */
	public String description() {
		return this.description;
	}

	/**
	 * What to do about it, as one or more sentences.
	 * @return the action
	 */
	public String action() {
		return this.action;
	}

	/**
	 * The id under which the directory's administrator finds the request.
	 * @return the id, or {@code null} if the directory did not answer with one
	 */
	public @Nullable String correlationId() {
		return this.correlationId;
	}

	/**
	 * The claims that the directory demands before it issues a token.
	 * @return the claims as JSON, or {@code null}
	 */
	public @Nullable String claims() {
		return this.claims;
	}

	/**
	 * How long to wait before the next attempt.
	 * @return the time, or {@code null} if the answer did not say
	 */
	public @Nullable Duration retryAfter() {
		return this.retryAfter;
	}

	/**
	 * Where a failure happened. The order is that of a sign-in.
	 */
	public enum Stage {

		/**
		 * The configuration, before anything is sent.
		 */
		CONFIGURATION,

		/**
		 * Finding out who is signed in.
		 */
		USERNAME,

		/**
		 * The question how the user's domain signs in.
		 */
		USER_REALM,

		/**
		 * The federation service's metadata (MEX).
		 */
		FEDERATION_METADATA,

		/**
		 * The Kerberos ticket for the federation service.
		 */
		KERBEROS,

		/**
		 * The exchange of the ticket for a SAML assertion.
		 */
		WS_TRUST,

		/**
		 * The exchange of an assertion or a refresh token for an access token.
		 */
		TOKEN,

		/**
		 * A way that involves the user.
		 */
		FALLBACK

	}

	/**
	 * Collects what is known about a failure.
	 */
	public static final class Builder {

		private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}]+");

		private final IwaErrorCode code;

		private final Stage stage;

		private String description = "";

		private String action = "";

		private @Nullable String correlationId;

		private @Nullable String claims;

		private @Nullable Duration retryAfter;

		private @Nullable Throwable cause;

		private Builder(IwaErrorCode code, Stage stage) {
			this.code = Objects.requireNonNull(code, "code");
			this.stage = Objects.requireNonNull(stage, "stage");
		}

		/**
		 * States what happened.
		 * @param description one sentence, ending with a full stop
		 * @return this builder
		 */
		public Builder description(String description) {
			this.description = printable(description);
			return this;
		}

		/**
		 * Says what to do about it.
		 * @param action one or more sentences
		 * @return this builder
		 */
		public Builder action(String action) {
			this.action = printable(action);
			return this;
		}

		/**
		 * Adds the directory's id of the request.
		 * @param correlationId the id, or {@code null}
		 * @return this builder
		 */
		public Builder correlationId(@Nullable String correlationId) {
			this.correlationId = correlationId;
			return this;
		}

		/**
		 * Adds the claims that the directory demands.
		 * @param claims the claims as JSON, or {@code null}
		 * @return this builder
		 */
		public Builder claims(@Nullable String claims) {
			this.claims = claims;
			return this;
		}

		/**
		 * Adds the time to wait.
		 * @param retryAfter the time, or {@code null}
		 * @return this builder
		 */
		public Builder retryAfter(@Nullable Duration retryAfter) {
			this.retryAfter = retryAfter;
			return this;
		}

		/**
		 * Adds the cause. Its message must hold no secret.
		 * @param cause the cause, or {@code null}
		 * @return this builder
		 */
		public Builder cause(@Nullable Throwable cause) {
			this.cause = cause;
			return this;
		}

		/**
		 * Takes the characters out of a text by which a terminal or a log is steered.
		 */
		private static String printable(String text) {
			return UNPRINTABLE.matcher(text).replaceAll(" ");
		}

		/**
		 * Creates the exception, of the subclass that fits the code.
		 * @return the exception
		 */
		public IwaException build() {
			if (this.code == IwaErrorCode.BLOCKED_BY_POLICY && this.claims != null) {
				return new IwaInteractionRequiredException(this); // the policy says what
																	// would satisfy it
			}
			return switch (this.code.kind()) {
				case CONFIGURATION -> new IwaConfigurationException(this);
				case INTERACTION -> new IwaInteractionRequiredException(this);
				case OTHER -> new IwaException(this);
			};
		}

	}

}
