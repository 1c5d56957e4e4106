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

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.ietf.jgss.GSSCredential;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.GSSName;
import org.ietf.jgss.Oid;
import org.jspecify.annotations.Nullable;

/**
 * Credentials of the platform's GSSAPI, which supports every type of ticket cache of the
 * platform: files, SSSD's KCM, the kernel's keyrings. The first use switches the GSSAPI
 * of the whole JVM, see {@link NativeJgss}. The platform's library itself keeps tickets
 * for services in that cache. Not for Windows.
 */
public final class NativeKerberosCredentials implements KerberosCredentials {

	private static final Log logger = LogFactory.getLog(NativeKerberosCredentials.class);

	private static final String CONFIGURATION_VARIABLE = "KRB5_CONFIG";

	private static final String KERBEROS = "1.2.840.113554.1.2.2";

	private static final String PRINCIPAL_NAME_TYPE = "1.2.840.113554.1.2.2.1";

	/**
	 * What another attempt to log in would only repeat. Other failures may be those of
	 * the ticket that shows whether there is a login.
	 */
	private static final Set<IwaErrorCode> OF_LOGINS = Set.of(IwaErrorCode.ACCOUNT_LOCKED,
			IwaErrorCode.PASSWORD_EXPIRED, IwaErrorCode.PRINCIPAL_UNKNOWN, IwaErrorCode.CLOCK_SKEW,
			IwaErrorCode.ENCRYPTION_TYPE_UNSUPPORTED);

	private final @Nullable String servicePrincipal;

	private final WrongKeyBrake brake;

	/**
	 * Creates the credentials. Before the first use nothing is read, and nothing in the
	 * JVM is changed.
	 * @param settings the service principal name; the platform finds everything else
	 */
	public NativeKerberosCredentials(KerberosSettings settings) {
		this.servicePrincipal = settings.servicePrincipal();
		this.brake = new WrongKeyBrake(InstantSource.system());
		Path krb5Conf = settings.krb5Conf();
		if (krb5Conf != null && !krb5Conf.toString().equals(System.getenv(CONFIGURATION_VARIABLE))) {
			logger.warn("iwa.kerberos.krb5-conf has no effect on the platform's Kerberos. Set the environment variable "
					+ CONFIGURATION_VARIABLE + " to " + krb5Conf + " before the JVM starts.");
		}
	}

	/**
	 * Determines who is signed in. Where there is no ticket, the platform's library logs
	 * in with the client keytab, one thread at a time.
	 */
	@Override
	public KerberosIdentity current() {
		Fingerprint present = Fingerprint.ofPlatform();
		Path clientKeytab = ClientKeytab.locate();
		return (clientKeytab != null)
				? this.brake.logIn(present, () -> withoutSubject(() -> identity(clientKeytab, present)))
				: withoutSubject(this::identity);
	}

	/**
	 * Covers ticket caches in files and the client keytab, see
	 * {@link Fingerprint#ofPlatform()}.
	 */
	@Override
	public Object fingerprint() {
		return Fingerprint.ofPlatform();
	}

	private KerberosIdentity identity() throws GSSException {
		PlatformCacheFile.requireUsable();
		GSSCredential credential = NativeJgss.manager()
			.createCredential(null, GSSCredential.DEFAULT_LIFETIME, new Oid(KERBEROS), GSSCredential.INITIATE_ONLY);
		try {
			int seconds = credential.getRemainingLifetime();
			if (seconds == 0) {
				throw new GSSException(GSSException.CREDENTIALS_EXPIRED);
			}
			return new Identity(credential.getName().toString(), TicketDetails.expiringIn(seconds),
					this.servicePrincipal);
		}
		finally {
			credential.dispose();
		}
	}

	private KerberosIdentity identity(Path clientKeytab, Fingerprint present) {
		PlatformCacheFile.requireUsable();
		NativeJgss.manager();
		GSSException refusal = ClientKeytab.logIn(clientKeytab, present.ticketCache());
		if (refusal != null) {
			IwaException failure = LoginErrors.ofClientKeytab(refusal, clientKeytab);
			if (KerberosErrors.isWrongKey(refusal)) {
				throw this.brake.rejected(present, failure);
			}
			if (OF_LOGINS.contains(failure.code())) {
				throw failure;
			}
		}
		try {
			return identity();
		}
		catch (GSSException ex) {
			GSSException reason = (refusal != null && ex.getMajor() == GSSException.BAD_MECH) ? refusal : ex;
			throw LoginErrors.ofClientKeytab(reason, clientKeytab);
		}
	}

	/**
	 * Runs an action without a Subject: with one, the JDK looks for credentials nowhere
	 * else.
	 */
	private static <T> T withoutSubject(Callable<T> action) {
		try {
			return Subjects.callAs(null, action);
		}
		catch (GSSException ex) {
			throw LoginErrors.ofNative(ex);
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A principal. Its credentials are requested by its name: the default credentials
	 * become another principal's with the next {@code kinit}, even during a sign-in.
	 */
	private record Identity(String principal, TicketDetails ticket,
			@Nullable String servicePrincipal) implements KerberosIdentity {

		@Override
		public SpnegoContext createContext(String host, Supplier<@Nullable ChannelBinding> binding) {
			GSSCredential credential = withoutSubject(this::credential);
			return JgssSpnegoContext.with(credential, ServicePrincipalName.of(this.servicePrincipal, host));
		}

		private GSSCredential credential() throws GSSException {
			GSSManager manager = NativeJgss.manager();
			GSSName name = manager.createName(this.principal, new Oid(PRINCIPAL_NAME_TYPE));
			return manager.createCredential(name, GSSCredential.DEFAULT_LIFETIME, new Oid(JgssSpnegoContext.SPNEGO),
					GSSCredential.INITIATE_ONLY);
		}

		@Override
		public String toString() {
			return "Identity";
		}

	}

}
