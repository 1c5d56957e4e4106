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

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import javax.security.auth.Subject;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;

import org.ietf.jgss.ChannelBinding;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.GSSName;
import org.ietf.jgss.Oid;
import org.jspecify.annotations.Nullable;

/**
 * An SSPI that uses the JDK's Kerberos: it makes real tickets, bound to the content of
 * the buffer of type {@code SECBUFFER_CHANNEL_BINDINGS}.
 */
final class JgssSspi implements Sspi {

	private static final int CONTINUE_NEEDED = 0x00090312;

	private static final Handle HANDLE = new Handle(1, 1);

	private final String name;

	private final Subject subject;

	private @Nullable GSSContext context;

	/**
	 * Logs a user in.
	 * @param name the user's down-level name
	 * @param ticketCache the user's ticket cache
	 */
	JgssSspi(String name, Path ticketCache) throws LoginException {
		this.name = name;
		this.subject = logIn(ticketCache);
	}

	private static Subject logIn(Path ticketCache) throws LoginException {
		AppConfigurationEntry entry = new AppConfigurationEntry("com.sun.security.auth.module.Krb5LoginModule",
				LoginModuleControlFlag.REQUIRED, Map.of("useTicketCache", "true", "ticketCache", ticketCache.toString(),
						"doNotPrompt", "true", "refreshKrb5Config", "true"));
		LoginContext login = new LoginContext("windows", new Subject(), null, new Configuration() {
			@Override
			public AppConfigurationEntry[] getAppConfigurationEntry(String application) {
				return new AppConfigurationEntry[] { entry };
			}
		});
		login.login();
		return login.getSubject();
	}

	@Override
	public Acquired acquireCredentialsHandle(String securityPackage, int use) {
		return new Acquired(0, HANDLE);
	}

	@Override
	public Named queryCredentialsName(Handle credentials) {
		return new Named(0, this.name);
	}

	@Override
	@SuppressWarnings("removal")
	public Step initializeSecurityContext(Handle credentials, @Nullable Handle handle, String target, int flags,
			List<Buffer> input) {
		try {
			return Subject.doAs(this.subject, (PrivilegedExceptionAction<Step>) () -> step(handle, target, input));
		}
		catch (PrivilegedActionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Step step(@Nullable Handle handle, String target, List<Buffer> input) throws Exception {
		GSSContext current = (handle != null) ? Objects.requireNonNull(this.context) : create(target);
		this.context = current;
		byte[] challenge = new byte[0];
		for (Buffer buffer : input) {
			if (buffer.type() == TOKEN) {
				challenge = buffer.bytes();
			}
			else if (buffer.type() == CHANNEL_BINDINGS && handle == null) {
				current.setChannelBinding(read(buffer.bytes()));
			}
		}
		byte[] token = current.initSecContext(challenge, 0, challenge.length);
		return new Step(current.isEstablished() ? 0 : CONTINUE_NEEDED, HANDLE, MUTUAL_AUTHENTICATION,
				(token != null) ? token : new byte[0]);
	}

	private static GSSContext create(String target) throws GSSException {
		GSSManager manager = GSSManager.getInstance();
		GSSContext context = manager.createContext(
				manager.createName(target.replace('/', '@'), GSSName.NT_HOSTBASED_SERVICE), new Oid("1.3.6.1.5.5.2"),
				null, GSSContext.DEFAULT_LIFETIME);
		context.requestMutualAuth(true);
		return context;
	}

	/**
	 * Reads {@code SEC_CHANNEL_BINDINGS}. The JDK's only channel binding with the address
	 * type 0 is an internal class.
	 */
	private static ChannelBinding read(byte[] structure) throws ReflectiveOperationException {
		ByteBuffer words = ByteBuffer.wrap(structure).order(ByteOrder.LITTLE_ENDIAN);
		for (int word = 0; word < 6; word++) {
			if (words.getInt() != 0) {
				throw new IllegalArgumentException("Addresses are not supported");
			}
		}
		byte[] applicationData = new byte[words.getInt()];
		words.position(words.getInt()).get(applicationData);
		return (ChannelBinding) Class.forName("sun.security.jgss.krb5.internal.TlsChannelBindingImpl")
			.getConstructor(byte[].class)
			.newInstance(applicationData);
	}

	@Override
	public Completed completeAuthToken(Handle handle, byte[] token) {
		throw new UnsupportedOperationException();
	}

	@Override
	public int deleteSecurityContext(Handle handle) {
		return 0;
	}

	@Override
	public int freeCredentialsHandle(Handle credentials) {
		return 0;
	}

	@Override
	public Named userPrincipalName() {
		return new Named(1355, null);
	}

}
