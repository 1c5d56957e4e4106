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

package io.github.iwaspring.token;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaToken;
import org.jspecify.annotations.Nullable;

/**
 * How an acquisition ended: with a token, or with a failure. Immutable.
 *
 * @param kind the kind of the end
 * @param token the token, {@code null} after a failure
 * @param failure the failure, {@code null} after a success
 */
record AcquisitionOutcome(Kind kind, @Nullable IwaToken token, @Nullable IwaException failure) {

	static AcquisitionOutcome succeeded(IwaToken token) {
		return new AcquisitionOutcome(Kind.SUCCEEDED, token, null);
	}

	static AcquisitionOutcome failed(IwaException failure) {
		return new AcquisitionOutcome(Kind.FAILED, null, failure);
	}

	static AcquisitionOutcome repeated(IwaException lastFailure) {
		return new AcquisitionOutcome(Kind.REPEATED, null, lastFailure);
	}

	static AcquisitionOutcome cancelled(IwaException failure) {
		return new AcquisitionOutcome(Kind.CANCELLED, null, failure);
	}

	/**
	 * Whether the failure is that of an earlier acquisition.
	 */
	boolean isRepeated() {
		return this.kind == Kind.REPEATED;
	}

	/**
	 * Returns the same end with a failure that tells more.
	 */
	AcquisitionOutcome withFailure(IwaException explained) {
		return new AcquisitionOutcome(this.kind, this.token, explained);
	}

	/**
	 * Tells a listener of the end.
	 */
	void tell(AcquisitionListener listener) {
		if (this.token != null) {
			listener.succeeded(this.token);
		}
		else if (this.failure != null && this.kind != Kind.CANCELLED) {
			listener.failed(this.failure);
		}
		else {
			listener.cancelled();
		}
	}

	/**
	 * Completes a future, unless its caller has cancelled it.
	 */
	void complete(CompletableFuture<IwaToken> future) {
		if (this.failure != null) {
			future.completeExceptionally(this.failure);
		}
		else {
			future.complete(this.token);
		}
	}

	/**
	 * Returns the token.
	 * @throws IwaException if there is none
	 */
	IwaToken tokenOrThrow() {
		if (this.failure != null) {
			throw this.failure;
		}
		return Objects.requireNonNull(this.token);
	}

	/**
	 * The kinds of ends.
	 */
	enum Kind {

		/**
		 * A token was obtained, or found in the cache.
		 */
		SUCCEEDED,

		/**
		 * The acquisition failed.
		 */
		FAILED,

		/**
		 * It was too early after the failure of an earlier acquisition. Nobody was asked,
		 * so nothing more is known than before.
		 */
		REPEATED,

		/**
		 * The service was closed, so that nobody wants the token any more.
		 */
		CANCELLED

	}

}
