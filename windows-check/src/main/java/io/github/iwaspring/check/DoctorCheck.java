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

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.iwaspring.IwaChannelBinding;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaReport;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.doctor.Doctor;
import io.github.iwaspring.doctor.DoctorSettings;
import io.github.iwaspring.doctor.Finding;
import io.github.iwaspring.kerberos.KerberosSettings;
import io.github.iwaspring.signin.KerberosProviders;
import io.github.iwaspring.signin.SignInProbe;
import io.github.iwaspring.support.OperatingSystem;

/**
 * The doctor's report and the source of the token, twice: a first service has to sign in,
 * a second one finds the token in the file of the first.
 */
final class DoctorCheck implements Check {

	@Override
	public Result run(Desk desk) throws Exception {
		if (!OperatingSystem.isWindows()) {
			return Result.skip("SSPI exists on Windows only");
		}
		List<String> details = new ArrayList<>();
		try (TemporaryFolder folder = TemporaryFolder.create()) {
			boolean first = isHealthy(desk, folder.file(), IwaToken.Source.INTEGRATED, details);
			boolean second = isHealthy(desk, folder.file(), IwaToken.Source.CACHE, details);
			return (first && second) ? Result.pass("Healthy twice: INTEGRATED, then CACHE", details)
					: Result.fail("Not healthy, or not the token that was expected", details);
		}
	}

	private static boolean isHealthy(Desk desk, Path file, IwaToken.Source expected, List<String> details) {
		IwaReport report = doctor(desk).run();
		details.add(report.toText());
		try (IwaTokenService.Closeable tokens = desk.tokens(file)) {
			IwaToken token = tokens.getToken();
			desk.mask(token.username());
			details.add("source of the token: " + token.source() + ", expected " + expected);
			return report.isHealthy() && token.source() == expected;
		}
		catch (IwaException ex) {
			details.add(SignIn.describe(ex));
			return false;
		}
	}

	/**
	 * Creates the doctor of this configuration. No API is called.
	 */
	private static Doctor doctor(Desk desk) {
		KerberosProviders providers = KerberosProviders.ofThisPlatform();
		KerberosSettings kerberos = Desk.kerberos(null, IwaChannelBinding.AUTO);
		DoctorSettings settings = new DoctorSettings(desk.settings().authority(), desk.scopes(), null,
				Duration.ofSeconds(60), Duration.ofSeconds(5),
				new DoctorSettings.Kerberos(providers.describe(kerberos.provider()), null, false,
						providers.canBind(kerberos.provider()), kerberos.channelBinding()),
				() -> new Finding(IwaReport.Status.SKIPPED, "This program calls no API.", null));
		return new Doctor(settings,
				() -> new SignInProbe(desk.settings(), providers.credentials(kerberos), desk.http()));
	}

}
