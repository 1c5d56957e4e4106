/**
 * Microsoft Entra ID: user realm, discovery, keys, the endpoints that issue codes and
 * tokens, and the pages on which a person signs in.
 * <p>
 * Internal, except for the types that {@code EmbeddedDirectory} exposes.
 */
@NullMarked
package io.github.iwaspring.test.entra;

import org.jspecify.annotations.NullMarked;
