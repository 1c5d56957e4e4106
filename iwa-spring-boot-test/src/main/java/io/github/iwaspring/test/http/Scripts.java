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

package io.github.iwaspring.test.http;

import java.util.EnumMap;
import java.util.Map;

/**
 * The scripts of all protocol steps.
 */
public final class Scripts {

	private final Map<Hop, HopScript> scripts = new EnumMap<>(Hop.class);

	/**
	 * Creates empty scripts.
	 */
	public Scripts() {
		for (Hop hop : Hop.values()) {
			this.scripts.put(hop, new HopScript());
		}
	}

	/**
	 * Returns the script of a protocol step.
	 * @param hop the protocol step
	 * @return its script
	 */
	public HopScript of(Hop hop) {
		HopScript script = this.scripts.get(hop);
		if (script == null) {
			throw new IllegalArgumentException("There is no script for " + hop);
		}
		return script;
	}

	/**
	 * Removes everything scripted, at every step.
	 */
	public void reset() {
		this.scripts.values().forEach(HopScript::reset);
	}

}
