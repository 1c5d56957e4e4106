package io.github.iwaspring.directory;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a token is asked for.
 *
 * @param scopes the scopes, at least one
 * @param claims the claims as JSON, or {@code null}
 */
record Asked(Set<String> scopes, @Nullable String claims) {

}
