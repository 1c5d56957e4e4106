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

package io.github.iwaspring.kerberos;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;

import io.github.iwaspring.kerberos.TicketCache.Ticket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TicketCache}.
 */
class TicketCacheTests {

	private static final int AES256 = 18;

	private static final Instant END = Instant.parse("2026-01-01T10:00:00Z");

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	private final DataOutputStream out = new DataOutputStream(this.bytes);

	private Path file;

	@BeforeEach
	void useFile(@TempDir Path folder) {
		this.file = folder.resolve("krb5cc");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0x0503, 0x0504 })
	void readReturnsPrincipalAndTicketGrantingTicket(int version) throws IOException {
		header(version);
		principal("CORP.LOCAL", "jdoe");
		credential(version, END, "X-CACHECONF:", "krb5_ccache_conf_data", "pa_type");
		credential(version, END, "CORP.LOCAL", "krbtgt", "CORP.LOCAL");
		credential(version, END.plusSeconds(3600), "CORP.LOCAL", "HTTP", "sts.corp.local");
		credential(version, END.plusSeconds(7200), "CORP.LOCAL", "krbtgt", "OTHER.LOCAL");
		assertThat(read()).isEqualTo(new TicketCache("jdoe@CORP.LOCAL",
				new Ticket(END, AES256, Arrays.hashCode("the ticket".getBytes(StandardCharsets.UTF_8)))));
	}

	@Test
	void readWhenTicketGrantingTicketMissingThenHasNoTicket() throws IOException {
		header(0x0504);
		principal("CORP.LOCAL", "host", "machine.corp.local");
		assertThat(read()).isEqualTo(new TicketCache("host/machine.corp.local@CORP.LOCAL", null));
	}

	@Test
	void readWhenFileMissingThenReturnsNull() {
		assertThat(TicketCache.at(this.file.toString())).isNull();
	}

	@Test
	void readWhenFileIsNotATicketCacheThenReturnsNull() throws IOException {
		Files.writeString(this.file, "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5 alice");
		assertThat(TicketCache.at(this.file.toString())).isNull();
	}

	@Test
	void readWhenLengthIsAbsurdThenReturnsNull() throws IOException {
		header(0x0504);
		this.out.writeInt(1);
		this.out.writeInt(1);
		this.out.writeInt(Integer.MAX_VALUE);
		assertThat(read()).isNull();
	}

	@ParameterizedTest
	@ValueSource(ints = { 17, 1000, Integer.MAX_VALUE, -1 })
	void readWhenAPrincipalHasTooManyComponentsThenReturnsNull(int components) throws IOException {
		header(0x0504);
		this.out.writeInt(1);
		this.out.writeInt(components);
		data("CORP.LOCAL");
		for (int i = 0; i < 1000; i++) {
			data("jdoe");
		}
		assertThat(read()).isNull();
	}

	@Test
	void readWhenTruncatedThenHasNoTicket() throws IOException {
		header(0x0504);
		principal("CORP.LOCAL", "jdoe");
		credential(0x0504, END, "CORP.LOCAL", "krbtgt", "CORP.LOCAL");
		byte[] whole = this.bytes.toByteArray();
		for (int length = 0; length < whole.length; length++) {
			Files.write(this.file, Arrays.copyOf(whole, length));
			TicketCache cache = TicketCache.at(this.file.toString());
			assertThat(cache).satisfiesAnyOf((none) -> assertThat(none).isNull(),
					(some) -> assertThat(some).isEqualTo(new TicketCache("jdoe@CORP.LOCAL", null)));
		}
	}

	@Test
	void entryThatIsBeingWrittenHidesNoneBeforeIt() throws IOException {
		header(0x0504);
		principal("CORP.LOCAL", "jdoe");
		credential(0x0504, END, "CORP.LOCAL", "krbtgt", "CORP.LOCAL");
		int written = this.bytes.size();
		credential(0x0504, END, "CORP.LOCAL", "HTTP", "adfs.contoso.com");
		byte[] whole = this.bytes.toByteArray();
		for (int length = written; length < whole.length; length++) {
			Files.write(this.file, Arrays.copyOf(whole, length));
			TicketCache cache = TicketCache.at(this.file.toString());
			assertThat(cache).isNotNull();
			assertThat(cache.ticket()).isNotNull();
		}
	}

	private TicketCache read() throws IOException {
		Files.write(this.file, this.bytes.toByteArray());
		return TicketCache.at(this.file.toString());
	}

	private void header(int version) throws IOException {
		this.out.writeShort(version);
		if (version == 0x0504) {
			this.out.writeShort(12);
			this.out.write(new byte[12]);
		}
	}

	private void principal(String realm, String... components) throws IOException {
		this.out.writeInt(1);
		this.out.writeInt(components.length);
		data(realm);
		for (String component : components) {
			data(component);
		}
	}

	private void credential(int version, Instant end, String realm, String... server) throws IOException {
		principal("CORP.LOCAL", "jdoe");
		principal(realm, server);
		for (int times = (version == 0x0503) ? 2 : 1; times > 0; times--) {
			this.out.writeShort(AES256);
		}
		data("the key");
		this.out.writeLong(0);
		this.out.writeInt((int) end.getEpochSecond());
		this.out.write(new byte[9]);
		this.out.writeInt(1);
		this.out.writeShort(2);
		data("an address");
		this.out.writeInt(0);
		data("the ticket");
		data("");
	}

	private void data(String text) throws IOException {
		byte[] data = text.getBytes(StandardCharsets.UTF_8);
		this.out.writeInt(data.length);
		this.out.write(data);
	}

}
