package io.github.iwaspring.msal.http;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.kerberos.KerberosIdentity;
import io.github.iwaspring.net.HostAndPort;
import io.github.iwaspring.token.Acquisition;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one sign-in and what is remembered from one to the next.
 * <p>
 * msal4j calls its HTTP client without telling for whom. It does so on the thread of the
 * acquisition, because it is given no other executor: hence a conversation belongs to a
 * thread while it is open.
 */
public final class Conversation implements AutoCloseable {

	private static final ThreadLocal<@Nullable Conversation> CURRENT = new ThreadLocal<>();

	private final Acquisition acquisition;

	private final KerberosIdentity identity;

	private final SignInListener listener;

	private @Nullable URI federationMetadata;

	private final Map<HostAndPort, X509Certificate> certificates = new HashMap<>();

	private boolean bound;

	private @Nullable Exchange last;

	private Conversation(Acquisition acquisition, KerberosIdentity identity, SignInListener listener) {
		this.acquisition = acquisition;
		this.identity = identity;
		this.listener = listener;
	}

	/**
	 * Opens a conversation on this thread.
	 * @param acquisition the acquisition that it serves
	 * @param identity who signs in
	 * @return the conversation, to be closed on the same thread
	 */
	public static Conversation open(Acquisition acquisition, KerberosIdentity identity) {
		return open(acquisition, identity, SignInListener.NONE);
	}

	/**
	 * Opens a conversation that is listened to.
	 * @param acquisition the acquisition that it serves
	 * @param identity who signs in
	 * @param listener hears how it goes
	 * @return the conversation, to be closed on the same thread
	 */
	public static Conversation open(Acquisition acquisition, KerberosIdentity identity, SignInListener listener) {
		Conversation conversation = new Conversation(acquisition, identity, listener);
		CURRENT.set(conversation);
		return conversation;
	}

	static Conversation current() {
		Conversation conversation = CURRENT.get();
		if (conversation == null) {
			throw new IllegalStateException("No sign-in is under way on " + Thread.currentThread().getName());
		}
		return conversation;
	}

	/**
	 * Describes a failure that was found after the last hop had been answered.
	 * @param code what kind of failure it is
	 * @param whatHappened continues the description of the hop
	 * @return a builder
	 */
	public IwaException.Builder failure(IwaErrorCode code, String whatHappened) {
		Exchange exchange = this.last;
		return (exchange != null) ? exchange.failure(code, whatHappened)
				: IwaException.of(code, Stage.TOKEN).fact("The sign-in " + whatHappened);
	}

	KerberosIdentity identity() {
		return this.identity;
	}

	/**
	 * Notes that a hop begins.
	 * @throws IwaException if the acquisition's time is over
	 */
	void enter(Exchange exchange) {
		this.last = exchange;
		HostAndPort origin = HostAndPort.of(exchange.url());
		if (origin != null) {
			this.listener.asking(exchange.hop().stage(), origin);
		}
		this.acquisition.enter(exchange.hop().stage(), exchange.toString());
	}

	/**
	 * Notes that a ticket for the host is being made.
	 */
	void enterKerberos(String host) {
		this.acquisition.enter(Stage.KERBEROS, "the Kerberos ticket for " + host);
	}

	/**
	 * Notes that there is a ticket.
	 */
	void ticketMade() {
		this.listener.ticketMade();
	}

	/**
	 * Remembers who answered.
	 */
	void answered(Exchange exchange, Answer answer) {
		HostAndPort origin = HostAndPort.of(exchange.url());
		if (origin != null) {
			this.listener.answered(HopAnswer.of(exchange.hop().stage(), origin, answer));
		}
		X509Certificate certificate = answer.serverCertificate();
		if (origin != null && certificate != null) {
			this.certificates.put(origin, certificate);
		}
	}

	/**
	 * The certificate with which the origin of a URL last answered, {@code null} before.
	 */
	@Nullable X509Certificate certificate(URI url) {
		HostAndPort origin = HostAndPort.of(url);
		return (origin != null) ? this.certificates.get(origin) : null;
	}

	/**
	 * Notes that the ticket is bound to the connection.
	 */
	void bound() {
		this.bound = true;
		this.listener.binding();
	}

	boolean isBound() {
		return this.bound;
	}

	/**
	 * What the token is asked for.
	 */
	Set<String> scopes() {
		return this.acquisition.request().scopes();
	}

	/**
	 * The claims that the token is asked for, as JSON, {@code null} for none.
	 */
	@Nullable String claims() {
		return this.acquisition.request().claims();
	}

	/**
	 * The time that is left to the acquisition.
	 */
	Duration remaining() {
		return this.acquisition.remaining();
	}

	/**
	 * The failure of an acquisition whose time is over.
	 */
	IwaException timedOut() {
		return this.acquisition.timedOut();
	}

	/**
	 * Where the user realm said that the federation metadata is.
	 */
	@Nullable URI federationMetadata() {
		return this.federationMetadata;
	}

	void federationMetadata(URI url) {
		this.federationMetadata = url;
	}

	@Override
	public void close() {
		CURRENT.remove();
	}

}
