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

package io.github.iwaspring.test.api;

import org.jspecify.annotations.Nullable;

/**
 * The log entry of a request that the protected API answered. Requests that a script
 * answers in its place are none.
 *
 * @param method the method
 * @param path the path, decoded, without the query
 * @param query the query, encoded, empty without one
 * @param status the status of the API's response
 * @param user the user principal name in the access token, or {@code null} if the request
 * had no token that the API accepts
 */
public record ApiCall(String method, String path, String query, int status, @Nullable String user) {

}
