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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.github.iwaspring.IwaChannelBinding;
import io.github.iwaspring.support.OperatingSystem;

/**
 * A sign-in with one mode of channel binding, and the HTTP status of each request.
 *
 * @param mode the mode
 */
record SignInCheck(IwaChannelBinding mode) implements Check {

	@Override
	public Result run(Desk desk) throws InterruptedException {
		if (!OperatingSystem.isWindows()) {
			return Result.skip("SSPI exists on Windows only");
		}
		return result(desk.signIn(this.mode), desk.signIn(IwaChannelBinding.AUTO));
	}

	/**
	 * Judges a sign-in.
	 * @param auto the one with the default mode, which tells whether a rejection is owed
	 * to the mode
	 */
	Result result(SignIn signIn, SignIn auto) {
		List<String> details = new ArrayList<>(signIn.details());
		X509Certificate certificate = signIn.federationCertificate();
		if (certificate != null && this.mode == IwaChannelBinding.AUTO) {
			details.add("certificate of AD FS: signed by " + certificate.getSigAlgName() + ", valid until "
					+ certificate.getNotAfter().toInstant());
		}
		String name = "channel-binding=" + this.mode.name().toLowerCase(Locale.ROOT);
		if (signIn.hasSucceeded()) {
			return Result.pass(name + ": signed in", details);
		}
		if (this.mode == IwaChannelBinding.NEVER && signIn.isRejected()) {
			return auto.hasSucceeded()
					? Result.pass(name + ": rejected, as AD FS does that requires Extended Protection", details)
					: Result.fail(name + ": rejected, and channel-binding=auto: " + auto.end(), details);
		}
		return Result.fail(name + ": " + signIn.end(), details);
	}

}
