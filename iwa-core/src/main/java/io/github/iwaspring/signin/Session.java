package io.github.iwaspring.signin;

import java.net.MalformedURLException;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.microsoft.aad.msal4j.IAccount;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.PublicClientApplication;
import io.github.iwaspring.directory.DirectoryHttpClient;
import io.github.iwaspring.directory.DiscoveryCache;
import io.github.iwaspring.directory.HttpSettings;
import io.github.iwaspring.directory.Registration;
import io.github.iwaspring.entra.Authority;
import io.github.iwaspring.entra.Cloud;
import io.github.iwaspring.entra.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * What is known between a sign-in and a sign-out: msal4j's client with its token cache,
 * and whose account is in it. A sign-out abandons the session with all that an
 * acquisition in flight still puts into it.
 */
final class Session {

	private final PublicClientApplication client;

	private final DiscoveryCache directory;

	private final @Nullable SessionFile file;

	private final SignInLock firstSignIn = new SignInLock();

	private final AtomicReference<@Nullable Account> binding = new AtomicReference<>();

	private volatile @Nullable BrokerAccount brokerAccount;

	/**
	 * Creates a session.
	 * @param httpClient how msal4j reaches the directory
	 * @param directory what is remembered of the directory's answers
	 * @param file where the session is kept, {@code null} for nowhere
	 */
	Session(SignInSettings settings, IHttpClient httpClient, DiscoveryCache directory, @Nullable SessionFile file) {
		this.directory = directory;
		this.file = file;
		PublicClientApplication.Builder builder = builder(settings, httpClient);
		if (file != null) {
			builder.setTokenCacheAccessAspect(file);
		}
		this.client = builder.build();
		if (file != null) {
			SessionContent kept = file.load(this.client.tokenCache());
			this.binding.set((kept != null) ? kept.binding() : null);
			this.brokerAccount = (kept != null) ? kept.brokerAccount() : null;
			file.serve(this);
		}
	}

	/**
	 * Prepares a client of msal4j.
	 */
	static PublicClientApplication.Builder builder(SignInSettings settings, IHttpClient httpClient) {
		try {
			PublicClientApplication.Builder builder = PublicClientApplication.builder(settings.clientId())
				.authority(settings.authority().url())
				// the authority was judged at start-up; msal4j knows the clouds by heart
				.instanceDiscovery(false)
				.disableInternalRetries()
				.httpClient(httpClient)
				.executorService(new CallerThreadExecutor());
			if (!settings.clientCapabilities().isEmpty()) {
				builder.clientCapabilities(new LinkedHashSet<>(settings.clientCapabilities()));
			}
			return builder;
		}
		catch (MalformedURLException ex) {
			throw new IllegalStateException("An authority that was accepted is no URL", ex);
		}
	}

	/**
	 * Begins a session with the directory that remembers nothing of others, and is not
	 * kept.
	 */
	static Session begin(SignInSettings settings, HttpSettings wire) {
		return begin(settings, wire, new DiscoveryCache(InstantSource.system()), null);
	}

	/**
	 * Begins a session with the directory.
	 */
	static Session begin(SignInSettings settings, HttpSettings wire, DiscoveryCache directory,
			@Nullable SessionFile file) {
		return new Session(settings,
				new DirectoryHttpClient(new Registration(settings.authority(), settings.clientId()),
						authorityHosts(settings.authority()), settings.federationHosts(), wire, directory),
				directory, file);
	}

	PublicClientApplication client() {
		return this.client;
	}

	/**
	 * The account that this session belongs to, {@code null} before the first sign-in.
	 */
	@Nullable Account binding() {
		return this.binding.get();
	}

	/**
	 * Binds the session, unless another sign-in just did.
	 * @return the binding that holds
	 */
	Account bind(Account candidate) {
		Account earlier = this.binding.compareAndExchange(null, candidate);
		if (earlier == null && this.file != null) {
			this.file.save(this.client.tokenCache());
		}
		return (earlier != null) ? earlier : candidate;
	}

	/**
	 * Keeps sign-ins apart as long as no account is bound.
	 */
	SignInLock firstSignIn() {
		return this.firstSignIn;
	}

	/**
	 * What is remembered of the directory's answers.
	 */
	DiscoveryCache directory() {
		return this.directory;
	}

	/**
	 * Where the session is kept, {@code null} for nowhere.
	 */
	@Nullable SessionFile file() {
		return this.file;
	}

	/**
	 * The account of a binding, if it is in the cache.
	 */
	Optional<IAccount> account(Account bound) {
		return CallerThreadExecutor.join(this.client.getAccounts())
			.stream()
			.filter((account) -> bound.homeAccountId().equals(account.homeAccountId()))
			.findFirst();
	}

	/**
	 * The account that signed in by the broker, whose tokens the broker keeps;
	 * {@code null} if none did.
	 */
	@Nullable BrokerAccount brokerAccount() {
		return this.brokerAccount;
	}

	/**
	 * Takes the account of a broker from another process, unless there is one.
	 */
	void adopt(BrokerAccount account) {
		if (this.brokerAccount == null) {
			this.brokerAccount = account;
		}
	}

	void brokerAccount(IAccount account) {
		BrokerAccount before = this.brokerAccount;
		BrokerAccount present = BrokerAccount.of(account);
		this.brokerAccount = present;
		if (this.file != null && !present.equals(before)) {
			this.file.save(this.client.tokenCache());
		}
	}

	void remove(IAccount account) {
		CallerThreadExecutor.join(this.client.removeAccount(account));
	}

	private static Set<HostAndPort> authorityHosts(Authority authority) {
		Cloud cloud = authority.cloud();
		return (cloud == null) ? Set.of(authority.host())
				: Stream.concat(Stream.of(cloud.preferredHost()), cloud.aliases().stream())
					.map(HostAndPort::parse)
					.collect(Collectors.toUnmodifiableSet());
	}

}
