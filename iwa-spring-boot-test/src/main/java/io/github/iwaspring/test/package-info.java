/**
 * An embedded directory for tests and for trying things out: a Kerberos KDC, AD FS, Entra
 * ID and a protected API in the JVM of the test.
 */
@NullMarked
package io.github.iwaspring.test;

import org.jspecify.annotations.NullMarked;
