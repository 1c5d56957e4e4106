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
