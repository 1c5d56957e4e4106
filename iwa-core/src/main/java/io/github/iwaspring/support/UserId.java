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

package io.github.iwaspring.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.sun.security.auth.module.UnixSystem;

/**
 * The Unix user id of this process. It is read once, because reading it may query a
 * directory service.
 */
public final class UserId {

	/**
	 * The user id; meaningless on Windows.
	 */
	public static final long VALUE = find();

	private UserId() {
	}

	/**
	 * Finds the user id. Up to JDK 17, {@link UnixSystem} returns 0 for a user without an
	 * entry in the user database, which is usual in containers. A runtime without the
	 * module {@code jdk.security.auth} does not have it, and on Windows it has no
	 * library.
	 */
	private static long find() {
		try {
			UnixSystem user = new UnixSystem();
			return (user.getUsername() != null) ? user.getUid() : ofProcess(user.getUid());
		}
		catch (LinkageError without) {
			return ofProcess(0);
		}
	}

	private static long ofProcess(long otherwise) {
		try {
			return Integer.toUnsignedLong((Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
		}
		catch (IOException | UnsupportedOperationException | IllegalArgumentException noLinux) {
			return otherwise;
		}
	}

}
