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

import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;

import io.github.iwaspring.check.Check.Result;
import io.github.iwaspring.check.Check.Status;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link FolderCheck}: who may read the folder, and whose name is shown.
 */
class FolderCheckTests {

	private static final UserPrincipal OWNER = () -> "CORP\\jdoe";

	private static final UserPrincipal OTHER = () -> "CORP\\mroe";

	private static final GroupPrincipal ADMINISTRATORS = () -> "VORDEFINIERT\\Administratoren";

	private static final GroupPrincipal USERS = () -> "VORDEFINIERT\\Benutzer";

	@Test
	void folderOfItsUserAndAdministratorsPasses() throws Exception {
		assertThat(check(Desks.any(), reads(OWNER), reads(ADMINISTRATORS)))
			.isEqualTo(Result.pass("folder can be read by its user, the system and administrators only", List
				.of("owner: CORP\\j***", "allow, reads: CORP\\j***", "allow, reads: VORDEFINIERT\\Administratoren")));
	}

	@Test
	void folderThatAnotherAccountOrGroupReadsFails() throws Exception {
		assertThat(check(Desks.any(), reads(OWNER), reads(OTHER)).status()).isEqualTo(Status.FAIL);
		assertThat(check(Desks.any(), reads(OWNER), reads(USERS)).status()).isEqualTo(Status.FAIL);
	}

	@Test
	void entryThatLetsNobodyReadPasses() throws Exception {
		assertThat(check(Desks.any(), entry(AclEntryType.DENY, OTHER, AclEntryPermission.READ_DATA),
				entry(AclEntryType.ALLOW, USERS, AclEntryPermission.READ_ATTRIBUTES)))
			.isEqualTo(Result.pass("folder can be read by its user, the system and administrators only",
					List.of("owner: CORP\\j***", "deny: CORP\\m***", "allow: VORDEFINIERT\\Benutzer")));
	}

	@Test
	void nameOfAnotherAccountIsMaskedInTheWholeReport() throws Exception {
		Desk desk = Desks.any();
		assertThat(check(desk, reads(OTHER), reads(USERS)).details()).noneMatch((line) -> line.contains("mroe"));
		assertThat(Report.masked("Benutzer: C:\\users\\mroe, jdoe", desk.names()))
			.isEqualTo("Benutzer: C:\\users\\m***, j***");
	}

	private static Result check(Desk desk, AclEntry... entries) {
		return FolderCheck.result("folder", OWNER, List.of(entries), List.of("vordefiniert\\administratoren"), desk);
	}

	private static AclEntry reads(UserPrincipal principal) {
		return entry(AclEntryType.ALLOW, principal, AclEntryPermission.READ_DATA);
	}

	private static AclEntry entry(AclEntryType type, UserPrincipal principal, AclEntryPermission permission) {
		return AclEntry.newBuilder().setType(type).setPrincipal(principal).setPermissions(permission).build();
	}

}
