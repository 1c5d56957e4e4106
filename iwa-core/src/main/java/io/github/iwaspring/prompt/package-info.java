/**
 * Prompts for a person: the device code on a console, the browser, and the limit on how
 * often they appear. Knows nothing of how a token is acquired.
 * <p>
 * Internal: types are public here only for other packages of the library.
 */
@NullMarked
package io.github.iwaspring.prompt;

import org.jspecify.annotations.NullMarked;
