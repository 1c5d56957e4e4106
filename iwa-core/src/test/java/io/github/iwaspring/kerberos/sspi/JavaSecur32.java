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

import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.platform.win32.Secur32;
import com.sun.jna.platform.win32.Sspi.CredHandle;
import com.sun.jna.platform.win32.Sspi.CtxtHandle;
import com.sun.jna.platform.win32.Sspi.PSecPkgInfo;
import com.sun.jna.platform.win32.Sspi.SecBufferDesc;
import com.sun.jna.platform.win32.Sspi.TimeStamp;
import com.sun.jna.platform.win32.WinNT.HANDLEByReference;
import com.sun.jna.platform.win32.WinNT.LUID;
import com.sun.jna.ptr.IntByReference;

/**
 * An implementation of {@code secur32.dll} in Java. A proxy or a mock would initialize
 * the interface, which loads the real library.
 */
final class JavaSecur32 implements Secur32 {

	private final Function function;

	JavaSecur32(Function function) {
		this.function = function;
	}

	@Override
	public boolean GetUserNameEx(int a0, char[] a1, IntByReference a2) {
		return this.function.call("GetUserNameEx", a0, a1, a2) != 0;
	}

	@Override
	public int AcquireCredentialsHandle(String a0, String a1, int a2, LUID a3, Pointer a4, Pointer a5, Pointer a6,
			CredHandle a7, TimeStamp a8) {
		return this.function.call("AcquireCredentialsHandle", a0, a1, a2, a3, a4, a5, a6, a7, a8);
	}

	@Override
	public int InitializeSecurityContext(CredHandle a0, CtxtHandle a1, String a2, int a3, int a4, int a5,
			SecBufferDesc a6, int a7, CtxtHandle a8, SecBufferDesc a9, IntByReference a10, TimeStamp a11) {
		return this.function.call("InitializeSecurityContext", a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11);
	}

	@Override
	public int DeleteSecurityContext(CtxtHandle a0) {
		return this.function.call("DeleteSecurityContext", a0);
	}

	@Override
	public int FreeCredentialsHandle(CredHandle a0) {
		return this.function.call("FreeCredentialsHandle", a0);
	}

	@Override
	public int AcceptSecurityContext(CredHandle a0, CtxtHandle a1, SecBufferDesc a2, int a3, int a4, CtxtHandle a5,
			SecBufferDesc a6, IntByReference a7, TimeStamp a8) {
		return this.function.call("AcceptSecurityContext", a0, a1, a2, a3, a4, a5, a6, a7, a8);
	}

	@Override
	public int CompleteAuthToken(CtxtHandle a0, SecBufferDesc a1) {
		return this.function.call("CompleteAuthToken", a0, a1);
	}

	@Override
	public int EnumerateSecurityPackages(IntByReference a0, PSecPkgInfo a1) {
		return this.function.call("EnumerateSecurityPackages", a0, a1);
	}

	@Override
	public int FreeContextBuffer(Pointer a0) {
		return this.function.call("FreeContextBuffer", a0);
	}

	@Override
	public int QuerySecurityContextToken(CtxtHandle a0, HANDLEByReference a1) {
		return this.function.call("QuerySecurityContextToken", a0, a1);
	}

	@Override
	public int ImpersonateSecurityContext(CtxtHandle a0) {
		return this.function.call("ImpersonateSecurityContext", a0);
	}

	@Override
	public int RevertSecurityContext(CtxtHandle a0) {
		return this.function.call("RevertSecurityContext", a0);
	}

	@Override
	public int QueryContextAttributes(CtxtHandle a0, int a1, Structure a2) {
		return this.function.call("QueryContextAttributes", a0, a1, a2);
	}

	@Override
	public int QueryCredentialsAttributes(CredHandle a0, int a1, Structure a2) {
		return this.function.call("QueryCredentialsAttributes", a0, a1, a2);
	}

	@Override
	public int QuerySecurityPackageInfo(String a0, PSecPkgInfo a1) {
		return this.function.call("QuerySecurityPackageInfo", a0, a1);
	}

	@Override
	public int EncryptMessage(CtxtHandle a0, int a1, SecBufferDesc a2, int a3) {
		return this.function.call("EncryptMessage", a0, a1, a2, a3);
	}

	@Override
	public int VerifySignature(CtxtHandle a0, SecBufferDesc a1, int a2, IntByReference a3) {
		return this.function.call("VerifySignature", a0, a1, a2, a3);
	}

	@Override
	public int MakeSignature(CtxtHandle a0, int a1, SecBufferDesc a2, int a3) {
		return this.function.call("MakeSignature", a0, a1, a2, a3);
	}

	@Override
	public int DecryptMessage(CtxtHandle a0, SecBufferDesc a1, int a2, IntByReference a3) {
		return this.function.call("DecryptMessage", a0, a1, a2, a3);
	}

	/**
	 * Any function of the library.
	 */
	interface Function {

		int call(String name, Object... arguments);

	}

}
