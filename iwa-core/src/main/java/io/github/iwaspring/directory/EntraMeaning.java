package io.github.iwaspring.directory;

import java.util.List;

import io.github.iwaspring.IwaErrorCode;

/**
 * A row of the table of Entra's errors.
 *
 * @param code the kind of failure
 * @param description what it means, as the end of a sentence
 * @param action what to do; names in braces are filled in by {@link Registration}
 * @param keys the errors, suberrors and AADSTS numbers that mean it
 */
record EntraMeaning(IwaErrorCode code, String description, String action, List<String> keys) {

}
