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

package io.github.iwaspring.samba;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * What the domain controller logs about the requests that reached it.
 */
public final class KdcLog {

	private static final Pattern AUTHENTICATION = Pattern.compile("Kerberos: AS-REQ \\S.* from ipv4:");

	private static final Pattern SERVICE_TICKET = Pattern.compile("Kerberos: TGS-REQ \\S.* from ipv4:");

	private static final Pattern WRONG_KEY = Pattern.compile("status \\[NT_STATUS_WRONG_PASSWORD\\]");

	private final Path file;

	private long start;

	KdcLog(Path file) {
		this.file = file;
	}

	/**
	 * Forgets everything logged so far.
	 */
	public void clear() {
		try {
			this.start = Files.size(this.file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Returns how many requests for a ticket-granting ticket (AS-REQ) arrived. A client
	 * that sends its proof only when asked for it needs two.
	 * @return the number
	 */
	public int authentications() {
		return count(AUTHENTICATION);
	}

	/**
	 * Returns how many requests for a service ticket (TGS-REQ) arrived.
	 * @return the number
	 */
	public int serviceTickets() {
		return count(SERVICE_TICKET);
	}

	/**
	 * Returns how often a wrong key was tried, which counts for the account's lock-out.
	 * @return the number
	 */
	public int wrongKeys() {
		return count(WRONG_KEY);
	}

	private int count(Pattern pattern) {
		return (int) pattern.matcher(text()).results().count();
	}

	/**
	 * Returns the log.
	 * @return what was logged since it was cleared
	 */
	public String text() {
		try {
			byte[] bytes = Files.readAllBytes(this.file);
			int from = (int) Math.min(this.start, bytes.length);
			return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
