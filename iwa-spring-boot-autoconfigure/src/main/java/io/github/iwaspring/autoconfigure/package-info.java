/**
 * The auto-configuration: properties, their validation, and the beans. Nothing imports
 * this package.
 */
@NullMarked
package io.github.iwaspring.autoconfigure;

import org.jspecify.annotations.NullMarked;
