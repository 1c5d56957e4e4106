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

package io.github.iwaspring.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.sun.jna.platform.win32.Advapi32Util;
import io.github.iwaspring.support.LocalDataFolder;
import io.github.iwaspring.support.OperatingSystem;
import io.github.iwaspring.support.Redaction;

/**
 * Who can read the folder of the token cache, or the one that it will be made in.
 */
final class FolderCheck implements Check {

	/**
	 * The system, the administrators, the creator: they can read everything anyway. Their
	 * names depend on the language of Windows.
	 */
	private static final List<String> TRUSTED = List.of("S-1-5-18", "S-1-5-32-544", "S-1-3-0", "S-1-3-4");

	@Override
	public Result run(Desk desk) throws Exception {
		if (!OperatingSystem.isWindows()) {
			return Result.skip("Access control lists exist on Windows only");
		}
		Path base = LocalDataFolder.ofThisUser().find();
		if (base == null || !Files.isDirectory(base)) {
			return Result.fail("%LOCALAPPDATA% is not a folder", List.of());
		}
		Path folder = Files.isDirectory(base.resolve("iwa")) ? base.resolve("iwa") : base;
		AclFileAttributeView view = Files.getFileAttributeView(folder, AclFileAttributeView.class);
		if (view == null) {
			return Result.fail("%LOCALAPPDATA% has no access control list", List.of());
		}
		return result(folder.equals(base) ? "%LOCALAPPDATA%" : "%LOCALAPPDATA%\\iwa", view.getOwner(), view.getAcl(),
				TRUSTED.stream().map(FolderCheck::name).toList(), desk);
	}

	/**
	 * Judges a folder.
	 * @param where what the report calls it
	 * @param administrators the names of those who can read everything anyway
	 */
	static Result result(String where, UserPrincipal owner, List<AclEntry> acl, List<String> administrators,
			Desk desk) {
		Set<String> trusted = Stream.concat(administrators.stream(), Stream.of(owner.getName()))
			.map((name) -> name.toLowerCase(Locale.ROOT))
			.collect(Collectors.toSet());
		List<String> details = new ArrayList<>();
		details.add("owner: " + shown(owner, desk));
		boolean others = false;
		for (AclEntry entry : acl) {
			String name = entry.principal().getName();
			boolean known = trusted.contains(name.toLowerCase(Locale.ROOT)) || isUser(name);
			boolean reads = entry.type() == AclEntryType.ALLOW
					&& entry.permissions().contains(AclEntryPermission.READ_DATA);
			others |= reads && !known;
			details.add(entry.type().name().toLowerCase(Locale.ROOT) + (reads ? ", reads: " : ": ")
					+ shown(entry.principal(), desk));
		}
		return others ? Result.fail(where + " can be read by others; the tokens in it stay encrypted", details)
				: Result.pass(where + " can be read by its user, the system and administrators only", details);
	}

	/**
	 * Whether an entry is that of the process's user, who need not own the folder.
	 */
	private static boolean isUser(String name) {
		return name.toLowerCase(Locale.ROOT).endsWith("\\" + System.getProperty("user.name").toLowerCase(Locale.ROOT));
	}

	/**
	 * Masks whoever is no group. The names of groups, such as the administrators, are
	 * words of the report, too.
	 */
	private static String shown(UserPrincipal principal, Desk desk) {
		if (principal instanceof GroupPrincipal) {
			return principal.getName();
		}
		desk.mask(principal.getName());
		return Redaction.userName(principal.getName());
	}

	private static String name(String sid) {
		try {
			return Advapi32Util.getAccountBySid(sid).fqn;
		}
		catch (RuntimeException unknown) {
			return sid;
		}
	}

}
