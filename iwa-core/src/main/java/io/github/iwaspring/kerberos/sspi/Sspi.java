package io.github.iwaspring.kerberos.sspi;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The calls to Windows that are needed, and no others. Each returns the status that
 * Windows returned, negative for a failure; none throws for it. Not for use by several
 * threads on one handle at a time.
 */
interface Sspi {

	/**
	 * Credentials to initiate with ({@code SECPKG_CRED_OUTBOUND}).
	 */
	int OUTBOUND = 2;

	/**
	 * The acceptor proves its identity too ({@code ISC_REQ_MUTUAL_AUTH}, and
	 * {@code ISC_RET_MUTUAL_AUTH} in the answer).
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
	 * A buffer with a token ({@code SECBUFFER_TOKEN}).
	 */
	int TOKEN = 2;

	/**
	 * A buffer with channel bindings ({@code SECBUFFER_CHANNEL_BINDINGS}).
	 */
	int CHANNEL_BINDINGS = 14;

	/**
	 * Takes hold of the credentials of the user whom the calling thread runs as
	 * ({@code AcquireCredentialsHandle}).
	 * @param securityPackage the name of the package
	 * @param use the direction
	 * @return the status, and a handle to be freed on success
	 */
	Acquired acquireCredentialsHandle(String securityPackage, int use);

	/**
	 * Asks for the name of the credentials' user ({@code QueryCredentialsAttributes} with
	 * {@code SECPKG_CRED_ATTR_NAMES}).
	 * @param credentials the credentials
	 * @return the status, and the name on success
	 */
	Named queryCredentialsName(Handle credentials);

	/**
	 * Makes the next token ({@code InitializeSecurityContext}).
	 * @param credentials the credentials
	 * @param context the context so far, {@code null} at the start
	 * @param target the service principal name
	 * @param flags what is required of the context
	 * @param input what the acceptor and the channel contributed
	 * @return the status, the context to be deleted, and the token
	 */
	Step initializeSecurityContext(Handle credentials, @Nullable Handle context, String target, int flags,
			List<Buffer> input);

	/**
	 * Finishes a token where Windows asks for it ({@code CompleteAuthToken}).
	 * @param context the context
	 * @param token the token as it was made
	 * @return the status and the finished token
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
	 * Asks in which code page console programs write ({@code GetConsoleOutputCP}, else
	 * {@code GetOEMCP}).
	 * @return the number of the code page
	 */
	int consoleCodePage();

	/**
	 * A {@code SecHandle}: two words that mean something to Windows alone.
	 */
	record Handle(long lower, long upper) {

	}

	/**
	 * A {@code SecBuffer}.
	 */
	record Buffer(int type, byte[] bytes) {

	}

	/**
	 * The answer of {@link #acquireCredentialsHandle}.
	 */
	record Acquired(int status, @Nullable Handle credentials) {

	}

	/**
	 * The answer of {@link #queryCredentialsName}.
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
	 * The answer of {@link #initializeSecurityContext}.
	 */
	record Step(int status, @Nullable Handle context, int attributes, byte[] token) {

	}

	/**
	 * The answer of {@link #completeAuthToken}.
	 */
	record Completed(int status, byte[] token) {

	}

}
