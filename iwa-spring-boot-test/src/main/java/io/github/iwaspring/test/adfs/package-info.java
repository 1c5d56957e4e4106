/**
 * Active Directory Federation Services: federation metadata and WS-Trust.
 */
@NullMarked
package io.github.iwaspring.test.adfs;

import org.jspecify.annotations.NullMarked;
