/**
 * The auto-configuration: properties, their validation, and the beans. Nothing imports
 * this package.
 * <p>
 * Internal: an application may name an auto-configuration to exclude it, and uses nothing
 * else of this package.
 */
@NullMarked
package io.github.iwaspring.autoconfigure;

import org.jspecify.annotations.NullMarked;
