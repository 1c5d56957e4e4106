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

import java.time.InstantSource;
import java.util.function.Supplier;

import io.github.iwaspring.IwaChannelBinding;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.kerberos.ChannelBinding;
import io.github.iwaspring.kerberos.KerberosCredentials;
import io.github.iwaspring.kerberos.KerberosIdentity;
import io.github.iwaspring.kerberos.KerberosSettings;
import io.github.iwaspring.kerberos.ServicePrincipalName;
import io.github.iwaspring.kerberos.SpnegoContext;
import io.github.iwaspring.kerberos.WrongKeyBrake;
import io.github.iwaspring.support.Lazy;
import io.github.iwaspring.support.OperatingSystem;
import io.github.iwaspring.support.RuntimeModule;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The credentials of the user who is signed in to Windows, by SSPI's package Negotiate.
 * The tickets stay in the LSA, where Credential Guard may protect them; the JDK's own
 * Kerberos is not used. JNA is not loaded before the first use.
 */
public final class SspiCredentials implements KerberosCredentials {

	private static final Log logger = LogFactory.getLog(SspiCredentials.class);

	private final @Nullable String servicePrincipal;

	private final IwaChannelBinding mode;

	private final Supplier<Sspi> sspi;

	private final UserPrincipalNameQuery userPrincipalName = new UserPrincipalNameQuery();

	private final @Nullable String computerName;

	private final WrongKeyBrake brake = new WrongKeyBrake(InstantSource.system());

	/**
	 * Creates the credentials without calling Windows.
	 * @param settings the service principal name; Windows finds everything else
	 * @param mode whether tickets are bound to their TLS connection. With {@code ALWAYS}
	 * no ticket is requested where that is not possible
	 */
	public SspiCredentials(KerberosSettings settings, IwaChannelBinding mode) {
		this(settings.servicePrincipal(), mode, SspiCredentials::load, System.getenv("COMPUTERNAME"));
		if (settings.krb5Conf() != null) {
			logger.warn("iwa.kerberos.krb5-conf has no effect on Windows' own Kerberos (SSPI), which does not read "
					+ "krb5.conf. Remove the property, or set iwa.kerberos.provider=java.");
		}
	}

	SspiCredentials(@Nullable String servicePrincipal, IwaChannelBinding mode, Supplier<Sspi> sspi,
			@Nullable String computerName) {
		this.servicePrincipal = servicePrincipal;
		this.mode = mode;
		this.sspi = new Lazy<>(sspi);
		this.computerName = computerName;
	}

	/**
	 * Asks Windows who the calling thread runs as. No domain controller is needed.
	 * @return the identity. Its principal is {@code name@DOMAIN} with the domain's
	 * NetBIOS name, and is the same however the user name was typed at the logon
	 */
	@Override
	public KerberosIdentity current() {
		Sspi windows = this.sspi.get();
		Sspi.Handle credentials = SspiUser.acquire(windows);
		try {
			return new Identity(this, windows, SspiUser.principal(windows, credentials));
		}
		finally {
			windows.freeCredentialsHandle(credentials);
		}
	}

	private @Nullable ChannelBinding bind(String host, Supplier<@Nullable ChannelBinding> binding) {
		if (this.mode == IwaChannelBinding.NEVER) {
			return null;
		}
		ChannelBinding found = binding.get();
		if (found == null && this.mode == IwaChannelBinding.ALWAYS) {
			throw SspiErrors.bindingUnavailable(host);
		}
		return found;
	}

	/**
	 * Loads JNA by a lambda: a method reference would be resolved, and fail, before the
	 * error could be caught.
	 */
	private static Sspi load() {
		return load(System.getProperty("os.name"), () -> JnaSspi.load());
	}

	/**
	 * Loads the functions of SSPI through JNA, which may be missing or unable to load its
	 * native library. Errors of the JVM itself are passed on.
	 * @param osName the name of the platform, as {@code os.name} has it
	 * @param jna loads JNA
	 */
	static Sspi load(String osName, Supplier<Sspi> jna) {
		if (!OperatingSystem.isWindows(osName)) {
			throw SspiErrors.notWindows();
		}
		try {
			return jna.get();
		}
		catch (VirtualMachineError ex) {
			throw ex;
		}
		catch (Error ex) {
			IwaException module = RuntimeModule.explain(ex, Stage.KERBEROS);
			if (module != null) {
				throw module;
			}
			throw isMissing(ex) ? SspiErrors.libraryMissing(ex) : SspiErrors.libraryNotLoaded(ex);
		}
	}

	/**
	 * Distinguishes a missing class from one whose initialization failed before: for that
	 * one, the JVM throws the same type of error at every later attempt.
	 */
	private static boolean isMissing(Error ex) {
		return ex instanceof NoClassDefFoundError && !(ex.getCause() instanceof ExceptionInInitializerError)
				&& !String.valueOf(ex.getMessage()).startsWith("Could not initialize class");
	}

	private record Identity(SspiCredentials credentials, Sspi sspi, String principal) implements KerberosIdentity {

		@Override
		public UserName userPrincipalName() {
			UserName name = this.credentials.userPrincipalName.ask(this.sspi);
			if (name.name() == null && isLocal()) {
				throw SspiErrors.localAccount();
			}
			return name;
		}

		@Override
		public SpnegoContext createContext(String host, Supplier<@Nullable ChannelBinding> binding) {
			ServicePrincipalName service = ServicePrincipalName.of(this.credentials.servicePrincipal, host);
			return new SspiContext(this.sspi, this.principal, isLocal(), service.toString(),
					this.credentials.bind(host, binding), this.credentials.brake);
		}

		private boolean isLocal() {
			return SspiUser.isLocal(this.principal, this.credentials.computerName);
		}

		@Override
		public String toString() {
			return "Identity";
		}

	}

}
