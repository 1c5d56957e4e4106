package io.github.iwaspring.msal;

import java.net.MalformedURLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import com.microsoft.aad.msal4j.IAccount;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.PublicClientApplication;
import org.jspecify.annotations.Nullable;

/**
 * What is known between a sign-in and a sign-out: msal4j's client with its token cache,
 * and whose account is in it. A sign-out abandons the session with all that an
 * acquisition in flight still puts into it.
 */
final class Session {

	private final PublicClientApplication client;

	private final AtomicReference<@Nullable AccountBinding> binding = new AtomicReference<>();

	Session(SignInSettings settings, IHttpClient httpClient) {
		try {
			this.client = PublicClientApplication.builder(settings.clientId())
				.authority(settings.authority().url())
				// the authority was judged at start-up; msal4j knows the clouds by heart
				.instanceDiscovery(false)
				.disableInternalRetries()
				.httpClient(httpClient)
				.executorService(new CallerThreadExecutor())
				.build();
		}
		catch (MalformedURLException ex) {
			throw new IllegalStateException("An authority that was accepted is no URL", ex);
		}
	}

	PublicClientApplication client() {
		return this.client;
	}

	/**
	 * The account that this session belongs to, {@code null} before the first sign-in.
	 */
	@Nullable AccountBinding binding() {
		return this.binding.get();
	}

	/**
	 * Binds the session, unless another sign-in just did.
	 * @return the binding that holds
	 */
	AccountBinding bind(AccountBinding candidate) {
		AccountBinding earlier = this.binding.compareAndExchange(null, candidate);
		return (earlier != null) ? earlier : candidate;
	}

	/**
	 * The account of a binding, if it is in the cache.
	 */
	Optional<IAccount> account(AccountBinding bound) {
		return this.client.getAccounts()
			.join()
			.stream()
			.filter((account) -> bound.homeAccountId().equals(account.homeAccountId()))
			.findFirst();
	}

	void remove(IAccount account) {
		this.client.removeAccount(account).join();
	}

}
