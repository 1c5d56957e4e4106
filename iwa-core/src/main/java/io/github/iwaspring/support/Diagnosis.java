package io.github.iwaspring.support;

import io.github.iwaspring.IwaErrorCode;

/**
 * A row of a table of failures: what a failure means, and what to do about it. Each room
 * has its own table and its own way to find the row.
 *
 * @param code the kind of failure
 * @param description what happened, as whole sentences; names in braces are filled in by
 * the room
 * @param action what to do, likewise
 */
public record Diagnosis(IwaErrorCode code, String description, String action) {

}
