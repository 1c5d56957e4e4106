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

package io.github.iwaspring.signin;

import java.lang.reflect.InvocationTargetException;
import java.util.Locale;
import java.util.function.Supplier;

import com.microsoft.aad.msal4j.IBroker;
import org.jspecify.annotations.Nullable;

/**
 * Finds the operating system's broker: the application's bean of msal4j's type
 * {@code IBroker}, else the broker of msal4j-brokers, which works on Windows only. If it
 * cannot be started, there is no broker.
 */
public final class Brokers {

	private static final String BUILDER = "com.microsoft.aad.msal4jbrokers.Broker$Builder";

	private final Supplier<@Nullable Object> bean;

	private final boolean windows;

	private final ClassLoader classLoader;

	private volatile @Nullable IBroker started;

	Brokers(Supplier<@Nullable Object> bean, boolean windows, ClassLoader classLoader) {
		this.bean = bean;
		this.windows = windows;
		this.classLoader = classLoader;
	}

	/**
	 * Looks for a bean first.
	 * @param beans finds a bean; called when a broker is needed
	 * @return the brokers
	 */
	public static Brokers in(Beans beans) {
		return new Brokers(() -> beans.find(IBroker.class),
				System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows"),
				Brokers.class.getClassLoader());
	}

	static Brokers none() {
		return new Brokers(() -> null, false, Brokers.class.getClassLoader());
	}

	/**
	 * Finds a broker that can be used now.
	 */
	Choice choose() {
		try {
			IBroker broker = this.started;
			if (broker == null) {
				broker = (this.bean.get() instanceof IBroker found) ? found : null;
			}
			if (broker == null) {
				Class<?> builder = builder();
				if (builder == null) {
					return Choice.none("there is no IBroker bean, and msal4j-brokers is not on the class path");
				}
				if (!this.windows) {
					return Choice.none("there is no IBroker bean, and msal4j-brokers works on Windows only");
				}
				broker = start(builder);
			}
			this.started = broker;
			return broker.isBrokerAvailable() ? new Choice(broker, null) : Choice.none("the broker is not available");
		}
		catch (ReflectiveOperationException | RuntimeException | LinkageError ex) {
			Throwable cause = (ex instanceof InvocationTargetException wrapped && wrapped.getCause() != null)
					? wrapped.getCause() : ex;
			return Choice.none("the broker cannot be started (" + cause.getClass().getName() + ")");
		}
	}

	private @Nullable Class<?> builder() {
		try {
			return Class.forName(BUILDER, false, this.classLoader);
		}
		catch (ClassNotFoundException absent) {
			return null;
		}
	}

	private static IBroker start(Class<?> type) throws ReflectiveOperationException {
		Object builder = type.getDeclaredConstructor().newInstance();
		type.getMethod("supportWindows", boolean.class).invoke(builder, true);
		return (IBroker) type.getMethod("build").invoke(builder);
	}

	/**
	 * The broker, or why there is none.
	 */
	record Choice(@Nullable IBroker broker, @Nullable String obstacle) {

		static Choice none(String obstacle) {
			return new Choice(null, obstacle);
		}

	}

	/**
	 * The beans of an application.
	 */
	@FunctionalInterface
	public interface Beans {

		/**
		 * Finds the bean of a type.
		 * @param type the type
		 * @return the bean, or {@code null} unless there is exactly one
		 */
		@Nullable Object find(Class<?> type);

	}

}
