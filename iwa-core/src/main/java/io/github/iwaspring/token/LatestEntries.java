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

package io.github.iwaspring.token;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A map that holds its latest entries only, since its keys come from callers.
 */
public final class LatestEntries {

	private LatestEntries() {
	}

	/**
	 * Creates a map. A key that is put again keeps its age, unless it is removed first.
	 * @param <K> the type of the keys
	 * @param <V> the type of the values
	 * @param size how many entries it holds at most
	 * @return the map, for use by several threads
	 */
	public static <K, V> Map<K, V> atMost(int size) {
		return Collections.synchronizedMap(new LinkedHashMap<>() {

			@Override
			protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
				return size() > size;
			}

		});
	}

}
