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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.platform.win32.Secur32;
import com.sun.jna.ptr.IntByReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JnaSspi} with JNA's real structures in native memory. Functions in
 * Java replace those of {@code secur32.dll}: the structures are written before each call
 * and read after it, as JNA does it for a native call.
 */
class JnaSspiTests {

	private static final Sspi.Handle CREDENTIALS = new Sspi.Handle(0x1122334455667788L, 0x0102030405060708L);

	private static final Sspi.Handle CONTEXT = new Sspi.Handle(-1, 7);

	private final List<Pointer> freed = new ArrayList<>();

	private final Memory allocated = new Memory(64);

	@Test
	void acquireCredentialsHandleAcquiresThoseOfTheSignedInUser() {
		Sspi sspi = sspi((name, arguments) -> {
			assertThat(name).isEqualTo("AcquireCredentialsHandle");
			assertThat(arguments[0]).as("principal").isNull();
			assertThat(arguments[1]).isEqualTo("Negotiate");
			assertThat(arguments[2]).isEqualTo(2);
			assertThat(List.of(3, 4, 5, 6)).allMatch((i) -> arguments[i] == null);
			setHandle(arguments[7], CREDENTIALS);
			return 0;
		});
		assertThat(sspi.acquireCredentialsHandle("Negotiate", Sspi.OUTBOUND))
			.isEqualTo(new Sspi.Acquired(0, CREDENTIALS));
	}

	@Test
	void acquireCredentialsHandleWhenFailedThenReturnsNoHandle() {
		Sspi sspi = sspi((name, arguments) -> 0x8009030E);
		assertThat(sspi.acquireCredentialsHandle("Negotiate", Sspi.OUTBOUND))
			.isEqualTo(new Sspi.Acquired(0x8009030E, null));
	}

	@Test
	void queryCredentialsNameCopiesNameAndFreesIt() {
		this.allocated.setWideString(0, "CORP\\jdoe");
		Sspi sspi = sspi((name, arguments) -> {
			assertThat(name).isEqualTo("QueryCredentialsAttributes");
			assertThat(handle(arguments[0])).isEqualTo(CREDENTIALS);
			assertThat(arguments[1]).isEqualTo(1);
			pointer(arguments[2]).setPointer(0, this.allocated);
			return 0;
		});
		assertThat(sspi.queryCredentialsName(CREDENTIALS).name()).isEqualTo("CORP\\jdoe");
		assertThat(this.freed).containsExactly(this.allocated);
	}

	@Test
	void initializeSecurityContextPassesBuffersAndFreesToken() {
		this.allocated.write(0, new byte[] { 4, 5, 6 }, 0, 3);
		Sspi sspi = sspi((name, arguments) -> {
			assertThat(name).isEqualTo("InitializeSecurityContext");
			assertThat(handle(arguments[0])).isEqualTo(CREDENTIALS);
			assertThat(handle(arguments[1])).isEqualTo(CONTEXT);
			assertThat(arguments[2]).isEqualTo("HTTP/adfs");
			assertThat(arguments[3]).isEqualTo(0x902);
			assertThat(arguments[4]).isEqualTo(0);
			assertThat(arguments[5]).as("SECURITY_NATIVE_DREP").isEqualTo(0x10);
			Pointer input = pointer(arguments[6]);
			assertThat(input.getInt(0)).as("SECBUFFER_VERSION").isZero();
			assertThat(input.getInt(4)).as("cBuffers").isEqualTo(2);
			assertBuffer(input, 0, 2, new byte[] { 9, 8 });
			assertBuffer(input, 1, 14, new byte[] { 1, 2, 3 });
			assertThat(arguments[7]).isEqualTo(0);
			assertThat(handle(arguments[8])).as("the new context is the old one").isEqualTo(CONTEXT);
			Pointer output = pointer(arguments[9]);
			assertThat(output.getInt(4)).isEqualTo(1);
			Pointer token = output.getPointer(8);
			assertThat(token.getInt(0)).isZero();
			assertThat(token.getInt(4)).isEqualTo(2);
			assertThat(token.getPointer(8)).isNull();
			token.setInt(0, 3);
			token.setPointer(8, this.allocated);
			((IntByReference) arguments[10]).setValue(0x2);
			return 0x00090312;
		});
		Sspi.Step step = sspi.initializeSecurityContext(CREDENTIALS, CONTEXT, "HTTP/adfs", 0x902,
				List.of(new Sspi.Buffer(2, new byte[] { 9, 8 }), new Sspi.Buffer(14, new byte[] { 1, 2, 3 })));
		assertThat(step.status()).isEqualTo(0x00090312);
		assertThat(step.context()).isEqualTo(CONTEXT);
		assertThat(step.attributes()).isEqualTo(2);
		assertThat(step.token()).containsExactly(4, 5, 6);
		assertThat(this.freed).containsExactly(this.allocated);
	}

	@Test
	void initializeSecurityContextWhenFirstCallThenPassesNoContextAndNoInput() {
		Sspi sspi = sspi((name, arguments) -> {
			assertThat(arguments[1]).isNull();
			assertThat(arguments[6]).isNull();
			setHandle(arguments[8], CONTEXT);
			return 0x00090312;
		});
		Sspi.Step step = sspi.initializeSecurityContext(CREDENTIALS, null, "HTTP/adfs", 0x902, List.of());
		assertThat(step.context()).isEqualTo(CONTEXT);
		assertThat(step.token()).isEmpty();
		assertThat(this.freed).isEmpty();
	}

	@Test
	void initializeSecurityContextWhenFailedThenReturnsFormerContext() {
		Sspi sspi = sspi((name, arguments) -> 0x80090308);
		assertThat(sspi.initializeSecurityContext(CREDENTIALS, CONTEXT, "HTTP/adfs", 0x902, List.of()).context())
			.isEqualTo(CONTEXT);
		assertThat(sspi.initializeSecurityContext(CREDENTIALS, null, "HTTP/adfs", 0x902, List.of()).context()).isNull();
	}

	@Test
	void completeAuthTokenCompletesTokenInPlace() {
		Sspi sspi = sspi((name, arguments) -> {
			assertThat(name).isEqualTo("CompleteAuthToken");
			assertThat(handle(arguments[0])).isEqualTo(CONTEXT);
			assertBuffer(pointer(arguments[1]), 0, 2, new byte[] { 1 });
			pointer(arguments[1]).getPointer(8).getPointer(8).setByte(0, (byte) 2);
			return 0;
		});
		assertThat(sspi.completeAuthToken(CONTEXT, new byte[] { 1 }).token()).containsExactly(2);
	}

	/**
	 * Wine leaves a pointer to freed memory there.
	 */
	@Test
	void initializeSecurityContextWhenFailedThenNeitherReadsNorFreesWhatIsInTheBuffer() {
		Sspi sspi = sspi((name, arguments) -> {
			Pointer token = pointer(arguments[9]).getPointer(8);
			token.setInt(0, 3);
			token.setPointer(8, this.allocated);
			return 0x80090308;
		});
		Sspi.Step step = sspi.initializeSecurityContext(CREDENTIALS, null, "HTTP/adfs", 0x902, List.of());
		assertThat(step.status()).isEqualTo(0x80090308);
		assertThat(step.token()).isEmpty();
		assertThat(this.freed).isEmpty();
	}

	@Test
	void queryCredentialsNameWhenFailedThenNeitherReadsNorFreesWhatIsInTheStructure() {
		this.allocated.setWideString(0, "CORP\\jdoe");
		Sspi sspi = sspi((name, arguments) -> {
			pointer(arguments[2]).setPointer(0, this.allocated);
			return 0x80090304;
		});
		assertThat(sspi.queryCredentialsName(CREDENTIALS)).isEqualTo(new Sspi.Named(0x80090304, null));
		assertThat(this.freed).isEmpty();
	}

	@Test
	void queryCredentialsNameThatIsNullIsNotFreed() {
		assertThat(sspi((name, arguments) -> 0).queryCredentialsName(CREDENTIALS)).isEqualTo(new Sspi.Named(0, null));
		assertThat(this.freed).isEmpty();
	}

	@Test
	void userPrincipalNameOfTheLongestKindFitsIntoTheBuffer() {
		String longest = "j\u00e4".repeat(506) + "@contoso.com";
		Sspi sspi = sspi((name, arguments) -> {
			assertThat(name).isEqualTo("GetUserNameEx");
			assertThat(arguments[0]).as("NameUserPrincipal").isEqualTo(8);
			char[] buffer = (char[]) arguments[1];
			IntByReference length = (IntByReference) arguments[2];
			assertThat(length.getValue()).isEqualTo(buffer.length);
			longest.getChars(0, longest.length(), buffer, 0);
			buffer[longest.length()] = 0;
			length.setValue(longest.length());
			Native.setLastError(1332);
			return 1;
		});
		assertThat(longest).hasSize(1024);
		assertThat(sspi.userPrincipalName()).isEqualTo(new Sspi.Named(0, longest));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1332, 1355, 5 })
	void userPrincipalNameWhenFailedThenReturnsTheLastError(int error) {
		Sspi sspi = sspi((name, arguments) -> {
			((char[]) arguments[1])[0] = 'j';
			Native.setLastError(error);
			return 0;
		});
		assertThat(sspi.userPrincipalName()).isEqualTo(new Sspi.Named(error, null));
	}

	/**
	 * {@code ERROR_MORE_DATA}. The three upper bytes of the result are not defined.
	 */
	@ParameterizedTest
	@ValueSource(ints = { 0, 0x100 })
	void userPrincipalNameThatIsLongerThanTheBufferIsNotTakenInPart(int result) {
		List<String> calls = new ArrayList<>();
		Sspi sspi = sspi((name, arguments) -> {
			calls.add(name);
			Arrays.fill((char[]) arguments[1], 'a');
			((IntByReference) arguments[2]).setValue(((char[]) arguments[1]).length + 1);
			Native.setLastError(234);
			return result;
		});
		assertThat(sspi.userPrincipalName()).isEqualTo(new Sspi.Named(234, null));
		assertThat(calls).hasSize(1);
	}

	@Test
	void userPrincipalNameThatIsEmptyIsAFailure() {
		Sspi sspi = sspi((name, arguments) -> {
			Native.setLastError(1355);
			return 0x100;
		});
		assertThat(sspi.userPrincipalName()).isEqualTo(new Sspi.Named(1355, null));
	}

	@Test
	void deleteAndFreeTakeTheirHandles() {
		List<String> calls = new ArrayList<>();
		Sspi sspi = sspi((name, arguments) -> {
			calls.add(name + " " + handle(arguments[0]).lower());
			return 0;
		});
		sspi.deleteSecurityContext(CONTEXT);
		sspi.freeCredentialsHandle(CREDENTIALS);
		assertThat(calls).containsExactly("DeleteSecurityContext -1", "FreeCredentialsHandle " + 0x1122334455667788L);
	}

	private Sspi sspi(JavaSecur32.Function function) {
		Secur32 functions = new JavaSecur32((name, arguments) -> {
			if (name.equals("FreeContextBuffer")) {
				this.freed.add((Pointer) arguments[0]);
				return 0;
			}
			structures(arguments).forEach(Structure::write);
			int status = function.call(name, arguments);
			structures(arguments).forEach(Structure::read);
			return status;
		});
		return new JnaSspi(functions);
	}

	private static List<Structure> structures(Object[] arguments) {
		return Arrays.stream(arguments).filter(Structure.class::isInstance).map(Structure.class::cast).toList();
	}

	private static void assertBuffer(Pointer description, int index, int type, byte[] bytes) {
		Pointer buffer = description.getPointer(8).share(index * (8L + Native.POINTER_SIZE));
		assertThat(buffer.getInt(0)).as("cbBuffer").isEqualTo(bytes.length);
		assertThat(buffer.getInt(4)).as("BufferType").isEqualTo(type);
		assertThat(buffer.getPointer(8).getByteArray(0, bytes.length)).isEqualTo(bytes);
	}

	private static Pointer pointer(Object structure) {
		return ((Structure) structure).getPointer();
	}

	private static Sspi.Handle handle(Object structure) {
		return new Sspi.Handle(pointer(structure).getLong(0), pointer(structure).getLong(8));
	}

	private static void setHandle(Object structure, Sspi.Handle handle) {
		pointer(structure).setLong(0, handle.lower());
		pointer(structure).setLong(8, handle.upper());
	}

}
