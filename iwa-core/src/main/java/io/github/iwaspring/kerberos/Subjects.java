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

package io.github.iwaspring.kerberos;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;

import javax.security.auth.Subject;

import org.jspecify.annotations.Nullable;

/**
 * Runs an action as a {@link Subject} on every JDK: {@code Subject.callAs} exists since
 * 18, and {@code Subject.doAs} is deprecated for removal.
 */
final class Subjects {

	private static final MethodHandle RUN = find();

	private Subjects() {
	}

	/**
	 * Runs an action.
	 * @param subject the Subject, or {@code null} for none, even if the caller runs as
	 * one
	 */
	@SuppressWarnings("unchecked")
	static <T> T callAs(@Nullable Subject subject, Callable<T> action) throws Exception {
		try {
			return (T) RUN.invoke(subject, action);
		}
		catch (Exception ex) {
			boolean wrapper = ex instanceof PrivilegedActionException || ex instanceof CompletionException;
			throw (wrapper && ex.getCause() instanceof Exception cause) ? cause : ex;
		}
		catch (Throwable ex) {
			throw (Error) ex;
		}
	}

	private static MethodHandle find() {
		MethodHandles.Lookup lookup = MethodHandles.publicLookup();
		try {
			return lookup.findStatic(Subject.class, "callAs",
					MethodType.methodType(Object.class, Subject.class, Callable.class));
		}
		catch (ReflectiveOperationException before18) {
			return findDoAs(lookup);
		}
	}

	private static MethodHandle findDoAs(MethodHandles.Lookup lookup) {
		try {
			MethodHandle doAs = lookup.findStatic(Subject.class, "doAs",
					MethodType.methodType(Object.class, Subject.class, PrivilegedExceptionAction.class));
			MethodHandle adapt = MethodHandles.lookup()
				.findStatic(Subjects.class, "privileged",
						MethodType.methodType(PrivilegedExceptionAction.class, Callable.class));
			return MethodHandles.filterArguments(doAs, 1, adapt);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("This JDK cannot run an action as a Subject", ex);
		}
	}

	@SuppressWarnings("unused")
	private static PrivilegedExceptionAction<Object> privileged(Callable<Object> action) {
		return action::call;
	}

}
