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

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * What a caller of the token service hands over to those who watch acquisitions, where
 * its thread does not tell: what a reactive caller found in its own context.
 */
public final class CallerContext {

	private static final ThreadLocal<@Nullable Object> CURRENT = new ThreadLocal<>();

	private CallerContext() {
	}

	/**
	 * Makes a call with a context.
	 * @param context the context
	 * @param call the call, on this thread
	 * @param <T> the type of the result
	 * @return the result
	 */
	public static <T> T call(Object context, Supplier<T> call) {
		Object previous = CURRENT.get();
		CURRENT.set(context);
		try {
			return call.get();
		}
		finally {
			CURRENT.set(previous);
		}
	}

	/**
	 * The context of the call that this thread makes.
	 * @return the context, or {@code null} if none was handed over
	 */
	public static @Nullable Object current() {
		return CURRENT.get();
	}

}
