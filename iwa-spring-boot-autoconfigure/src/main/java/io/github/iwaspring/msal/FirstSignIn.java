package io.github.iwaspring.msal;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.msal.http.Conversation;
import org.jspecify.annotations.Nullable;

/**
 * Keeps sign-ins apart as long as no account is bound. Who waited for one that succeeded
 * finds its account, and with it a refresh token. Who waited for one that failed before
 * it mattered what the token was for shares the failure: one after the other they would
 * go the same way again, until the last of them had no time left.
 */
final class FirstSignIn {

	private final ReentrantLock lock = new ReentrantLock();

	/**
	 * The last failure that was nobody's own: neither an answer to what was asked for,
	 * nor the end of the time for it.
	 */
	private volatile @Nullable IwaException lastFailure;

	/**
	 * Signs in, when nobody else does.
	 * @param conversation bounds the wait
	 * @param signIn the sign-in
	 * @throws IwaException if the sign-in fails, or one that was waited for failed for
	 * all
	 */
	IwaToken run(Conversation conversation, Supplier<IwaToken> signIn) {
		IwaException known = this.lastFailure;
		await(conversation);
		try {
			IwaException meanwhile = this.lastFailure;
			if (meanwhile != null && meanwhile != known) {
				throw meanwhile;
			}
			return signIn.get();
		}
		catch (IwaException ex) {
			if (isOfAll(ex) && !conversation.remaining().isNegative()) {
				this.lastFailure = ex;
			}
			throw ex;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void await(Conversation conversation) {
		conversation.enter(Stage.TOKEN, "another sign-in of this application");
		try {
			if (!this.lock.tryLock(conversation.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
				throw conversation.timedOut();
			}
		}
		catch (InterruptedException ex) {
			throw MsalCall.givenUp();
		}
	}

	/**
	 * Whether a failure came before it mattered what was asked for.
	 */
	private static boolean isOfAll(IwaException failure) {
		return switch (failure.stage()) {
			case USER_REALM, FEDERATION_METADATA, KERBEROS, WS_TRUST -> failure.code() != IwaErrorCode.UNEXPECTED;
			default -> false;
		};
	}

}
