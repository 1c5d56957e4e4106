/**
 * Authorities and their rules, scopes, hosts, and the clouds of Microsoft Entra. Nothing
 * here uses the network.
 * <p>
 * Internal: types are public here only for other packages of the library.
 */
@NullMarked
package io.github.iwaspring.entra;

import org.jspecify.annotations.NullMarked;
