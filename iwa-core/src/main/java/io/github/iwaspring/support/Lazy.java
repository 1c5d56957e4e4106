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

import java.util.Objects;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A value that is created once, when it is first needed. Thread-safe: other threads wait
 * for the one that creates it. After a failure the next call tries again.
 *
 * @param <T> the type of the value
 */
public final class Lazy<T> implements Supplier<T> {

	private final Supplier<? extends T> factory;

	private volatile @Nullable T value;

	/**
	 * Creates the supplier.
	 * @param factory creates the value, which must not be {@code null}
	 */
	public Lazy(Supplier<? extends T> factory) {
		this.factory = factory;
	}

	@Override
	public T get() {
		T present = this.value;
		return (present != null) ? present : create();
	}

	private synchronized T create() {
		T present = this.value;
		if (present == null) {
			present = Objects.requireNonNull(this.factory.get(), "value");
			this.value = present;
		}
		return present;
	}

}
