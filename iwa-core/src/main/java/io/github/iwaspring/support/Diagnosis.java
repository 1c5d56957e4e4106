/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

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
