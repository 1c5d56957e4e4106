package io.github.iwaspring.test.entra;

import io.github.iwaspring.test.tenant.User;
import org.jspecify.annotations.Nullable;

/**
 * A completed sign-in, which a grant proves.
 *
 * @param user the user
 * @param multiFactor whether the sign-in had a second factor
 * @param scopes the scopes requested at sign-in, or {@code null} if the grant has none
 */
record SignedIn(User user, boolean multiFactor, @Nullable RequestedScopes scopes) {

}
