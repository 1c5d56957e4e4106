/**
 * Microsoft Entra ID: user realm, discovery, keys, the endpoints that hand out codes and
 * tokens, and the pages on which a person signs in.
 * <p>
 * Internal, apart from the types that are reached through {@code EmbeddedDirectory}.
 */
@NullMarked
package io.github.iwaspring.test.entra;

import org.jspecify.annotations.NullMarked;
