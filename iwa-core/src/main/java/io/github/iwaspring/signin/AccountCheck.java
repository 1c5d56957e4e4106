package io.github.iwaspring.signin;

import com.microsoft.aad.msal4j.IAccount;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.entra.Authority;
import org.jspecify.annotations.Nullable;

/**
 * Whether a token belongs to the user that it was asked for. A name that was found by
 * itself is never compared; what counts is the account that the directory returned, and
 * the name that the application asked for.
 */
final class AccountCheck {

	private final Authority authority;

	private final @Nullable String username;

	AccountCheck(SignInSettings settings) {
		this.authority = settings.authority();
		this.username = settings.username();
	}

	/**
	 * Checks an answer and binds the session to its account. An answer that belongs to
	 * somebody else is removed from the session's cache.
	 * @throws IwaException {@code user-mismatch} or {@code tenant-mismatch}
	 */
	void accept(Session session, String principal, IAuthenticationResult result) {
		try {
			Account candidate = examine(principal, result);
			if (!session.bind(candidate).equals(candidate)) {
				throw mismatch("The token belongs to another account than the one that signed in first.",
						"Call signOut() before another user signs in.");
			}
		}
		catch (IwaException ex) {
			if (result.account() != null) {
				session.remove(result.account());
			}
			throw ex;
		}
	}

	private Account examine(String principal, IAuthenticationResult result) {
		IAccount account = result.account();
		IdToken idToken = IdToken.read(result.idToken());
		String tenant = idToken.tenant();
		if (account == null || account.homeAccountId() == null || tenant.isEmpty()) {
			throw IwaException.of(IwaErrorCode.RESPONSE_INVALID, Stage.TOKEN)
				.description("The answer does not say whose token it is.")
				.action("Check that iwa.authority is an Entra ID authority.")
				.build();
		}
		if (this.authority.tenantIsGuid() && !this.authority.tenant().equalsIgnoreCase(tenant)) {
			throw IwaException.of(IwaErrorCode.TENANT_MISMATCH, Stage.TOKEN)
				.description("The token was issued by another tenant than that of iwa.authority.")
				.action("Set iwa.authority to the tenant that is to issue the tokens.")
				.build();
		}
		String asked = this.username;
		if (asked != null && idToken.names().stream().noneMatch(asked::equalsIgnoreCase)) {
			throw mismatch("The user who signed in is another one than iwa.username asks for.",
					"Remove iwa.username to use the account of the person who is signed in, or sign in to the machine "
							+ "as that user.");
		}
		return new Account(principal, account.homeAccountId(), tenant);
	}

	private static IwaException mismatch(String description, String action) {
		return IwaException.of(IwaErrorCode.USER_MISMATCH, Stage.TOKEN).description(description).action(action).build();
	}

}
