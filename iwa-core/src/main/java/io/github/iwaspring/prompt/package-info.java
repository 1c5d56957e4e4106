/**
 * Prompts for a person: the device code on a console, the browser, and the limit on how
 * often they appear. Internal; knows nothing of how a token is acquired.
 */
@NullMarked
package io.github.iwaspring.prompt;

import org.jspecify.annotations.NullMarked;
