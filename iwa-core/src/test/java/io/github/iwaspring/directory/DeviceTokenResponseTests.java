package io.github.iwaspring.directory;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DeviceTokenResponse}.
 */
class DeviceTokenResponseTests {

	@ParameterizedTest
	@EnumSource(names = { "TIMEOUT", "CONNECTION_FAILED", "HOST_UNKNOWN", "THROTTLED", "SERVICE_UNAVAILABLE" })
	void aFailureThatMayPassDoesNotEndTheWaiting(IwaErrorCode code) {
		assertThat(DeviceTokenResponse.mayPass(failure(code))).isTrue();
		assertThat(DeviceTokenResponse.asksForTime(failure(code)))
			.isEqualTo(code == IwaErrorCode.THROTTLED || code == IwaErrorCode.SERVICE_UNAVAILABLE);
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE,
			names = { "TIMEOUT", "CONNECTION_FAILED", "HOST_UNKNOWN", "THROTTLED", "SERVICE_UNAVAILABLE" })
	void anyOtherFailureEndsIt(IwaErrorCode code) {
		assertThat(DeviceTokenResponse.mayPass(failure(code))).isFalse();
	}

	private static IwaException failure(IwaErrorCode code) {
		return IwaException.of(code, Stage.FALLBACK).build();
	}

}
