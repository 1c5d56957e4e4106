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

package io.github.iwaspring.kerberos;

import java.time.InstantSource;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Credentials of a ticket cache in a file, or of a keytab, through the JDK's own
 * Kerberos. A login and its tickets are reused while the files do not change, so that the
 * domain controller is not asked at each sign-in, see {@link KeptLogin}. If a keytab's
 * principal is configured with its realm, the domain controller is asked only when a
 * ticket is needed.
 */
public final class JavaKerberosCredentials implements KerberosCredentials {

	private final KerberosSettings settings;

	private final KeptLogin logins;

	/**
	 * Creates the credentials. Before the first use nothing is read, and nothing in the
	 * JVM is changed.
	 * @param settings the source of the credentials
	 */
	public JavaKerberosCredentials(KerberosSettings settings) {
		this(settings, InstantSource.system());
	}

	/**
	 * Creates the credentials with a clock, by which tickets expire.
	 * @param settings the source of the credentials
	 * @param clock the clock
	 */
	public JavaKerberosCredentials(KerberosSettings settings, InstantSource clock) {
		this.settings = settings;
		this.logins = new KeptLogin(settings, clock);
	}

	@Override
	public KerberosIdentity current() {
		NativeJgss.requireJava();
		String principal = this.settings.principal();
		if (this.settings.keytab() != null && principal != null && principal.indexOf('@') >= 0) {
			return new Identity(principal, null);
		}
		KeptLogin.Login login = this.logins.get();
		return new Identity(login.principal(), login);
	}

	@Override
	public Object fingerprint() {
		return Fingerprint.of(this.settings);
	}

	@Override
	public void forget() {
		this.logins.discard();
	}

	/**
	 * A principal. Once it has a login, it uses that one until its tickets are rejected,
	 * and then only another one of the same principal. Safe for use by several threads.
	 */
	private final class Identity implements KerberosIdentity {

		private final String principal;

		private KeptLogin.@Nullable Login login;

		/**
		 * Creates an identity.
		 * @param login its login, or {@code null} to log in when a ticket is needed
		 */
		Identity(String principal, KeptLogin.@Nullable Login login) {
			this.principal = principal;
			this.login = login;
		}

		@Override
		public String principal() {
			return this.principal;
		}

		@Override
		public @Nullable TicketDetails ticket() {
			return TicketDetails.of(login().subject());
		}

		@Override
		public SpnegoContext createContext(String host, Supplier<@Nullable ChannelBinding> binding) {
			return JgssSpnegoContext.as(login(),
					ServicePrincipalName.of(JavaKerberosCredentials.this.settings.servicePrincipal(), host));
		}

		private synchronized KeptLogin.Login login() {
			KeptLogin.Login present = this.login;
			if (present == null || present.isDiscarded()) {
				KeptLogin.Login next = JavaKerberosCredentials.this.logins.get();
				if (present != null && !next.principal().equals(present.principal())) {
					throw LoginErrors.otherPrincipal();
				}
				present = next;
				this.login = present;
			}
			return present;
		}

		@Override
		public String toString() {
			return "Identity";
		}

	}

}
