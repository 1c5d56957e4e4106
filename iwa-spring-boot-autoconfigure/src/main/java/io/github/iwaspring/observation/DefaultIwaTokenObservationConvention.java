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

import io.github.iwaspring.IwaException;
import io.github.iwaspring.observation.IwaTokenObservationDocumentation.AcquireKeyNames;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;

/**
 * The default names and keys. To add a key, extend this class and call its methods.
 */
public class DefaultIwaTokenObservationConvention implements IwaTokenObservationConvention {

	@Override
	public String getName() {
		return "iwa.token.acquire";
	}

	@Override
	public String getContextualName(IwaTokenObservationContext context) {
		return "acquire token";
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(IwaTokenObservationContext context) {
		IwaException failure = context.getFailure();
		return KeyValues.of(AcquireKeyNames.CLIENT.withValue(context.getClient()),
				AcquireKeyNames.SOURCE.withValue(IwaTokenObservationDocumentation.value(context.getSource())),
				AcquireKeyNames.OUTCOME.withValue(IwaTokenObservationDocumentation.value(context.getOutcome())),
				AcquireKeyNames.JOINED.withValue(String.valueOf(context.isJoined())),
				AcquireKeyNames.ERROR_CODE.withValue((failure != null) ? failure.code().id() : KeyValue.NONE_VALUE),
				AcquireKeyNames.STAGE
					.withValue(IwaTokenObservationDocumentation.value((failure != null) ? failure.stage() : null)));
	}

}
