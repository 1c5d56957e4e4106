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

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.ietf.jgss.GSSException;

/**
 * What an exception of the JDK's Kerberos, or of the platform's GSSAPI, says of its
 * cause.
 *
 * @param number the error number of RFC 4120, section 7.5.9, or a number of the JDK's
 * own, or {@link #NO_NUMBER}
 * @param words the type and the message
 * @param unreachable whether the type says that a host gave no answer, even without a
 * message
 */
record KerberosClue(int number, String words, boolean unreachable) {

	static final int NO_NUMBER = -1;

	/**
	 * The JDK's exceptions for Kerberos are not exported. Their messages contain the
	 * number in parentheses, before a text of the domain controller's own.
	 */
	private static final Pattern NUMBER = Pattern.compile("\\((\\d{1,3})\\)");

	private static final String JDK_KERBEROS = "sun.security.krb5.";

	/**
	 * The status of MIT's and Heimdal's libraries for the error number 0.
	 */
	private static final long NATIVE_STATUS = -1765328384L;

	private static final int LAST_NATIVE = 127;

	private static final Set<Class<?>> UNREACHABLE = Set.of(SocketException.class, SocketTimeoutException.class,
			UnknownHostException.class);

	/**
	 * Reads an exception and its causes.
	 * @return a clue for each exception, the outermost first
	 */
	static List<KerberosClue> of(Throwable failure) {
		List<KerberosClue> clues = new ArrayList<>();
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			Throwable exception = cause;
			clues.add(new KerberosClue(number(exception), exception.toString(),
					UNREACHABLE.stream().anyMatch((type) -> type.isInstance(exception))));
		}
		return clues;
	}

	private static int number(Throwable exception) {
		if (exception instanceof GSSException gss) {
			long number = gss.getMinor() - NATIVE_STATUS;
			if (number > 0 && number <= LAST_NATIVE) {
				return (int) number;
			}
		}
		String message = exception.getMessage();
		if (message == null) {
			return NO_NUMBER;
		}
		if (message.isEmpty() && exception.getClass().getName().startsWith(JDK_KERBEROS)) {
			return 0; // the JDK shows no number then
		}
		Matcher number = NUMBER.matcher(message);
		return number.find() ? Integer.parseInt(number.group(1)) : NO_NUMBER;
	}

	/**
	 * Hides the message, which may name the user.
	 */
	@Override
	public String toString() {
		return "KerberosClue[number=" + this.number + ", unreachable=" + this.unreachable + "]";
	}

}
