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
