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

package io.github.iwaspring.check;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.iwaspring.IwaChannelBinding;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.kerberos.sspi.SspiCredentials;
import io.github.iwaspring.signin.FallbackSettings;
import io.github.iwaspring.signin.SignInTokenAcquirer;
import io.github.iwaspring.token.AcquisitionContext;
import io.github.iwaspring.token.AcquisitionListener;
import org.jspecify.annotations.Nullable;

/**
 * One sign-in of the library, without a cache, and the requests that it sent.
 */
final class SignIn implements AcquisitionListener {

	private static final Pattern STATUS = Pattern.compile("(?:[A-Z_]+, )?0x[0-9A-F]{8}");

	private final List<String> requests = new ArrayList<>();

	private @Nullable String federationHost;

	private @Nullable X509Certificate federationCertificate;

	private boolean bound;

	private int lastStatus;

	private @Nullable IwaException failure;

	private SignIn() {
	}

	/**
	 * Signs in, within the time that the library gives by default.
	 * @param service the service principal name of AD FS, or {@code null} for
	 * {@code HTTP/} and its host
	 */
	static SignIn run(Desk desk, IwaChannelBinding mode, @Nullable String service) {
		SignIn signIn = new SignIn();
		try {
			IwaToken token = new SignInTokenAcquirer(desk.settings(),
					new SspiCredentials(Desk.kerberos(service, mode), mode), desk.http(), FallbackSettings.none(), null)
				.acquire(new AcquisitionContext(
						IwaTokenRequest.defaults().withScopes(desk.scopes().toArray(String[]::new)),
						Duration.ofSeconds(60), signIn));
			desk.mask(token.username());
		}
		catch (IwaException ex) {
			signIn.failure = ex;
		}
		return signIn;
	}

	@Override
	public void requestStarted(Stage stage, String host) {
		if (stage == Stage.FEDERATION_METADATA || stage == Stage.WS_TRUST) {
			this.federationHost = host.replaceFirst(":\\d+$", "");
		}
	}

	@Override
	public void responseReceived(ResponseInfo response) {
		this.lastStatus = response.status();
		this.requests.add(response.stage().name().toLowerCase(Locale.ROOT).replace('_', '-') + " at " + response.host()
				+ ": HTTP " + response.status() + ((response.stage() == Stage.WS_TRUST) ? binding() : ""));
		if (response.stage() == Stage.FEDERATION_METADATA || response.stage() == Stage.WS_TRUST) {
			this.federationCertificate = response.certificate();
		}
	}

	private String binding() {
		return this.bound ? ", the ticket was bound" : ", the ticket was not bound";
	}

	@Override
	public void channelBindingAdded() {
		this.bound = true;
	}

	/**
	 * Returns the requests that were answered, and the failure.
	 */
	List<String> details() {
		List<String> details = new ArrayList<>(this.requests);
		if (this.failure != null) {
			details.add(describe(this.failure));
		}
		return details;
	}

	static String describe(IwaException failure) {
		return failure.code().id() + " (" + failure.stage() + "): " + failure.description() + " Action: "
				+ failure.action();
	}

	@Nullable IwaException failure() {
		return this.failure;
	}

	/**
	 * Returns the status of Windows, else that of HTTP, as far as there is one.
	 */
	String status() {
		Matcher windows = STATUS.matcher((this.failure != null) ? this.failure.description() : "");
		if (windows.find()) {
			return windows.group();
		}
		return (this.lastStatus != 0) ? "HTTP " + this.lastStatus : "none";
	}

	@Nullable String federationHost() {
		return this.federationHost;
	}

	@Nullable X509Certificate federationCertificate() {
		return this.federationCertificate;
	}

}
