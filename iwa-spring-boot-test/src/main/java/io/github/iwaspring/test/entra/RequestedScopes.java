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

package io.github.iwaspring.test.entra;

import java.util.Set;
import java.util.TreeSet;

import io.github.iwaspring.test.tenant.Resource;

/**
 * The scopes of a token request. All belong to one resource, except those of OpenID
 * Connect. A resource has one permission, and any number of parts of it, such as
 * {@code Orders.Read.1}.
 *
 * @param resource the resource
 * @param granted the scopes in the token response
 */
record RequestedScopes(Resource resource, String granted) {

	private static final Set<String> OPENID = Set.of("openid", "profile", "email", "offline_access");

	private static final String DEFAULT = ".default";

	static RequestedScopes parse(String scope) throws EntraError {
		Set<String> granted = new TreeSet<>();
		Resource resource = null;
		for (String requested : scope.strip().split("\\s+")) {
			if (OPENID.contains(requested)) {
				granted.add(requested);
				continue;
			}
			int slash = requested.lastIndexOf('/');
			if (slash < 1) {
				throw EntraError.scopeInvalid(requested);
			}
			Resource named = Resource.named(requested.substring(0, slash));
			if (named == null) {
				throw EntraError.resourceUnknown(requested.substring(0, slash));
			}
			String permission = requested.substring(slash + 1);
			boolean known = permission.equals(DEFAULT) || permission.equals(named.permission())
					|| permission.startsWith(named.permission() + ".");
			if (!known || (resource != null && !resource.equals(named))) {
				throw EntraError.scopeInvalid(requested);
			}
			resource = named;
			granted.add(requested);
			granted.add(named.name() + "/" + named.permission());
		}
		if (resource == null) {
			throw EntraError.scopeInvalid(scope);
		}
		return new RequestedScopes(resource, String.join(" ", granted));
	}

}
