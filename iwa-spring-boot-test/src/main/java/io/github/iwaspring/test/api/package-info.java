/**
 * An API that is protected by access tokens.
 */
@NullMarked
package io.github.iwaspring.test.api;

import org.jspecify.annotations.NullMarked;
