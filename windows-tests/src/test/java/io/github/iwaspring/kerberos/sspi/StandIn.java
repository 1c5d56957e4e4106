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

package io.github.iwaspring.kerberos.sspi;

import java.util.List;
import java.util.stream.IntStream;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.WString;

/**
 * What tests tell the stand-in for {@code secur32.dll} to return, and what they read of
 * it; {@code script.h} describes its functions.
 */
final class StandIn {

	/**
	 * The flags, whether there was a context, the count of buffers, their types.
	 */
	private static final int SEEN = 3 + 4;

	private StandIn() {
	}

	/**
	 * Forgets what tests have told it.
	 */
	static void reset() {
		call("StandInReset");
	}

	static Books books() {
		int[] values = read("StandInBooks", 4);
		return new Books(values[0], values[1], values[2], values[3]);
	}

	/**
	 * Returns what the last call of {@code InitializeSecurityContext} was given.
	 */
	static Call lastCall() {
		int[] values = read("StandInLastCall", SEEN);
		return new Call(values[0], values[1] != 0, IntStream.of(values).skip(3).limit(values[2]).boxed().toList());
	}

	static void acquireReturns(int status) {
		call("StandInAcquireReturns", status);
	}

	static void completeReturns(int status) {
		call("StandInCompleteReturns", status);
	}

	/**
	 * Sets what a call of each context returns.
	 * @param call the number of the call, from 1
	 */
	static void initializeReturns(int call, int status, byte... token) {
		Memory memory = new Memory(token.length + 1L);
		memory.write(0, token, 0, token.length);
		call("StandInInitializeReturns", call, status, memory, token.length);
	}

	/**
	 * Sets the name of the credentials, {@code DOMAIN\name}.
	 */
	static void name(String name) {
		call("StandInName", new WString(name));
	}

	/**
	 * Sets what {@code GetUserNameEx} returns.
	 * @param name the name
	 * @param error the error, or 0
	 * @param millis how long it takes; a call that runs takes this up
	 */
	static void userPrincipalName(String name, int error, int millis) {
		call("StandInUserPrincipalName", new WString(name), error, millis);
	}

	static int userPrincipalNameCalls() {
		return function("StandInUserPrincipalNameCalls").invokeInt(new Object[0]);
	}

	private static int[] read(String name, int length) {
		Memory memory = new Memory((long) length * Integer.BYTES);
		call(name, memory);
		return memory.getIntArray(0, length);
	}

	private static void call(String name, Object... arguments) {
		function(name).invokeVoid(arguments);
	}

	private static Function function(String name) {
		return NativeLibrary.getInstance("secur32").getFunction(name);
	}

	/**
	 * What is open.
	 *
	 * @param credentials handles of credentials
	 * @param contexts handles of contexts
	 * @param buffers buffers that the caller has to free
	 * @param mistakes how often a caller broke a rule: a wrong handle, a buffer that is
	 * not SSPI's, a malformed structure
	 */
	record Books(int credentials, int contexts, int buffers, int mistakes) {

		static final Books CLOSED = new Books(0, 0, 0, 0);

	}

	/**
	 * What a call of {@code InitializeSecurityContext} was given.
	 *
	 * @param flags the requirements
	 * @param hasContext whether it continues a context
	 * @param inputs the types of the input buffers
	 */
	record Call(int flags, boolean hasContext, List<Integer> inputs) {

	}

}
