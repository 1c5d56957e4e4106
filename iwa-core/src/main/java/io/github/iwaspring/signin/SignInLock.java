package io.github.iwaspring.signin;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.directory.SignInContext;
import org.jspecify.annotations.Nullable;

/**
 * Keeps sign-ins apart as long as no account is bound. Who waited for one that succeeded
 * finds its account, and with it a refresh token. Who waited with the same ticket for one
 * that failed before it mattered what the token was for shares the failure: one after the
 * other they would go the same way again, until the last of them had no time left.
 */
final class SignInLock {

	private final ReentrantLock lock = new ReentrantLock();

	private volatile @Nullable SharedFailure lastFailure;

	/**
	 * Signs in, when nobody else does.
	 * @param signIn who signs in, which bounds the wait
	 * @param fingerprint what can be seen of the credentials
	 * @param attempt the sign-in
	 * @throws IwaException if the sign-in fails, or one that was waited for failed for
	 * all
	 */
	IwaToken run(SignIn signIn, Object fingerprint, Supplier<IwaToken> attempt) {
		SharedFailure known = this.lastFailure;
		await(signIn.conversation());
		try {
			SharedFailure meanwhile = this.lastFailure;
			if (meanwhile != null && meanwhile != known && meanwhile.isOf(signIn, fingerprint)) {
				throw meanwhile.failure();
			}
			return attempt(signIn, fingerprint, attempt);
		}
		finally {
			this.lock.unlock();
		}
	}

	private IwaToken attempt(SignIn signIn, Object fingerprint, Supplier<IwaToken> attempt) {
		try {
			return attempt.get();
		}
		catch (IwaException ex) {
			if (concernsAll(ex) && isInTime(signIn.conversation())) {
				this.lastFailure = new SharedFailure(ex, signIn.identity().principal(), fingerprint);
			}
			throw ex;
		}
	}

	private void await(SignInContext conversation) {
		conversation.enter(Stage.TOKEN, "another sign-in of this application");
		try {
			if (!this.lock.tryLock(conversation.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
				throw conversation.timedOut();
			}
		}
		catch (InterruptedException ex) {
			throw MsalClient.givenUp();
		}
	}

	/**
	 * Whether a failure came before it mattered what was asked for.
	 */
	private static boolean concernsAll(IwaException failure) {
		return switch (failure.stage()) {
			case USER_REALM, FEDERATION_METADATA, KERBEROS, WS_TRUST -> failure.code() != IwaErrorCode.UNEXPECTED;
			default -> false;
		};
	}

	/**
	 * Whether a failure is not the end of this sign-in's own time, which is kept in
	 * milliseconds and so may come that much too early.
	 */
	private static boolean isInTime(SignInContext conversation) {
		return conversation.remaining().toMillis() > 0;
	}

	/**
	 * A failure for those who would meet it again.
	 *
	 * @param failure the failure
	 * @param principal who met it
	 * @param fingerprint what could be seen of the credentials
	 */
	private record SharedFailure(IwaException failure, String principal, Object fingerprint) {

		boolean isOf(SignIn signIn, Object fingerprint) {
			return signIn.session().binding() == null && this.principal.equals(signIn.identity().principal())
					&& this.fingerprint.equals(fingerprint);
		}

		/**
		 * Hides who it is.
		 */
		@Override
		public String toString() {
			return "SharedFailure[failure=" + this.failure + "]";
		}

	}

}
