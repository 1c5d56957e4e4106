package io.github.iwaspring.test.entra;

import io.github.iwaspring.test.tenant.User;
import org.jspecify.annotations.Nullable;

/**
 * What a grant proves.
 *
 * @param user who has signed in
 * @param multiFactor whether with a second factor
 * @param scopes what was asked for then, or {@code null} where a grant has no scopes of
 * its own
 */
record SignedIn(User user, boolean multiFactor, @Nullable RequestedScopes scopes) {

}
