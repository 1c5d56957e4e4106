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

import java.util.ArrayList;
import java.util.List;

import io.github.iwaspring.IwaException;
import io.github.iwaspring.kerberos.sspi.MechanismList;
import io.github.iwaspring.kerberos.sspi.SspiProbe;
import io.github.iwaspring.support.OperatingSystem;

/**
 * What Windows returns for a service that the domain does not know, and for an IP
 * address: a failure, or a token of NTLM that the library refuses. The statuses are what
 * the table of errors is compared with.
 */
final class StatusCheck implements Check {

	@Override
	public Result run(Desk desk) throws InterruptedException {
		if (!OperatingSystem.isWindows()) {
			return Result.skip("SSPI exists on Windows only");
		}
		List<String> details = new ArrayList<>();
		boolean unknownRefused = isRefused(desk.unknownHost(), details);
		isRefused("192.0.2.1", details);
		return unknownRefused ? Result.pass("A service that does not exist gets no ticket", details)
				: Result.fail("A service that does not exist gets a ticket; please report it", details);
	}

	private static boolean isRefused(String host, List<String> details) {
		SspiProbe.FirstToken token = SspiProbe.load().firstToken("HTTP/" + host);
		String seen = "HTTP/" + host + ": status " + UserCheck.hex(token.status())
				+ ((token.bytes().length > 0) ? ", offers " + String.join(", ", MechanismList.of(token.bytes())) : "");
		try {
			new Exchange(null).run(host);
			details.add(seen + ", a token of Kerberos");
			return false;
		}
		catch (IwaException ex) {
			details.add(seen);
			details.add(SignIn.describe(ex));
			return true;
		}
	}

}
