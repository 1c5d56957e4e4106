package io.github.iwaspring.signin;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

import com.microsoft.aad.msal4j.DeviceCode;
import com.microsoft.aad.msal4j.DeviceCodeFlowParameters;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.MsalException;
import io.github.iwaspring.IwaDeviceCode;
import io.github.iwaspring.IwaDeviceCodePrompt;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaFallbackFlow;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaToken.Source;
import io.github.iwaspring.prompt.VerificationAddress;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * A code that the person enters in a browser on any device (RFC 8628). The device is then
 * not this one, which no policy on devices accepts.
 */
final class DeviceCodeFlow implements FallbackFlow {

	private static final Log logger = LogFactory.getLog(DeviceCodeFlow.class);

	private final SignInSettings settings;

	private final FallbackSettings fallback;

	private final AccountCheck check;

	DeviceCodeFlow(SignInSettings settings, FallbackSettings fallback, AccountCheck check) {
		this.settings = settings;
		this.fallback = fallback;
		this.check = check;
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
	public IwaToken attempt(SignIn signIn, Demand demand) {
		IwaDeviceCodePrompt prompt = this.fallback.prompt().get();
		AtomicReference<@Nullable IwaDeviceCode> shown = new AtomicReference<>();
		signIn.conversation().demand(demand.claims());
		try {
			DeviceCodeFlowParameters parameters = DeviceCodeFlowParameters
				.builder(signIn.request().scopes(), (code) -> show(code, demand, prompt, shown))
				.build();
			IAuthenticationResult result = MsalClient.run(signIn, signIn.session().client(),
					(client) -> client.acquireToken(parameters), this::meaning);
			if (result == null) {
				throw new IllegalStateException("A device code led to no result");
			}
			this.check.accept(signIn.session(), demand.principal(), result);
			return MsalClient.toToken(result, signIn, demand.principal(), Source.DEVICE_CODE);
		}
		finally {
			signIn.conversation().demand(null);
			IwaDeviceCode code = shown.get();
			if (code != null) {
				end(prompt, code);
			}
		}
	}

	private void show(DeviceCode code, Demand demand, IwaDeviceCodePrompt prompt,
			AtomicReference<@Nullable IwaDeviceCode> shown) {
		URI address = VerificationAddress.judge(code.verificationUri(), this.settings.authority());
		if (address == null) {
			throw FallbackFailures
				.failed(IwaErrorCode.FALLBACK_FAILED,
						"The directory names an address for the device code that is not one of its cloud; neither "
								+ "was shown.")
				.action("Check iwa.authority, and that no proxy answers in its place.")
				.build();
		}
		Instant now = this.fallback.clock().instant();
		Duration life = Duration.ofSeconds(code.expiresIn());
		IwaDeviceCode display = new IwaDeviceCode(this.settings.clientId(), this.settings.authority().tenant(),
				demand.username(), code.userCode(), address,
				now.plus((life.compareTo(timeout()) < 0) ? life : timeout()));
		demand.shown().run();
		shown.set(display);
		try {
			prompt.show(display);
		}
		catch (RuntimeException | LinkageError ex) {
			throw FallbackFailures
				.failed(IwaErrorCode.FALLBACK_FAILED,
						"The device code could not be shown (" + ex.getClass().getName() + ").")
				.action("Correct the IwaDeviceCodePrompt of the application.")
				.cause(ex)
				.build();
		}
	}

	/**
	 * Takes the code away again; what goes wrong with that changes nothing any more.
	 */
	private static void end(IwaDeviceCodePrompt prompt, IwaDeviceCode code) {
		try {
			prompt.ended(code);
		}
		catch (RuntimeException | LinkageError ex) {
			logger.warn("The prompt of a device code could not be ended (" + ex.getClass().getName() + ")");
		}
	}

	private @Nullable IwaException meaning(MsalException failure) {
		return "code_expired".equals(failure.errorCode()) ? FallbackFailures.timedOut(this) : null;
	}

}
