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

import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.sun.jna.platform.win32.WinError;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SspiStatusTable}. Statuses that JNA knows are compared with its copy
 * of {@code winerror.h}.
 */
class SspiStatusTableTests {

	private static final Set<Integer> SUCCESSES = Set.of(0, 0x00090312, 0x00090313, 0x00090314);

	@Test
	void nameThatJnaKnowsHasItsNumber() throws Exception {
		Map<String, Integer> known = winError();
		assertThat(names().filter((status) -> known.containsKey(status.getValue()))).hasSizeGreaterThan(85)
			.allSatisfy((status) -> assertThat(status.getKey()).isEqualTo(known.get(status.getValue())));
	}

	@Test
	void nameThatJnaDoesNotKnowHasANumberThatJnaDoesNotKnow() throws Exception {
		Map<String, Integer> known = winError();
		assertThat(names().filter((status) -> !known.containsKey(status.getValue())))
			.allSatisfy((status) -> assertThat(known).doesNotContainValue(status.getKey()));
	}

	@Test
	void eachNumberAndNameIsThereOnce() {
		assertThat(names().map(Map.Entry::getKey)).doesNotHaveDuplicates().doesNotContainAnyElementsOf(SUCCESSES);
		assertThat(names().map(Map.Entry::getValue)).doesNotHaveDuplicates();
	}

	/**
	 * JNA's copy ends with Windows 7; {@code winerror.h} goes on to 0x8009036B.
	 */
	@Test
	void everyStatusOfSspiHasARow() throws Exception {
		Set<Integer> known = new TreeSet<>(winError().entrySet()
			.stream()
			.filter((status) -> status.getKey().startsWith("SEC_"))
			.map(Map.Entry::getValue)
			.toList());
		known.addAll(List.of(0x80090361, 0x80090362, 0x80090363, 0x00090364, 0x80090365, 0x00090366, 0x80090367,
				0x00090368, 0x80090369, 0x8009036A, 0x8009036B));
		known.removeAll(SUCCESSES);
		assertThat(names().map(Map.Entry::getKey)).containsAll(known);
		assertThat(known).hasSizeGreaterThan(80);
	}

	private static Stream<Map.Entry<Integer, String>> names() {
		return SspiStatusTable.rows().flatMap((row) -> row.statuses().entrySet().stream());
	}

	/**
	 * The statuses of {@code winerror.h}, those of Win32 as an {@code HRESULT}.
	 */
	private static Map<String, Integer> winError() throws IllegalAccessException {
		Map<String, Integer> known = new TreeMap<>();
		for (Field field : WinError.class.getFields()) {
			if (field.getType() == int.class && field.getName().matches("(SEC_[EI]|ERROR)_.*")) {
				int value = field.getInt(null);
				known.put(field.getName(), field.getName().startsWith("ERROR_") ? 0x80070000 | value : value);
			}
		}
		return known;
	}

}
