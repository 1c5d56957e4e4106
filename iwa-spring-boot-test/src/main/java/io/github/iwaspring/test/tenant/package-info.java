/**
 * Who is known: the tenant, its users and applications, and the federation it trusts.
 */
@NullMarked
package io.github.iwaspring.test.tenant;

import org.jspecify.annotations.NullMarked;
