/**
 * How a host is named in configuration, and how it is compared. Used by every room that
 * decides whether something may go to a host.
 */
@NullMarked
package io.github.iwaspring.net;

import org.jspecify.annotations.NullMarked;
