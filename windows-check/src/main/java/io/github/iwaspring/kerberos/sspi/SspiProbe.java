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

package io.github.iwaspring.kerberos.sspi;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What Windows answers to the calls of the library, before the library has judged it.
 * Every handle is freed before a method returns.
 */
public final class SspiProbe {

	private final Sspi sspi;

	private SspiProbe(Sspi sspi) {
		this.sspi = sspi;
	}

	/**
	 * Loads the functions of Windows.
	 * @return the probe
	 * @throws io.github.iwaspring.IwaException if this is not Windows, or JNA cannot be
	 * loaded
	 */
	public static SspiProbe load() {
		return new SspiProbe(SspiCredentials.load(System.getProperty("os.name"), () -> JnaSspi.load()));
	}

	/**
	 * Asks for the name of the credentials.
	 * @return the status and, on success, the name as Windows spells it
	 */
	public Name credentialsName() {
		Sspi.Acquired acquired = this.sspi.acquireCredentialsHandle("Negotiate", Sspi.OUTBOUND);
		Sspi.Handle credentials = acquired.credentials();
		if (credentials == null) {
			return new Name(acquired.status(), null);
		}
		try {
			Sspi.Named named = this.sspi.queryCredentialsName(credentials);
			return new Name(named.status(), named.name());
		}
		finally {
			this.sspi.freeCredentialsHandle(credentials);
		}
	}

	/**
	 * Asks for the user principal name. Blocks for as long as Windows looks for a domain
	 * controller.
	 * @return the error of Win32, or 0 and the name
	 */
	public Name userPrincipalName() {
		Sspi.Named named = this.sspi.userPrincipalName();
		return new Name(named.status(), named.name());
	}

	/**
	 * Asks for the first token for a service, without a channel binding.
	 * @param service the service principal name
	 * @return the status and the token, empty after a failure
	 */
	public FirstToken firstToken(String service) {
		Sspi.Acquired acquired = this.sspi.acquireCredentialsHandle("Negotiate", Sspi.OUTBOUND);
		Sspi.Handle credentials = acquired.credentials();
		if (credentials == null) {
			return new FirstToken(acquired.status(), new byte[0]);
		}
		try {
			Sspi.Step step = this.sspi.initializeSecurityContext(credentials, null, service, SspiContext.FLAGS,
					List.of());
			if (step.context() != null) {
				this.sspi.deleteSecurityContext(step.context());
			}
			return new FirstToken(step.status(), step.token());
		}
		finally {
			this.sspi.freeCredentialsHandle(credentials);
		}
	}

	/**
	 * A name of the user.
	 *
	 * @param status the status
	 * @param value the name, or {@code null} after a failure
	 */
	public record Name(int status, @Nullable String value) {

		/**
		 * Hides the name.
		 */
		@Override
		public String toString() {
			return "Name[status=" + this.status + "]";
		}

	}

	/**
	 * The first token of a context.
	 *
	 * @param status the status
	 * @param bytes the token, which is a secret
	 */
	public record FirstToken(int status, byte[] bytes) {

		/**
		 * Hides the token.
		 */
		@Override
		public String toString() {
			return "FirstToken[status=" + this.status + "]";
		}

	}

}
