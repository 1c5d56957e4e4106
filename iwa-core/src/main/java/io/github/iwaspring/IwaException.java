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

package io.github.iwaspring;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A failure to obtain or to use a token: what happened, at which {@link #stage() stage},
 * and what to do about it.
 * <p>
 * Programs decide by {@link #code()}. The message is for people: the
 * {@link #description()} followed by the {@link #action()}. It contains no token,
 * assertion or ticket.
 * <p>
 * One instance may be thrown to many callers, on several threads: treat it as immutable.
 */
public class IwaException extends RuntimeException {

	private final IwaErrorCode code;

	private final Stage stage;

	private final String description;

	private final String action;

	private final @Nullable String correlationId;

	private final @Nullable String claims;

	private final @Nullable Duration retryAfter;

	private final boolean local;

	/**
	 * Creates an exception.
	 * @param builder the values of the exception
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
		this.local = builder.local || builder.stage == Stage.CONFIGURATION || builder.stage == Stage.USERNAME;
	}

	/**
	 * Starts an exception.
	 * @param code the kind of failure
	 * @param stage where it happened
	 * @return a new builder
	 */
	public static Builder of(IwaErrorCode code, Stage stage) {
		return new Builder(code, stage);
	}

	/**
	 * Starts a copy of this exception, with the same code and stage. All else, the cause
	 * included, is copied and can be replaced; the stack trace is not copied.
	 * @return a new builder
	 */
	public Builder toBuilder() {
		Builder builder = new Builder(this.code, this.stage).description(this.description)
			.action(this.action)
			.correlationId(this.correlationId)
			.claims(this.claims)
			.retryAfter(this.retryAfter)
			.cause(getCause());
		return this.local ? builder.local() : builder;
	}

	/**
	 * The kind of failure.
	 * @return the code
	 */
	public IwaErrorCode code() {
		return this.code;
	}

	/**
	 * Where the failure happened.
	 * @return the stage
	 */
	public Stage stage() {
		return this.stage;
	}

	/**
	 * What happened, in one or more sentences: the message without the action.
	 * @return the description
	 */
	public String description() {
		return this.description;
	}

	/**
	 * What to do about it, in one or more sentences.
	 * @return the action
	 */
	public String action() {
		return this.action;
	}

	/**
	 * The id by which an administrator finds the request in the directory's sign-in log.
	 * @return the id, or {@code null} if the response had none
	 */
	public @Nullable String correlationId() {
		return this.correlationId;
	}

	/**
	 * The claims that the directory demands before it issues a token.
	 * @return the claims as JSON (OpenID Connect Core 1.0, section 5.5), or {@code null}
	 * if it named none
	 */
	public @Nullable String claims() {
		return this.claims;
	}

	/**
	 * How long to wait before the next attempt: the response's {@code Retry-After}, the
	 * time for which credentials that the domain controller rejected are not tried again,
	 * or what is left of the pause after several failures. Callers who ask earlier get
	 * the same failure at once, without a request, unless the credentials have changed.
	 * @return the time, or {@code null} if the next call tries again
	 */
	public @Nullable Duration retryAfter() {
		return this.retryAfter;
	}

	/**
	 * Whether the failure was found on this machine, before the directory or a domain
	 * controller was asked: a property, a missing ticket, an unreadable file, a closed
	 * token service. The next call tries again at once, because that costs no request.
	 * After any other failure attempts pause, see {@link IwaTokenService}.
	 * @return {@code true} for a failure at the stages {@link Stage#CONFIGURATION} and
	 * {@link Stage#USERNAME}, and for those of other stages that no request led to
	 */
	public boolean isLocal() {
		return this.local;
	}

	/**
	 * The flows of {@code iwa.fallback.flows} that could end this failure, whether or not
	 * they are configured. A failure that no prompt ends has none.
	 * @return the flows, in the order of their declaration; unmodifiable
	 */
	public Set<IwaFallbackFlow> endedBy() {
		return this.code.endedBy(this.claims);
	}

	/**
	 * The steps of a sign-in, in their order.
	 */
	public enum Stage {

		/**
		 * The configuration is checked, before anything is sent.
		 */
		CONFIGURATION,

		/**
		 * The user name is determined.
		 */
		USERNAME,

		/**
		 * User realm discovery: how the user's domain signs in.
		 */
		USER_REALM,

		/**
		 * The federation metadata is read (WS-MetadataExchange).
		 */
		FEDERATION_METADATA,

		/**
		 * A Kerberos ticket for the federation service is obtained.
		 */
		KERBEROS,

		/**
		 * WS-Trust: the ticket is exchanged for a SAML assertion.
		 */
		WS_TRUST,

		/**
		 * An assertion or a refresh token is exchanged for an access token.
		 */
		TOKEN,

		/**
		 * A fallback flow prompts the user.
		 */
		FALLBACK

	}

	/**
	 * Builds an exception. Not safe for use by several threads.
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

		private boolean local;

		private @Nullable Throwable cause;

		private Builder(IwaErrorCode code, Stage stage) {
			this.code = Objects.requireNonNull(code, "code");
			this.stage = Objects.requireNonNull(stage, "stage");
		}

		/**
		 * Sets what happened. Control characters become blanks.
		 * @param description one or more sentences, each with a full stop
		 * @return this builder
		 */
		public Builder description(String description) {
			this.description = printable(description);
			return this;
		}

		/**
		 * Sets what to do about it. Control characters become blanks.
		 * @param action one or more sentences, each with a full stop
		 * @return this builder
		 */
		public Builder action(String action) {
			this.action = printable(action);
			return this;
		}

		/**
		 * Sets the directory's id of the request.
		 * @param correlationId the id, or {@code null}
		 * @return this builder
		 */
		public Builder correlationId(@Nullable String correlationId) {
			this.correlationId = correlationId;
			return this;
		}

		/**
		 * Sets the claims that the directory demands.
		 * @param claims the claims as JSON, or {@code null}
		 * @return this builder
		 */
		public Builder claims(@Nullable String claims) {
			this.claims = claims;
			return this;
		}

		/**
		 * Sets the time to wait before the next attempt.
		 * @param retryAfter the time, or {@code null}
		 * @return this builder
		 */
		public Builder retryAfter(@Nullable Duration retryAfter) {
			this.retryAfter = retryAfter;
			return this;
		}

		/**
		 * States that neither the directory nor a domain controller was asked. Failures
		 * at the stages {@link Stage#CONFIGURATION} and {@link Stage#USERNAME} are local
		 * without that.
		 * @return this builder
		 */
		public Builder local() {
			this.local = true;
			return this;
		}

		/**
		 * Sets the cause. Its message must contain no secret.
		 * @param cause the cause, or {@code null}
		 * @return this builder
		 */
		public Builder cause(@Nullable Throwable cause) {
			this.cause = cause;
			return this;
		}

		/**
		 * Replaces the characters that could control a terminal or forge a log line.
		 */
		private static String printable(String text) {
			return UNPRINTABLE.matcher(text).replaceAll(" ");
		}

		/**
		 * Creates the exception, of the subclass that the code determines.
		 * @return the exception
		 */
		public IwaException build() {
			if (this.code.isConfiguration()) {
				return new IwaConfigurationException(this);
			}
			return this.code.endedBy(this.claims).isEmpty() ? new IwaException(this)
					: new IwaInteractionRequiredException(this);
		}

	}

}
