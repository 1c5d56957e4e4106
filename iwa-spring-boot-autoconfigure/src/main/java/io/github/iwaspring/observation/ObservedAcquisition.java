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
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaToken.Source;
import io.github.iwaspring.observation.IwaTokenObservationContext.Outcome;
import io.github.iwaspring.observation.IwaTokenObservationDocumentation.StepKeyNames;
import io.github.iwaspring.token.AcquisitionListener;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The observation of one acquisition, with that of the step in progress. Ends once. What
 * handlers throw concerns nobody who waits for a token.
 */
final class ObservedAcquisition implements AcquisitionListener {

	private static final Log logger = LogFactory.getLog(ObservedAcquisition.class);

	private final Observation observation;

	private final IwaTokenObservationContext context;

	private final ObservationRegistry registry;

	private @Nullable Observation step;

	private @Nullable Stage stage;

	/**
	 * Creates the listener of a started observation.
	 */
	ObservedAcquisition(Observation observation, IwaTokenObservationContext context, ObservationRegistry registry) {
		this.observation = observation;
		this.context = context;
		this.registry = registry;
	}

	@Override
	public synchronized void stepEntered(Stage entered) {
		if (entered == this.stage || this.context.getOutcome() != null) {
			return;
		}
		quietly(() -> {
			endStep(Outcome.SUCCESS, null);
			this.stage = entered;
			String name = IwaTokenObservationDocumentation.value(entered);
			this.step = IwaTokenObservationDocumentation.STEP.observation(this.registry)
				.parentObservation(this.observation)
				.contextualName(name)
				.lowCardinalityKeyValue(StepKeyNames.STAGE.withValue(name))
				.lowCardinalityKeyValue(StepKeyNames.OUTCOME.withNoneValue())
				.start();
		});
	}

	@Override
	public synchronized void joined() {
		this.context.joinedLate();
	}

	@Override
	public void succeeded(IwaToken token) {
		end(Outcome.SUCCESS, token.source(), null);
	}

	@Override
	public void failed(IwaException failure) {
		end(Outcome.FAILURE, null, failure);
	}

	@Override
	public void cancelled() {
		end(Outcome.CANCELLED, null, null);
	}

	private synchronized void end(Outcome outcome, @Nullable Source source, @Nullable IwaException failure) {
		if (this.context.getOutcome() != null) {
			return;
		}
		this.context.ended(outcome, source, failure);
		quietly(() -> endStep(outcome, failure));
		quietly(() -> {
			if (failure != null) {
				this.observation.error(failure);
			}
			this.observation.stop();
		});
	}

	private void endStep(Outcome outcome, @Nullable IwaException failure) {
		Observation ended = this.step;
		if (ended == null) {
			return;
		}
		this.step = null;
		ended.lowCardinalityKeyValue(StepKeyNames.OUTCOME.withValue(IwaTokenObservationDocumentation.value(outcome)));
		if (failure != null) {
			ended.error(failure);
		}
		ended.stop();
	}

	private static void quietly(Runnable notification) {
		try {
			notification.run();
		}
		catch (RuntimeException | LinkageError ex) {
			logger.debug("A handler of observations failed.", ex);
		}
	}

}
