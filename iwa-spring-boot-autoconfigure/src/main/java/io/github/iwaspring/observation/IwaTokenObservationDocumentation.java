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

package io.github.iwaspring.observation;

import java.util.Locale;

import io.micrometer.common.KeyValue;
import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;
import org.jspecify.annotations.Nullable;

/**
 * The observations of token acquisitions.
 */
public enum IwaTokenObservationDocumentation implements ObservationDocumentation {

	/**
	 * The acquisition of a token, or a caller's share in one that was in progress. A
	 * token from memory starts none.
	 */
	ACQUIRE {

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultIwaTokenObservationConvention.class;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return AcquireKeyNames.values();
		}

	},

	/**
	 * A protocol step of an acquisition: its child.
	 */
	STEP {

		@Override
		public String getName() {
			return "iwa.token.step";
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return StepKeyNames.values();
		}

	};

	/**
	 * The low-cardinality keys of an acquisition. All are always present.
	 */
	public enum AcquireKeyNames implements KeyName {

		/**
		 * The name of the configured API whose scopes the token has: 'default' for
		 * iwa.scopes, 'none' for a request's own scopes.
		 */
		CLIENT("client"),

		/**
		 * Where the token came from: 'integrated', 'refresh', 'cache' (the cache file, or
		 * another acquisition that had just ended), 'broker', 'interactive',
		 * 'device-code'.
		 */
		SOURCE("source"),

		/**
		 * How it ended: 'success', 'failure', or 'cancelled' if the application was
		 * closed or a caller gave up.
		 */
		OUTCOME("outcome"),

		/**
		 * Whether a caller only waited for an acquisition in progress: 'true' or 'false'.
		 */
		JOINED("joined"),

		/**
		 * The code of the failure, such as 'ticket-missing'.
		 */
		ERROR_CODE("error.code"),

		/**
		 * The stage of the failure, such as 'kerberos'.
		 */
		STAGE("stage");

		private final String key;

		AcquireKeyNames(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

	/**
	 * The low-cardinality keys of a step. All are always present.
	 */
	public enum StepKeyNames implements KeyName {

		/**
		 * The stage: 'kerberos', 'user-realm', 'federation-metadata', 'ws-trust',
		 * 'token', 'fallback'.
		 */
		STAGE("stage"),

		/**
		 * How the step ended: 'success', 'failure' or 'cancelled'.
		 */
		OUTCOME("outcome");

		private final String key;

		StepKeyNames(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

	/**
	 * The value of a key for a constant, such as 'device-code'.
	 */
	static String value(@Nullable Enum<?> constant) {
		return (constant != null) ? constant.name().toLowerCase(Locale.ROOT).replace('_', '-') : KeyValue.NONE_VALUE;
	}

}
