/**
 * What the operating system says of the user whom this process runs as.
 */
@NullMarked
package io.github.iwaspring.platform;

import org.jspecify.annotations.NullMarked;
