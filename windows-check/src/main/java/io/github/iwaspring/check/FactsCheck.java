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

import java.util.ArrayList;
import java.util.List;

import com.sun.jna.Native;
import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.WinReg;
import io.github.iwaspring.kerberos.sspi.SspiProbe;
import io.github.iwaspring.support.OperatingSystem;

/**
 * The versions of Windows and Java, the modules of the runtime, and whether JNA can be
 * loaded.
 */
final class FactsCheck implements Check {

	private static final String VERSION_KEY = "SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion";

	/**
	 * The modules that a sign-in on Windows needs; {@code jpackage} and {@code jlink}
	 * leave out what nobody names. From Java 22 on {@code java.base} has elliptic curves.
	 */
	private static final List<String> MODULES = List.of("java.logging", "java.naming", "java.net.http", "jdk.crypto.ec",
			"jdk.crypto.mscapi");

	private static final int ELLIPTIC_CURVES_IN_BASE = 22;

	@Override
	public Result run(Desk desk) {
		List<String> missing = MODULES.stream()
			.filter((module) -> !module.equals("jdk.crypto.ec")
					|| Runtime.version().feature() < ELLIPTIC_CURVES_IN_BASE)
			.filter((module) -> ModuleLayer.boot().findModule(module).isEmpty())
			.toList();
		List<String> details = new ArrayList<>();
		details.add("Java " + System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ", "
				+ System.getProperty("java.vm.name") + ", " + System.getProperty("os.arch") + ")");
		details.add("encodings: native " + System.getProperty("native.encoding") + ", file "
				+ System.getProperty("file.encoding"));
		details.add("modules that are missing: " + (missing.isEmpty() ? "none" : String.join(" ", missing)));
		String system = System.getProperty("os.name") + " " + System.getProperty("os.version");
		if (!OperatingSystem.isWindows()) {
			details.add("JNA: not loaded");
			return Result.pass(system + ", which is not Windows: most checks are skipped", details);
		}
		SspiProbe.load();
		details.add("JNA " + Native.VERSION + ", native library " + Native.VERSION_NATIVE);
		details.add("session: " + System.getenv().getOrDefault("SESSIONNAME", "no SESSIONNAME"));
		return Result.pass(system + ", build " + build(), details);
	}

	private static String build() {
		return Advapi32Util.registryGetStringValue(WinReg.HKEY_LOCAL_MACHINE, VERSION_KEY, "CurrentBuildNumber");
	}

}
