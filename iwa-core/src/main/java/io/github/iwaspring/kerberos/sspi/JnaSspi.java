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

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.Secur32;
import com.sun.jna.platform.win32.Secur32.EXTENDED_NAME_FORMAT;
import com.sun.jna.platform.win32.Sspi.CredHandle;
import com.sun.jna.platform.win32.Sspi.CtxtHandle;
import com.sun.jna.platform.win32.Sspi.SecBuffer;
import com.sun.jna.platform.win32.Sspi.SecHandle;
import com.sun.jna.platform.win32.Sspi.SecPkgCredentials_Names;
import com.sun.jna.platform.win32.Sspi.TimeStamp;
import com.sun.jna.platform.win32.SspiUtil.ManagedSecBufferDesc;
import com.sun.jna.ptr.IntByReference;
import org.jspecify.annotations.Nullable;

/**
 * The functions of Windows through JNA; no other class of this package may refer to JNA.
 * Memory that Windows allocates is copied and freed before a method returns. After a
 * failure nothing is allocated, and a pointer may point to memory that was freed.
 */
final class JnaSspi implements Sspi {

	private static final int NAMES = 1; // SECPKG_CRED_ATTR_NAMES

	private static final int NATIVE_DATA = 0x10; // SECURITY_NATIVE_DREP

	/**
	 * A name's characters and the terminating null. Active Directory allows 1,024.
	 */
	private static final int NAME_LENGTH = 1024 + 1;

	private static final byte[] NOTHING = new byte[0];

	private final Secur32 secur32;

	JnaSspi(Secur32 secur32) {
		this.secur32 = secur32;
	}

	/**
	 * Loads JNA and the libraries of Windows.
	 */
	static JnaSspi load() {
		return new JnaSspi(Secur32.INSTANCE);
	}

	@Override
	public Acquired acquireCredentialsHandle(String securityPackage, int use) {
		CredHandle credentials = new CredHandle();
		int status = this.secur32.AcquireCredentialsHandle(null, securityPackage, use, null, null, null, null,
				credentials, new TimeStamp());
		return new Acquired(status, (status >= 0) ? handle(credentials) : null);
	}

	@Override
	public Named queryCredentialsName(Handle credentials) {
		SecPkgCredentials_Names names = new SecPkgCredentials_Names();
		int status = this.secur32.QueryCredentialsAttributes(fill(new CredHandle(), credentials), NAMES, names);
		if (status < 0) {
			return new Named(status, null);
		}
		try {
			return new Named(status, names.getUserName());
		}
		finally {
			free(names.sUserName);
		}
	}

	@Override
	public Step initializeSecurityContext(Handle credentials, @Nullable Handle context, String target, int flags,
			List<Buffer> input) {
		CtxtHandle next = (context != null) ? fill(new CtxtHandle(), context) : new CtxtHandle();
		ManagedSecBufferDesc output = describe(List.of(new Buffer(TOKEN, NOTHING)));
		IntByReference attributes = new IntByReference();
		int status = this.secur32.InitializeSecurityContext(fill(new CredHandle(), credentials),
				(context != null) ? fill(new CtxtHandle(), context) : null, target, flags, 0, NATIVE_DATA,
				input.isEmpty() ? null : describe(input), 0, next, output, attributes, new TimeStamp());
		if (status < 0) {
			return new Step(status, context, attributes.getValue(), NOTHING);
		}
		SecBuffer token = output.getBuffer(0);
		try {
			return new Step(status, handle(next), attributes.getValue(), bytes(token));
		}
		finally {
			free(token.pvBuffer);
		}
	}

	@Override
	public Completed completeAuthToken(Handle context, byte[] token) {
		ManagedSecBufferDesc tokens = describe(List.of(new Buffer(TOKEN, token)));
		int status = this.secur32.CompleteAuthToken(fill(new CtxtHandle(), context), tokens);
		return new Completed(status, bytes(tokens.getBuffer(0)));
	}

	@Override
	public int deleteSecurityContext(Handle context) {
		return this.secur32.DeleteSecurityContext(fill(new CtxtHandle(), context));
	}

	@Override
	public int freeCredentialsHandle(Handle credentials) {
		return this.secur32.FreeCredentialsHandle(fill(new CredHandle(), credentials));
	}

	/**
	 * Reads the name into a buffer that takes every name. Windows returns a
	 * {@code BOOLEAN}, of which one byte is defined, and JNA reads four: what looks like
	 * a success counts only with a name that has its place in the buffer.
	 */
	@Override
	public Named userPrincipalName() {
		char[] buffer = new char[NAME_LENGTH];
		IntByReference length = new IntByReference(buffer.length);
		boolean found = this.secur32.GetUserNameEx(EXTENDED_NAME_FORMAT.NameUserPrincipal, buffer, length);
		int error = Native.getLastError();
		String name = Native.toString(buffer);
		return (found && !name.isEmpty() && length.getValue() <= buffer.length) ? new Named(0, name)
				: new Named(error, null);
	}

	private void free(@Nullable Pointer allocated) {
		if (allocated != null) {
			this.secur32.FreeContextBuffer(allocated);
		}
	}

	private static ManagedSecBufferDesc describe(List<Buffer> buffers) {
		ManagedSecBufferDesc description = new ManagedSecBufferDesc(buffers.size());
		for (int i = 0; i < buffers.size(); i++) {
			byte[] bytes = buffers.get(i).bytes();
			SecBuffer buffer = description.getBuffer(i);
			buffer.BufferType = buffers.get(i).type();
			buffer.cbBuffer = bytes.length;
			if (bytes.length > 0) {
				Memory memory = new Memory(bytes.length);
				memory.write(0, bytes, 0, bytes.length);
				buffer.pvBuffer = memory;
			}
		}
		return description;
	}

	private static byte[] bytes(SecBuffer buffer) {
		return (buffer.pvBuffer != null) ? buffer.pvBuffer.getByteArray(0, buffer.cbBuffer) : NOTHING;
	}

	private static Handle handle(SecHandle handle) {
		return new Handle(Pointer.nativeValue(handle.dwLower), Pointer.nativeValue(handle.dwUpper));
	}

	private static <H extends SecHandle> H fill(H structure, Handle handle) {
		structure.dwLower = Pointer.createConstant(handle.lower());
		structure.dwUpper = Pointer.createConstant(handle.upper());
		return structure;
	}

}
