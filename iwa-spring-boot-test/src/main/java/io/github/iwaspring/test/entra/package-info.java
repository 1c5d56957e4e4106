/**
 * Microsoft Entra ID: user realm, discovery, keys, the endpoints that hand out codes and
 * tokens, and the pages on which a person signs in.
 */
@NullMarked
package io.github.iwaspring.test.entra;

import org.jspecify.annotations.NullMarked;
