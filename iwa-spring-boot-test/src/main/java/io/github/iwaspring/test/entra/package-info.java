/**
 * Microsoft Entra ID: user realm, discovery, keys and the token endpoint.
 */
@NullMarked
package io.github.iwaspring.test.entra;

import org.jspecify.annotations.NullMarked;
