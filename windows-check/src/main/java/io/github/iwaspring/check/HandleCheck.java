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

package io.github.iwaspring.check;

import java.util.List;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.ptr.IntByReference;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.support.OperatingSystem;

/**
 * A thousand exchanges, each with its first token, and the kernel handles of the process
 * before and after them. Those of SSPI belong to the LSA, and nobody can count them from
 * here.
 */
final class HandleCheck implements Check {

	private static final int EXCHANGES = 1000;

	private static final int TOLERATED = 50;

	@Override
	public Result run(Desk desk) throws InterruptedException {
		if (!OperatingSystem.isWindows()) {
			return Result.skip("SSPI exists on Windows only");
		}
		String host = desk.federationHost();
		if (host == null) {
			return Result.skip("The host of AD FS is not known");
		}
		Exchange exchange = new Exchange(null);
		try {
			exchange.run(host);
		}
		catch (IwaException ex) {
			return Result.skip("There is no token that could be made a thousand times (" + ex.code().id() + ")");
		}
		int before = handles();
		long start = System.nanoTime();
		for (int i = 0; i < EXCHANGES; i++) {
			exchange.run(host);
		}
		long millis = (System.nanoTime() - start) / 1_000_000;
		int after = handles();
		if (before == 0) {
			return Result.skip(EXCHANGES + " exchanges took " + millis + " ms; this Windows counts no handles");
		}
		List<String> details = List.of("kernel handles before " + before + ", after " + after,
				EXCHANGES + " exchanges took " + millis + " ms");
		return (after - before > TOLERATED)
				? Result.fail("Kernel handles stay open: " + (after - before) + " more; please report it", details)
				: Result.pass("The process holds no more kernel handles; those of the LSA are not counted", details);
	}

	/**
	 * Counts the handles; JNA has no method for it. On 32 bits the function has another
	 * calling convention than C, elsewhere there is only one.
	 */
	private static int handles() {
		IntByReference count = new IntByReference();
		Pointer process = Kernel32.INSTANCE.GetCurrentProcess().getPointer();
		int done = NativeLibrary.getInstance("kernel32")
			.getFunction("GetProcessHandleCount", Function.ALT_CONVENTION)
			.invokeInt(new Object[] { process, count });
		if (done == 0) {
			throw new IllegalStateException("GetProcessHandleCount failed");
		}
		return count.getValue();
	}

}
