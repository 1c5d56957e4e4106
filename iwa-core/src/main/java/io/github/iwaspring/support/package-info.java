/**
 * What several rooms need: redaction, diagnoses, JSON, and what the operating system says
 * about the user of this process. Internal; imports only the base package.
 */
@NullMarked
package io.github.iwaspring.support;

import org.jspecify.annotations.NullMarked;
