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

package io.github.iwaspring.store;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import org.jspecify.annotations.Nullable;

/**
 * The refusals of Windows to change the files of one cache. Where another program holds a
 * file, it denies the access, as it does where the user may not write it, which lasts. So
 * after a denial that outlasted its waiting, no other one is waited for within a minute.
 * Safe for use by several threads.
 */
final class Refusals {

	private static final Duration PAUSE = Duration.ofMinutes(1);

	private final InstantSource clock;

	private volatile @Nullable Instant denied;

	Refusals(InstantSource clock) {
		this.clock = clock;
	}

	/**
	 * Whether the end of a refusal is waited for.
	 */
	boolean isWaitedFor(FileSystemException refusal) {
		Instant denied = this.denied;
		return denied == null || !isDenial(refusal) || this.clock.instant().isAfter(denied.plus(PAUSE));
	}

	/**
	 * Notes a refusal that is waited for no longer.
	 */
	void add(FileSystemException refusal) {
		if (isDenial(refusal) && isWaitedFor(refusal) && !Thread.currentThread().isInterrupted()) {
			this.denied = this.clock.instant();
		}
	}

	private static boolean isDenial(FileSystemException refusal) {
		return refusal instanceof AccessDeniedException;
	}

}
