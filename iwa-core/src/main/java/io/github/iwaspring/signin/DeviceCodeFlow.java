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
import java.util.concurrent.atomic.AtomicReference;

import com.microsoft.aad.msal4j.DeviceCode;
import com.microsoft.aad.msal4j.DeviceCodeFlowParameters;
import io.github.iwaspring.IwaDeviceCode;
import io.github.iwaspring.IwaDeviceCodePrompt;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaFallbackFlow;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaToken.Source;
import io.github.iwaspring.directory.SignInContext;
import io.github.iwaspring.prompt.VerificationAddress;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Signs in by a code that the user enters in a browser on any device (RFC 8628). Since
 * that device is not this one, no policy that demands a managed device is satisfied.
 */
final class DeviceCodeFlow implements FallbackFlow {

	private static final Log logger = LogFactory.getLog(DeviceCodeFlow.class);

	private final SignInSettings settings;

	private final FallbackSettings fallback;

	DeviceCodeFlow(SignInSettings settings, FallbackSettings fallback) {
		this.settings = settings;
		this.fallback = fallback;
	}

	@Override
	public IwaFallbackFlow kind() {
		return IwaFallbackFlow.DEVICE_CODE;
	}

	@Override
	public Duration timeout() {
		return this.fallback.deviceCodeTimeout();
	}

	@Override
	public @Nullable String unavailable() {
		return null;
	}

	@Override
	public IwaToken acquire(Session session, SignInContext context, Prompt prompt) {
		IwaDeviceCodePrompt display = this.fallback.prompt().get();
		AtomicReference<@Nullable IwaDeviceCode> shown = new AtomicReference<>();
		context.requireClaims(prompt.claims());
		try {
			DeviceCodeFlowParameters parameters = DeviceCodeFlowParameters
				.builder(context.request().scopes(), (code) -> show(code, prompt, display, shown))
				.build();
			MsalResult result = session.client()
				.acquire(context, (application) -> application.acquireToken(parameters), this::translate);
			if (result == null) {
				throw new IllegalStateException("A device code led to no result");
			}
			return session.accept(result, prompt.principal(), context, Source.DEVICE_CODE);
		}
		finally {
			context.requireClaims(null);
			IwaDeviceCode code = shown.get();
			if (code != null) {
				end(display, code);
			}
		}
	}

	private void show(DeviceCode code, Prompt prompt, IwaDeviceCodePrompt display,
			AtomicReference<@Nullable IwaDeviceCode> shown) {
		URI address = VerificationAddress.validate(code.verificationUri(), this.settings.authority());
		if (address == null) {
			throw failed(
					"The device code was not shown, because the address to enter it does not belong to the directory's cloud.")
				.action("Check iwa.authority, and that no proxy answers in its place.")
				.build();
		}
		Duration lifetime = Duration.ofSeconds(code.expiresIn());
		IwaDeviceCode deviceCode = new IwaDeviceCode(this.settings.clientId(), this.settings.authority().tenant(),
				prompt.username(), code.userCode(), address,
				this.fallback.clock().instant().plus((lifetime.compareTo(timeout()) < 0) ? lifetime : timeout()));
		prompt.shown().run();
		shown.set(deviceCode);
		try {
			display.show(deviceCode);
		}
		catch (RuntimeException | LinkageError ex) {
			throw failed("The device code could not be shown (" + ex.getClass().getName() + ").")
				.action("Correct the IwaDeviceCodePrompt of the application.")
				.cause(ex)
				.build();
		}
	}

	/**
	 * Removes the code from the display. A failure is logged only.
	 */
	private static void end(IwaDeviceCodePrompt display, IwaDeviceCode code) {
		try {
			display.ended(code);
		}
		catch (RuntimeException | LinkageError ex) {
			logger.warn("The prompt of a device code could not be ended (" + ex.getClass().getName() + ")");
		}
	}

	private @Nullable IwaException translate(MsalErrors.Failure failure) {
		return (failure.kind() == MsalErrors.Failure.Kind.DEVICE_CODE_EXPIRED) ? timedOut() : null;
	}

	private static IwaException.Builder failed(String description) {
		return IwaException.of(IwaErrorCode.FALLBACK_FAILED, Stage.FALLBACK).description(description);
	}

}
