package io.github.iwaspring.doctor;

import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.entra.HostAndPort;
import io.github.iwaspring.signin.SignInTrace;
import io.github.iwaspring.token.AcquisitionListener.StepResponse;
import org.jspecify.annotations.Nullable;

/**
 * What the checks judge: the configuration, and a sign-in by it.
 *
 * @param settings the configuration
 * @param trace how the sign-in went
 */
record Evidence(DoctorSettings settings, SignInTrace trace) {

	@Nullable StepResponse answer(Stage stage) {
		return this.trace.responses().get(stage);
	}

	/**
	 * Whom a hop asked, {@code null} if the sign-in did not come so far.
	 */
	@Nullable HostAndPort asked(Stage stage) {
		return this.trace.requests().get(stage);
	}

	/**
	 * The way to a host, as a sentence goes on.
	 */
	String way(HostAndPort host) {
		String proxy = this.trace.proxies().get(host);
		return (proxy != null) ? "by the proxy " + proxy : "directly";
	}

	boolean isProxied(HostAndPort host) {
		return this.trace.proxies().containsKey(host);
	}

	/**
	 * The service that the ticket is for, as {@code setspn} spells it.
	 */
	String service(HostAndPort host) {
		String configured = this.settings.kerberos().servicePrincipal();
		if (configured == null) {
			return "HTTP/" + host.host();
		}
		return (configured.indexOf('/') < 0) ? configured.replaceFirst("@", "/") : configured;
	}

}
