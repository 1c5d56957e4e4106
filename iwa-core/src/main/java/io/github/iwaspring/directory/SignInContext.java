package io.github.iwaspring.directory;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.entra.HostAndPort;
import io.github.iwaspring.kerberos.KerberosIdentity;
import io.github.iwaspring.token.AcquisitionContext;
import io.github.iwaspring.token.AcquisitionListener.StepResponse;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one sign-in and what is remembered from one to the next.
 * <p>
 * msal4j calls its HTTP client without telling for whom. It does so on the thread of the
 * acquisition, because it is given no other executor: hence a conversation belongs to a
 * thread while it is open.
 */
public final class SignInContext implements AutoCloseable {

	private static final ThreadLocal<@Nullable SignInContext> CURRENT = new ThreadLocal<>();

	private final AcquisitionContext acquisition;

	private final KerberosIdentity identity;

	private @Nullable URI federationMetadata;

	private final Map<HostAndPort, X509Certificate> certificates = new HashMap<>();

	private boolean bound;

	private boolean recalled;

	private @Nullable DirectoryRequest last;

	private @Nullable String demanded;

	private final SlowDown slowDown = SlowDown.in(this);

	private SignInContext(AcquisitionContext acquisition, KerberosIdentity identity) {
		this.acquisition = acquisition;
		this.identity = identity;
	}

	/**
	 * Opens a conversation on this thread.
	 * @param acquisition the acquisition that it serves
	 * @param identity who signs in
	 * @return the conversation, to be closed on the same thread
	 */
	public static SignInContext open(AcquisitionContext acquisition, KerberosIdentity identity) {
		SignInContext conversation = new SignInContext(acquisition, identity);
		CURRENT.set(conversation);
		return conversation;
	}

	static SignInContext current() {
		SignInContext conversation = CURRENT.get();
		if (conversation == null) {
			throw new IllegalStateException("No sign-in is under way on " + Thread.currentThread().getName());
		}
		return conversation;
	}

	/**
	 * Notes that a question was not asked, because the answer was remembered.
	 */
	void recalled() {
		this.recalled = true;
	}

	/**
	 * Whether an answer of an earlier sign-in was used.
	 * @return {@code true} if a failure may be due to an answer that no longer holds
	 */
	public boolean hasRecalled() {
		return this.recalled;
	}

	/**
	 * Notes from when the directory wants the token renewed that it has issued.
	 * @param time the time, or {@code null} if it did not say
	 */
	public void renewFrom(@Nullable Instant time) {
		this.acquisition.renewFrom(time);
	}

	/**
	 * Describes a failure that was found after the last hop had been answered.
	 * @param code what kind of failure it is
	 * @param whatHappened continues the description of the hop
	 * @return a builder
	 */
	public IwaException.Builder failure(IwaErrorCode code, String whatHappened) {
		DirectoryRequest exchange = this.last;
		return (exchange != null) ? exchange.failure(code, whatHappened)
				: IwaException.of(code, Stage.TOKEN).description("The sign-in " + whatHappened);
	}

	/**
	 * Notes that something begins that is no request.
	 * @param stage the stage
	 * @param description what is being done, continuing "Busy with"
	 * @throws IwaException if the acquisition's time is over
	 */
	public void enter(Stage stage, String description) {
		this.acquisition.enter(stage, description);
	}

	/**
	 * Gives the acquisition new time, because a person is asked from now on.
	 * @param timeout the time, from now
	 * @param timedOut the failure at the end of it
	 */
	public void askPerson(Duration timeout, Supplier<IwaException> timedOut) {
		this.acquisition.restart(timeout, timedOut);
	}

	/**
	 * Who signs in.
	 * @return the Kerberos identity
	 */
	public KerberosIdentity identity() {
		return this.identity;
	}

	/**
	 * What the token is requested for.
	 * @return the request, with scopes
	 */
	public IwaTokenRequest request() {
		return this.acquisition.request();
	}

	/**
	 * Notes that a hop begins.
	 * @throws IwaException if the acquisition's time is over
	 */
	void enter(DirectoryRequest exchange) {
		this.last = exchange;
		HostAndPort origin = HostAndPort.of(exchange.url());
		if (origin != null) {
			this.acquisition.listener().stepStarted(exchange.hop().stage(), origin.toString());
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
		this.acquisition.listener().ticketObtained();
	}

	/**
	 * Remembers who answered.
	 */
	void answered(DirectoryRequest exchange, DirectoryResponse answer) {
		HostAndPort origin = HostAndPort.of(exchange.url());
		if (origin != null) {
			this.acquisition.listener()
				.stepAnswered(new StepResponse(exchange.hop().stage(), origin.toString(), answer.status(),
						answer.clockOffset(), answer.serverCertificate()));
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
		this.acquisition.listener().channelBindingAdded();
	}

	boolean isBound() {
		return this.bound;
	}

	/**
	 * What the token is asked for.
	 */
	Asked asked() {
		IwaTokenRequest request = this.acquisition.request();
		return new Asked(request.scopes(), (this.demanded != null) ? this.demanded : request.claims());
	}

	/**
	 * The time that is left to the acquisition.
	 * @return the time, negative once it is over
	 */
	public Duration remaining() {
		return this.acquisition.remaining();
	}

	/**
	 * The failure of an acquisition whose time is over.
	 * @return the exception
	 */
	public IwaException timedOut() {
		return this.acquisition.timedOut();
	}

	/**
	 * Demands claims beside those of the request, for a user who signs in at a prompt.
	 * @param claims the claims as JSON, or {@code null} for those of the request alone
	 */
	public void demand(@Nullable String claims) {
		this.demanded = claims;
	}

	/**
	 * How slowly the cloud wants to be asked for the token of a device code.
	 */
	SlowDown slowDown() {
		return this.slowDown;
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
