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

package io.github.iwaspring.doctor;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.github.iwaspring.IwaChannelBinding;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.entra.Authority;
import io.github.iwaspring.entra.HostAndPort;
import io.github.iwaspring.kerberos.TicketDetails;
import io.github.iwaspring.signin.SignInTrace;
import io.github.iwaspring.signin.SignInTrace.TokenDetails;
import io.github.iwaspring.token.AcquisitionListener.ResponseInfo;

/**
 * Builds the evidence of a sign-in of Alice that ends where a test wants.
 */
final class Evidences {

	static final HostAndPort ENTRA = HostAndPort.parse("login.microsoftonline.com");

	static final HostAndPort ADFS = HostAndPort.parse("adfs.contoso.com");

	private final Map<Stage, HostAndPort> asked = new EnumMap<>(Stage.class);

	private final Map<Stage, ResponseInfo> answers = new EnumMap<>(Stage.class);

	private final Map<HostAndPort, String> proxies = new HashMap<>();

	private DoctorSettings.Kerberos kerberos = new DoctorSettings.Kerberos("Java's own Kerberos", null, false, false,
			IwaChannelBinding.AUTO);

	private Duration clockOffset = Duration.ZERO;

	private X509Certificate certificate;

	private Duration connectTimeout = Duration.ofSeconds(5);

	private boolean bound;

	static IwaException failure(IwaErrorCode code, Stage stage) {
		return IwaException.of(code, stage).description("It failed for alice@contoso.com.").action("Mend it.").build();
	}

	Evidences kerberos(DoctorSettings.Kerberos kerberos) {
		this.kerberos = kerberos;
		return this;
	}

	Evidences clockOffset(Duration offset) {
		this.clockOffset = offset;
		return this;
	}

	Evidences certificate(X509Certificate certificate) {
		this.certificate = certificate;
		return this;
	}

	Evidences connectTimeout(Duration timeout) {
		this.connectTimeout = timeout;
		return this;
	}

	Evidences bound() {
		this.bound = true;
		return this;
	}

	Evidences proxy(HostAndPort host, String proxy) {
		this.proxies.put(host, proxy);
		return this;
	}

	/**
	 * Builds the evidence of a sign-in that succeeded.
	 */
	Evidence succeeded() {
		reach(Stage.TOKEN);
		answer(Stage.TOKEN);
		return evidence(true, true, new TokenDetails("alice@contoso.com", "api://orders", Set.of("Orders.Read"),
				Instant.parse("2026-01-01T10:00:00Z"), "contoso"), null);
	}

	/**
	 * Builds the evidence of a sign-in that ended at the stage of its failure.
	 */
	Evidence failed(IwaException failure) {
		Stage stage = failure.stage();
		reach((stage == Stage.KERBEROS) ? Stage.WS_TRUST : stage);
		boolean identified = stage.compareTo(Stage.CONFIGURATION) > 0;
		return evidence(identified, stage.compareTo(Stage.KERBEROS) > 0, null, failure);
	}

	/**
	 * Builds the evidence of a sign-in that ended before the principal was known.
	 */
	Evidence anonymous(IwaException failure) {
		return evidence(false, false, null, failure);
	}

	private void reach(Stage last) {
		for (Stage stage : new Stage[] { Stage.USER_REALM, Stage.FEDERATION_METADATA, Stage.WS_TRUST, Stage.TOKEN }) {
			if (stage.compareTo(last) <= 0) {
				this.asked.put(stage, (stage == Stage.USER_REALM || stage == Stage.TOKEN) ? ENTRA : ADFS);
			}
			if (stage.compareTo(last) < 0) {
				answer(stage);
			}
		}
	}

	private void answer(Stage stage) {
		this.answers.put(stage,
				new ResponseInfo(stage, this.asked.get(stage).toString(), 200, this.clockOffset, this.certificate));
	}

	private Evidence evidence(boolean identified, boolean ticketMade, TokenDetails token, IwaException failure) {
		DoctorSettings settings = new DoctorSettings(Authority.parse("https://login.microsoftonline.com/contoso.com/"),
				Set.of("api://orders/.default"), null, Duration.ofSeconds(60), this.connectTimeout, this.kerberos,
				() -> Finding.pass("Tokens may go to https://orders.contoso.com."));
		return new Evidence(settings,
				new SignInTrace(identified ? "alice@CONTOSO.COM" : null, identified,
						identified ? new TicketDetails(Instant.parse("2026-01-01T18:00:00Z"), "rc4-hmac") : null,
						identified ? "alice@contoso.com" : null, this.asked, this.answers, this.proxies, ticketMade,
						this.bound, token, failure));
	}

}
