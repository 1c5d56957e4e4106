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

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.function.Predicate;

/**
 * Deletes a cache file, and what was left beside it. Nothing is deleted that belongs to
 * somebody else, that never was a cache, or that cannot be read now, so that it may hold
 * the tokens of another client. Requires the {@link CacheFile#lock lock}.
 *
 * @param file the cache file
 * @param format its format
 * @param warnings the warnings about it
 */
record CacheDeletion(PrivateFile file, CacheFormat format, CacheWarnings warnings) {

	/**
	 * Earlier versions kept a damaged file under this name.
	 */
	private static final String DAMAGED = ".damaged";

	/**
	 * Deletes the file, what an earlier version set aside, and what a process that died
	 * while it wrote has left. One that cannot be deleted keeps none of the others.
	 * @param ours whether a text may be deleted
	 */
	void delete(Predicate<String> ours) {
		delete(this.file, (file) -> isToBeDeleted(file, ours));
		delete(this.file.sibling(DAMAGED), (file) -> isToBeDeleted(file, ours));
		delete(this.file.next(), (file) -> true);
	}

	private void delete(PrivateFile file, Check check) {
		try {
			if (!file.privacy().isForeign() && check.test(file)) {
				file.delete();
			}
		}
		catch (IOException ex) {
			this.warnings.add("cannot be deleted", ex);
		}
	}

	/**
	 * Whether a cache may be deleted. A damaged one is nobody's, and one that cannot be
	 * decrypted would be replaced, too.
	 * @throws IOException if it cannot be read now
	 */
	private boolean isToBeDeleted(PrivateFile file, Predicate<String> ours) throws IOException {
		try {
			return CacheFormat.isIn(file) && ours.test(this.format.decode(file.read()));
		}
		catch (NoSuchFileException | CacheFormat.DamagedException | CacheFormat.UndecipherableException ex) {
			return true;
		}
	}

	/**
	 * Deletes a damaged file, unless another process has replaced it since.
	 * @param stamp the file's stamp from before it was read
	 */
	void deleteDamaged(Object stamp) {
		try {
			if (stamp.equals(this.file.stamp())) {
				this.file.delete();
				this.file.next().delete();
				this.warnings.add("was damaged and has been deleted");
			}
		}
		catch (IOException ex) {
			this.warnings.add("is damaged and cannot be deleted", ex);
		}
	}

	/**
	 * Decides about a file.
	 */
	private interface Check {

		boolean test(PrivateFile file) throws IOException;

	}

}
