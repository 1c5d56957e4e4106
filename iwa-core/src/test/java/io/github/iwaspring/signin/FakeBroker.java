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

package io.github.iwaspring.signin;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.microsoft.aad.msal4j.IAccount;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IBroker;
import com.microsoft.aad.msal4j.InteractiveRequestParameters;
import com.microsoft.aad.msal4j.MsalClientException;
import com.microsoft.aad.msal4j.PublicClientApplication;
import com.microsoft.aad.msal4j.SilentParameters;

/**
 * A broker in whose window somebody signs in at once.
 */
final class FakeBroker implements IBroker {

	final List<String> journal = new ArrayList<>();

	private final String username;

	private final String objectId;

	boolean available = true;

	RuntimeException startUpFailure;

	String error;

	InteractiveRequestParameters parameters;

	FakeBroker(String username, String objectId) {
		this.username = username;
		this.objectId = objectId;
	}

	@Override
	public CompletableFuture<IAuthenticationResult> acquireToken(PublicClientApplication application,
			SilentParameters parameters) {
		this.journal.add("silent " + parameters.account().homeAccountId());
		return answer(application);
	}

	@Override
	public CompletableFuture<IAuthenticationResult> acquireToken(PublicClientApplication application,
			InteractiveRequestParameters parameters) {
		this.journal.add("prompt");
		this.parameters = parameters;
		return answer(application);
	}

	@Override
	public void removeAccount(PublicClientApplication application, IAccount account) {
		this.journal.add("remove " + account.homeAccountId());
	}

	@Override
	public boolean isBrokerAvailable() {
		if (this.startUpFailure != null) {
			throw this.startUpFailure;
		}
		return this.available;
	}

	private CompletableFuture<IAuthenticationResult> answer(PublicClientApplication application) {
		if (this.error != null) {
			return CompletableFuture.failedFuture(new MsalClientException("secret of " + this.username, this.error));
		}
		return CompletableFuture.supplyAsync(() -> parseBrokerAuthResult(application.authority(),
				ScriptedEntra.idToken(this.username, this.objectId), "broker-token", "local-id",
				ScriptedEntra.clientInfo(this.objectId), 4102444800L, false));
	}

}
