/**
 * Integrated Windows authentication with Entra ID through AD FS: the types that
 * applications use.
 */
@NullMarked
package io.github.iwaspring;

import org.jspecify.annotations.NullMarked;
