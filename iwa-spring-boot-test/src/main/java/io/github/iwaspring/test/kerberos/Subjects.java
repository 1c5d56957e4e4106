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

package io.github.iwaspring.test.kerberos;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;

import javax.security.auth.Subject;

/**
 * Calls actions as a subject on every JDK. JDK 17 lacks {@code Subject.callAs}, and its
 * predecessor {@code Subject.doAs} is deprecated for removal.
 */
final class Subjects {

	private static final boolean CURRENT;

	private static final Method METHOD;

	static {
		Method method;
		boolean current = true;
		try {
			method = Subject.class.getMethod("callAs", Subject.class, Callable.class);
		}
		catch (NoSuchMethodException ex) {
			current = false;
			try {
				method = Subject.class.getMethod("doAs", Subject.class, PrivilegedExceptionAction.class);
			}
			catch (NoSuchMethodException neither) {
				throw new ExceptionInInitializerError(neither);
			}
		}
		METHOD = method;
		CURRENT = current;
	}

	private Subjects() {
	}

	/**
	 * Calls an action as a subject.
	 * @param <T> the type of the result
	 * @param subject the subject
	 * @param action the action
	 * @return the result
	 * @throws Exception the exception of the action
	 */
	@SuppressWarnings("unchecked")
	static <T> T callAs(Subject subject, Callable<T> action) throws Exception {
		PrivilegedExceptionAction<T> privileged = action::call;
		try {
			return (T) METHOD.invoke(null, subject, CURRENT ? action : privileged);
		}
		catch (InvocationTargetException ex) {
			Throwable thrown = ex.getCause();
			if ((thrown instanceof CompletionException || thrown instanceof PrivilegedActionException)
					&& thrown.getCause() instanceof Exception cause) {
				throw cause;
			}
			if (thrown instanceof Error error) {
				throw error;
			}
			throw (thrown instanceof Exception exception) ? exception : ex;
		}
	}

}
