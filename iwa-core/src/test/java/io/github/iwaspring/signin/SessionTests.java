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

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaFallbackFlow;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.directory.DiscoveryCache;
import io.github.iwaspring.directory.SignInContext;
import io.github.iwaspring.prompt.SystemBrowser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Session}: which account a sign-in leaves in msal4j's token cache.
 */
class SessionTests {

	private static final String ALICE = "alice@contoso.com";

	private static final String ALICES_ACCOUNT = "a1." + ScriptedEntra.TENANT;

	private static final String BOBS_ACCOUNT = "b1." + ScriptedEntra.TENANT;

	private final ScriptedEntra entra;

	SessionTests() throws Exception {
		this.entra = new ScriptedEntra();
	}

	@AfterEach
	void close() {
		this.entra.close();
	}

	@Test
	void acceptLeavesTheAccountOfTheUser() {
		this.entra.answerToken(ScriptedEntra.token(ALICE, "a1"));
		SignInSettings settings = this.entra.settings(null);
		Session session = session(settings);
		signIn(session, settings);
		assertThat(session.client().account(ALICES_ACCOUNT)).isPresent();
		assertThat(session.account().homeAccountId()).isEqualTo(ALICES_ACCOUNT);
		assertThat(session.cachedAccount())
			.hasValueSatisfying((account) -> assertThat(account.homeAccountId()).isEqualTo(ALICES_ACCOUNT));
	}

	@ParameterizedTest
	@ValueSource(strings = { "bob@contoso.com", "al@contoso.com", "alice@contoso.co", "malice@contoso.com" })
	void acceptOfAnotherUsernameLeavesNothing(String username) {
		this.entra.answerToken(ScriptedEntra.token(ALICE, "a1"));
		SignInSettings settings = this.entra.settings(username);
		Session session = session(settings);
		assertThatExceptionOfType(IwaException.class).isThrownBy(() -> signIn(session, settings))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(IwaErrorCode.USER_MISMATCH));
		assertThat(session.client().account(ALICES_ACCOUNT)).isEmpty();
		assertThat(session.account()).isNull();
	}

	@Test
	void acceptOfAnotherAccountLeavesTheOneThatSignedInFirst() {
		this.entra.answerToken(ScriptedEntra.token(ALICE, "a1"), ScriptedEntra.token("bob@contoso.com", "b1"));
		SignInSettings settings = this.entra.settings(null);
		Session session = session(settings);
		signIn(session, settings);
		assertThatExceptionOfType(IwaException.class).isThrownBy(() -> signIn(session, settings))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(IwaErrorCode.USER_MISMATCH));
		assertThat(session.client().account(ALICES_ACCOUNT)).isPresent();
		assertThat(session.client().account(BOBS_ACCOUNT)).isEmpty();
	}

	private IwaToken signIn(Session session, SignInSettings settings) {
		FallbackSettings fallback = new FallbackSettings(List.of(IwaFallbackFlow.DEVICE_CODE), Duration.ofMinutes(15),
				Duration.ofMinutes(5), URI.create("http://localhost"), RecordingPrompt::new, Brokers.none(),
				new SystemBrowser(), InstantSource.system());
		try (SignInContext context = SignInContext.open(ScriptedEntra.acquisition(), ScriptedEntra.alice())) {
			return new DeviceCodeFlow(settings, fallback).acquire(session, context,
					new FallbackFlow.Prompt("alice@CONTOSO.COM", null, null, () -> {
					}));
		}
	}

	private Session session(SignInSettings settings) {
		return Session.start(settings, this.entra.http(), new DiscoveryCache(InstantSource.system()), null);
	}

}
