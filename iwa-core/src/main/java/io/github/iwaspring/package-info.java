/**
 * Integrated Windows authentication for Spring applications: the types that an
 * application names in its own code.
 */
@NullMarked
package io.github.iwaspring;

import org.jspecify.annotations.NullMarked;
