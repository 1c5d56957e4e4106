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

import io.github.iwaspring.IwaChannelBinding;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.kerberos.sspi.MechanismList;
import io.github.iwaspring.kerberos.sspi.SspiProbe;
import io.github.iwaspring.support.OperatingSystem;

/**
 * The first token for AD FS: its mechanisms, its size, the status of Windows, and whether
 * the library would send it.
 */
final class TokenCheck implements Check {

	@Override
	public Result run(Desk desk) throws InterruptedException {
		if (!OperatingSystem.isWindows()) {
			return Result.skip("SSPI exists on Windows only");
		}
		String host = desk.federationHost();
		if (host == null) {
			return Result.skip("The host of AD FS is not known; --adfs-host names it");
		}
		SspiProbe.FirstToken token = SspiProbe.load().firstToken("HTTP/" + host);
		List<String> details = new ArrayList<>();
		details.add("status " + UserCheck.hex(token.status()) + ", " + token.bytes().length + " bytes");
		if (token.bytes().length > 0) {
			MechanismList.of(token.bytes()).forEach((mechanism) -> details.add("mechanism: " + mechanism));
		}
		try {
			Exchange exchange = new Exchange(desk.signIn(IwaChannelBinding.AUTO).federationCertificate());
			int size = exchange.run(host);
			details.add(exchange.isBound() ? "bound to the certificate of AD FS: " + size + " bytes"
					: "not bound: the certificate of AD FS is unknown, or its signature has no single hash");
			return Result.pass("HTTP/" + host + ": a token of Kerberos", details);
		}
		catch (IwaException ex) {
			details.add(SignIn.describe(ex));
			return Result.fail("HTTP/" + host + ": no token that may be sent", details);
		}
	}

}
