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

/**
 * The flows that sign in, in order: silently with the account of the session, by
 * integrated Windows authentication, and by a prompt; the session and its account; the
 * session's file.
 * <p>
 * When the ticket changes: a ticket of another principal fails the next acquisition with
 * {@code user-mismatch} ({@code Account}); cached tokens are served until their renewal
 * is due. A new ticket of the same principal ends the back-off ({@code RetryPolicy}) and
 * causes a new login ({@code KeptLogin}).
 * <p>
 * Internal: types are public here only for other packages of the library.
 */
@NullMarked
package io.github.iwaspring.signin;

import org.jspecify.annotations.NullMarked;
