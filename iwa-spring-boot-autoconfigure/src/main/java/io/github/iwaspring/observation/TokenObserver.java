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

import java.util.function.Supplier;

import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.support.CallerContext;
import io.github.iwaspring.token.AcquisitionListener;
import io.github.iwaspring.token.AcquisitionObserver;
import io.github.iwaspring.token.TokenClients;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Starts the observations. The parent is the observation of the caller: that which a
 * reactive caller hands over, or else the current one of the thread.
 * <p>
 * The registry is looked up for the first acquisition, not before: it may need beans that
 * need the token service.
 */
final class TokenObserver implements AcquisitionObserver {

	private static final Log logger = LogFactory.getLog(TokenObserver.class);

	private static final IwaTokenObservationConvention DEFAULT_CONVENTION = new DefaultIwaTokenObservationConvention();

	private final ObjectProvider<ObservationRegistry> registries;

	private final ObjectProvider<IwaTokenObservationConvention> conventions;

	private final ObjectProvider<TokenClients> clients;

	private volatile @Nullable Configured configured;

	TokenObserver(ObjectProvider<ObservationRegistry> registries,
			ObjectProvider<IwaTokenObservationConvention> conventions, ObjectProvider<TokenClients> clients) {
		this.registries = registries;
		this.conventions = conventions;
		this.clients = clients;
	}

	@Override
	public AcquisitionListener started(IwaTokenRequest request) {
		return quietly(() -> start(request, false));
	}

	@Override
	public AcquisitionListener joined(IwaTokenRequest request) {
		return quietly(() -> start(request, true));
	}

	private static AcquisitionListener quietly(Supplier<AcquisitionListener> start) {
		try {
			return start.get();
		}
		catch (RuntimeException | LinkageError ex) {
			logger.debug("An acquisition is not observed.", ex);
			return AcquisitionListener.NONE;
		}
	}

	private AcquisitionListener start(IwaTokenRequest request, boolean joined) {
		Configured present = configured();
		if (present.registry().isNoop()) {
			return AcquisitionListener.NONE;
		}
		IwaTokenObservationContext context = new IwaTokenObservationContext(present.clients().nameOf(request.scopes()),
				request.scopes(), joined);
		Observation observation = IwaTokenObservationDocumentation.ACQUIRE.observation(present.convention(),
				DEFAULT_CONVENTION, () -> context, present.registry());
		if (CallerContext.current() instanceof Observation parent) {
			observation.parentObservation(parent);
			// tracing prefers the current span of the thread, which may be any other
			try (Observation.Scope scope = parent.openScope()) {
				observation.start();
			}
		}
		else {
			observation.start();
		}
		return new ObservedAcquisition(observation, context, present.registry());
	}

	private Configured configured() {
		Configured present = this.configured;
		if (present == null) {
			present = new Configured(this.registries.getIfUnique(() -> ObservationRegistry.NOOP),
					this.conventions.getIfUnique(), this.clients.getObject());
			this.configured = present;
		}
		return present;
	}

	private record Configured(ObservationRegistry registry, @Nullable IwaTokenObservationConvention convention,
			TokenClients clients) {

	}

}
