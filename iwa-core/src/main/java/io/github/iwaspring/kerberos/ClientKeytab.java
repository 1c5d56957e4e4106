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

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.iwaspring.support.OperatingSystem;
import io.github.iwaspring.support.UserId;
import org.ietf.jgss.GSSException;
import org.jspecify.annotations.Nullable;

/**
 * The client keytab of the platform's library, with which it logs in where there is no
 * ticket.
 */
final class ClientKeytab {

	private static final String VARIABLE = "KRB5_CLIENT_KTNAME";

	private static final String FILE_PREFIX = "FILE:";

	private static final Pattern CONFIGURED = Pattern.compile("^\\s*default_client_keytab_name\\s*=\\s*(\\S+)",
			Pattern.MULTILINE);

	/**
	 * The folders that MIT's library has by default, as it was built: Debian's, Red
	 * Hat's, and those of its own build.
	 */
	private static final List<String> FOLDERS = List.of("/etc/krb5/user/", "/var/kerberos/krb5/user/",
			"/var/krb5/user/", "/usr/local/var/krb5/user/");

	private ClientKeytab() {
	}

	/**
	 * Returns the keytab that the environment or krb5.conf names, or the default one.
	 * @return the file, or {@code null} if there is none
	 */
	static @Nullable Path locate() {
		if (OperatingSystem.isWindows()) {
			return null;
		}
		String named = System.getenv(VARIABLE);
		if (named == null || named.isBlank()) {
			named = configured();
		}
		if (named != null) {
			return existing(named.startsWith(FILE_PREFIX) ? named.substring(FILE_PREFIX.length()) : named);
		}
		for (String folder : FOLDERS) {
			Path file = existing(folder + UserId.VALUE + "/client.keytab");
			if (file != null) {
				return file;
			}
		}
		return null;
	}

	/**
	 * Returns the keytab that krb5.conf names. Files that it includes are not read.
	 */
	private static @Nullable String configured() {
		String files = Objects.requireNonNullElse(System.getenv("KRB5_CONFIG"), "/etc/krb5.conf");
		for (String file : files.split(File.pathSeparator, -1)) {
			Path path = existing(file);
			byte[] content = (path != null) ? new CredentialFile(path, false).read() : null;
			Matcher name = CONFIGURED.matcher((content != null) ? new String(content, StandardCharsets.UTF_8) : "");
			if (name.find()) {
				return name.group(1).replaceAll("%\\{(?:uid|euid|USERID)\\}", String.valueOf(UserId.VALUE));
			}
		}
		return null;
	}

	/**
	 * Lets the platform's library log in with a client keytab, unless there is a ticket,
	 * which costs no request then. The library gives the reason of a failure to nobody
	 * but a SPNEGO context with the default credentials, and would try a wrong key again
	 * to tell it later.
	 * @param file the client keytab
	 * @param ticketCache the ticket cache, or {@code null} if it is no file
	 * @return why the library cannot log in, or {@code null} if it can, or if the keytab
	 * cannot be read
	 */
	static @Nullable GSSException logIn(Path file, @Nullable TicketCache ticketCache) {
		Keytab keytab = Keytab.read(file);
		if (keytab == null || keytab.principals().isEmpty()) {
			return null;
		}
		String principal = (ticketCache != null) ? ticketCache.principal() : keytab.principals().get(0);
		String realm = principal.substring(principal.lastIndexOf('@') + 1);
		try {
			JgssSpnegoContext.probe(new ServicePrincipalName("krbtgt/" + realm + "@" + realm));
			return null;
		}
		catch (GSSException ex) {
			return ex;
		}
	}

	private static @Nullable Path existing(String name) {
		try {
			Path file = Path.of(name);
			return Files.exists(file) ? file : null;
		}
		catch (InvalidPathException noFile) {
			return null;
		}
	}

}
