/**
 * What the operating system says of the user whom this process runs as.
 */
@NullMarked
package io.github.iwaspring.support;

import org.jspecify.annotations.NullMarked;
