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
import java.util.List;

import io.github.iwaspring.kerberos.ChannelBinding;
import org.jspecify.annotations.Nullable;

/**
 * The functions of Windows that this library calls. Each returns the status that Windows
 * returned, which is negative for a failure of SSPI; none throws an exception for it. A
 * handle must not be used by several threads at a time.
 */
interface Sspi {

	/**
	 * Credentials for an initiator ({@code SECPKG_CRED_OUTBOUND}).
	 */
	int OUTBOUND = 2;

	/**
	 * The acceptor proves its identity too ({@code ISC_REQ_MUTUAL_AUTH}, and
	 * {@code ISC_RET_MUTUAL_AUTH} in the result).
	 */
	int MUTUAL_AUTHENTICATION = 0x2;

	/**
	 * Windows allocates the token ({@code ISC_REQ_ALLOCATE_MEMORY}).
	 */
	int ALLOCATE_MEMORY = 0x100;

	/**
	 * The context belongs to a connection, not to datagrams ({@code ISC_REQ_CONNECTION}).
	 */
	int CONNECTION = 0x800;

	/**
	 * The type of a buffer with a token ({@code SECBUFFER_TOKEN}).
	 */
	int TOKEN = 2;

	/**
	 * The type of a buffer with channel bindings ({@code SECBUFFER_CHANNEL_BINDINGS}).
	 */
	int CHANNEL_BINDINGS = 14;

	/**
	 * Acquires the credentials of the user whom the calling thread runs as
	 * ({@code AcquireCredentialsHandle}).
	 * @param securityPackage the name of the package
	 * @param use the direction
	 * @return the status and, unless it is negative, a handle to be freed
	 */
	Acquired acquireCredentialsHandle(String securityPackage, int use);

	/**
	 * Returns the name of the credentials' user ({@code QueryCredentialsAttributes} with
	 * {@code SECPKG_CRED_ATTR_NAMES}).
	 * @param credentials the credentials
	 * @return the status and, on success, the name
	 */
	Named queryCredentialsName(Handle credentials);

	/**
	 * Creates the next token ({@code InitializeSecurityContext}).
	 * @param credentials the credentials
	 * @param context the context, or {@code null} for the first call
	 * @param target the service principal name
	 * @param flags the requirements of the context
	 * @param input the acceptor's token and the channel bindings, as far as there are any
	 * @return the status, the context to be deleted, and the token
	 */
	Step initializeSecurityContext(Handle credentials, @Nullable Handle context, String target, int flags,
			List<Buffer> input);

	/**
	 * Completes a token, where a status asks for it ({@code CompleteAuthToken}).
	 * @param context the context
	 * @param token the token as it was created
	 * @return the status and the completed token
	 */
	Completed completeAuthToken(Handle context, byte[] token);

	/**
	 * Frees a context ({@code DeleteSecurityContext}).
	 * @param context the context
	 * @return the status
	 */
	int deleteSecurityContext(Handle context);

	/**
	 * Frees credentials ({@code FreeCredentialsHandle}).
	 * @param credentials the credentials
	 * @return the status
	 */
	int freeCredentialsHandle(Handle credentials);

	/**
	 * Returns the user principal name of the user whom the calling thread runs as
	 * ({@code GetUserNameExW} with {@code NameUserPrincipal}). May ask a domain
	 * controller, and blocks for as long as Windows looks for one.
	 * @return 0 and the name or, on failure, the error of Win32, which is positive
	 */
	Named userPrincipalName();

	/**
	 * A {@code SecHandle}: two words whose meaning only Windows knows.
	 */
	record Handle(long lower, long upper) {

	}

	/**
	 * A {@code SecBuffer}.
	 */
	record Buffer(int type, byte[] bytes) {

		private static final int HEADER = 8 * Integer.BYTES;

		/**
		 * Creates a buffer with {@code SEC_CHANNEL_BINDINGS}: eight little-endian words,
		 * followed by the application data. The types and lengths of both addresses are
		 * 0, as acceptors expect it of RFC 5929's bindings.
		 */
		static Buffer of(ChannelBinding binding) {
			byte[] data = binding.applicationData();
			return new Buffer(CHANNEL_BINDINGS,
					ByteBuffer.allocate(HEADER + data.length)
						.order(ByteOrder.LITTLE_ENDIAN)
						.putInt(0) // dwInitiatorAddrType
						.putInt(0) // cbInitiatorLength
						.putInt(0) // dwInitiatorOffset
						.putInt(0) // dwAcceptorAddrType
						.putInt(0) // cbAcceptorLength
						.putInt(0) // dwAcceptorOffset
						.putInt(data.length) // cbApplicationDataLength
						.putInt(HEADER) // dwApplicationDataOffset
						.put(data)
						.array());
		}

	}

	/**
	 * The result of {@link #acquireCredentialsHandle}.
	 */
	record Acquired(int status, @Nullable Handle credentials) {

	}

	/**
	 * The result of {@link #queryCredentialsName} and of {@link #userPrincipalName}.
	 */
	record Named(int status, @Nullable String name) {

		/**
		 * Hides the name.
		 */
		@Override
		public String toString() {
			return "Named[status=" + this.status + "]";
		}

	}

	/**
	 * The result of {@link #initializeSecurityContext}.
	 */
	record Step(int status, @Nullable Handle context, int attributes, byte[] token) {

	}

	/**
	 * The result of {@link #completeAuthToken}.
	 */
	record Completed(int status, byte[] token) {

	}

}
