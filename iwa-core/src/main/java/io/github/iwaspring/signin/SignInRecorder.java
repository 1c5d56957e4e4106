package io.github.iwaspring.signin;

import java.net.URI;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.directory.HttpSettings;
import io.github.iwaspring.entra.HostAndPort;
import io.github.iwaspring.kerberos.TicketDetails;
import io.github.iwaspring.signin.SignInTrace.TokenFacts;
import io.github.iwaspring.token.AcquisitionListener;
import org.jspecify.annotations.Nullable;

/**
 * Writes down how a sign-in goes. A sign-in that is given up may still go on writing
 * while the trace is read: hence everything is synchronized.
 */
final class SignInRecorder implements AcquisitionListener {

	private final HttpSettings settings;

	private final Map<Stage, HostAndPort> asked = new EnumMap<>(Stage.class);

	private final Map<Stage, StepResponse> answers = new EnumMap<>(Stage.class);

	private final Map<HostAndPort, String> proxies = new HashMap<>();

	private @Nullable String principal;

	private boolean loggedIn;

	private @Nullable TicketDetails ticket;

	private @Nullable String lookupName;

	private boolean ticketMade;

	private boolean bound;

	SignInRecorder(HttpSettings settings) {
		this.settings = settings;
	}

	synchronized void identified(String name) {
		this.principal = name;
	}

	synchronized void loggedIn(@Nullable TicketDetails details) {
		this.loggedIn = true;
		this.ticket = details;
	}

	synchronized void named(String name) {
		this.lookupName = name;
	}

	@Override
	public void stepStarted(Stage stage, String name) {
		URI url = URI.create("https://" + name + "/");
		HostAndPort host = Objects.requireNonNull(HostAndPort.of(url));
		String proxy = proxy(url);
		synchronized (this) {
			this.asked.put(stage, host);
			if (proxy != null) {
				this.proxies.put(host, proxy);
			}
		}
	}

	@Override
	public synchronized void stepAnswered(StepResponse response) {
		this.answers.put(response.stage(), response);
	}

	@Override
	public synchronized void channelBindingAdded() {
		this.bound = true;
	}

	@Override
	public synchronized void ticketObtained() {
		this.ticketMade = true;
	}

	synchronized SignInTrace trace(@Nullable TokenFacts token, @Nullable IwaException failure) {
		return new SignInTrace(this.principal, this.loggedIn, this.ticket, this.lookupName, Map.copyOf(this.asked),
				Map.copyOf(this.answers), Map.copyOf(this.proxies), this.ticketMade, this.bound, token, failure);
	}

	private @Nullable String proxy(URI url) {
		try {
			return this.settings.proxyFor(url);
		}
		catch (RuntimeException noClient) {
			return null; // the hop itself will say so
		}
	}

}
