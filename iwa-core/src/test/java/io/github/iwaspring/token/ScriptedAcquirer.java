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

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaToken.Source;
import io.github.iwaspring.IwaTokenRequest;

/**
 * An acquirer that returns or throws what the test sets.
 */
final class ScriptedAcquirer implements TokenAcquirer {

	final List<IwaTokenRequest> requests = new ArrayList<>();

	final List<Boolean> renewals = new ArrayList<>();

	volatile CompletableFuture<Boolean> started = new CompletableFuture<>();

	final CompletableFuture<Boolean> interrupted = new CompletableFuture<>();

	volatile CountDownLatch hold = new CountDownLatch(0);

	volatile IwaException failure;

	volatile boolean requestsSent;

	volatile RuntimeException bug;

	volatile String valueOfUnforced;

	volatile String valueOfAll;

	volatile Instant renewFrom;

	volatile Object fingerprint = "ticket";

	int forgotten;

	@Override
	public IwaToken acquire(AcquisitionContext context) {
		int number = record(context);
		context.enter(Stage.WS_TRUST, "POST to sts.example");
		if (this.requestsSent) {
			context.requestSent();
		}
		this.started.complete(true);
		try {
			this.hold.await();
		}
		catch (InterruptedException ex) {
			this.interrupted.complete(true);
			throw new IllegalStateException(ex);
		}
		if (this.failure != null) {
			throw this.failure;
		}
		if (this.bug != null) {
			throw this.bug;
		}
		context.renewFrom(this.renewFrom);
		boolean scripted = this.valueOfUnforced != null && !context.request().forceRefresh();
		String value = (this.valueOfAll != null) ? this.valueOfAll : "token-" + number;
		return IwaToken.of(scripted ? this.valueOfUnforced : value,
				Instant.parse("2026-01-01T01:00:00Z").plusSeconds(3600L * number), context.request().scopes(),
				"alice@contoso.com", Source.INTEGRATED);
	}

	@Override
	public Object fingerprint() {
		return this.fingerprint;
	}

	@Override
	public void forget() {
		this.forgotten++;
	}

	synchronized int count() {
		return this.requests.size();
	}

	private synchronized int record(AcquisitionContext context) {
		this.requests.add(context.request());
		this.renewals.add(context.isRenewal());
		return this.requests.size();
	}

}
