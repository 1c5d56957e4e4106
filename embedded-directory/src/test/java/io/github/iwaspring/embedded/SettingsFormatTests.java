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

package io.github.iwaspring.embedded;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

import io.github.iwaspring.test.support.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SettingsFormat}: whoever reads the settings gets what was written.
 */
class SettingsFormatTests {

	private static final String ODD = "C:\\Users\\J\u00fcrgen \uD83D\uDE00\\it's \"$HOME\" `id` #!=:%~\\n";

	private final Map<String, String> settings = new LinkedHashMap<>();

	@TempDir
	private Path folder;

	SettingsFormatTests() {
		this.settings.put("iwa.client-id", "5a0c7e5e");
		this.settings.put(DirectoryProgram.PREFIX + "krb5-conf", ODD);
		this.settings.put(DirectoryProgram.PREFIX + "ticket-cache", ODD);
	}

	@Test
	void propertiesAreReadInAnyEncoding() throws IOException {
		Properties read = new Properties();
		byte[] file = SettingsFormat.PROPERTIES.write(this.settings).getBytes(StandardCharsets.UTF_8);
		read.load(new ByteArrayInputStream(file));
		assertThat(read).isEqualTo(this.settings);
	}

	@Test
	void jsonIsRead() {
		assertThat(Json.parse(SettingsFormat.JSON.write(this.settings))).isEqualTo(this.settings);
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs a shell of POSIX")
	void environmentIsReadByAShell() throws Exception {
		Path file = Files.writeString(this.folder.resolve("directory.env"), SettingsFormat.ENV.write(this.settings));
		Process shell = new ProcessBuilder("sh", "-c",
				". " + file + "; printf '%s|' \"$IWA_CLIENTID\" \"$EMBEDDED_DIRECTORY_KRB5_CONF\" \"$KRB5CCNAME\"")
			.redirectErrorStream(true)
			.start();
		assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
			.isEqualTo("5a0c7e5e|" + ODD + "|FILE:" + ODD + "|");
	}

}
