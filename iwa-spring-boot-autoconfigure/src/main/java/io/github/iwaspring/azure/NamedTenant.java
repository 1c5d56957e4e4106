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

package io.github.iwaspring.azure;

import java.util.function.UnaryOperator;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.entra.Authority;
import io.github.iwaspring.entra.TenantName;
import io.github.iwaspring.support.Json;
import org.jspecify.annotations.Nullable;

/**
 * The tenant that a request names, which often repeats what a server said.
 * <p>
 * Servers name a tenant by its id. An authority that names its tenant by the id as well
 * settles the question before anything is sent. An authority that names a domain or
 * {@code organizations} cannot, and neither can an application's own token service
 * without an authority: then the token is acquired as usual, and handed out only if it
 * says that the named tenant issued it ({@code tid}). A token that cannot be read is not
 * handed out.
 */
final class NamedTenant {

	private NamedTenant() {
	}

	/**
	 * Checks the tenant of a request.
	 * @param named the tenant that the request names
	 * @param authority the authority that issues the tokens, or {@code null} if unknown
	 * @return the check that the token has to pass before it is handed out
	 * @throws IwaException {@code tenant-mismatch} if no token can pass
	 */
	static UnaryOperator<IwaToken> require(String named, @Nullable Authority authority) {
		if (authority != null && named.equalsIgnoreCase(authority.tenant())) {
			return (token) -> token;
		}
		if (!TenantName.isGuid(named) || (authority != null && authority.tenantIsGuid())) {
			throw mismatch(named, "is not the one in iwa.authority.").local().build();
		}
		return (token) -> {
			if (!named.equalsIgnoreCase(tenantOf(token))) {
				throw mismatch(named, "is not the one that issues this user's tokens.").build();
			}
			return token;
		};
	}

	private static IwaException.Builder mismatch(String named, String difference) {
		boolean isName = TenantName.isGuid(named) || TenantName.isDomain(named);
		return IwaException.of(IwaErrorCode.TENANT_MISMATCH, Stage.TOKEN)
			.description("A token of a tenant was asked for, and this tenant" + (isName ? ", '" + named + "', " : " ")
					+ difference)
			.action("Set iwa.authority to the tenant that the client or the server belongs to, by its id.");
	}

	private static String tenantOf(IwaToken token) {
		String[] parts = token.value().split("\\.", -1);
		Json claims = (parts.length == 3) ? Json.parseBase64Url(parts[1]) : null;
		return (claims != null) ? claims.text("tid") : "";
	}

}
