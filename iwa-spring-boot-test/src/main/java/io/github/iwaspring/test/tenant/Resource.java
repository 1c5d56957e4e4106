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

package io.github.iwaspring.test.tenant;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * An API that tokens are issued for.
 *
 * @param name its application id URI
 * @param id its application id, which is the audience of its tokens
 * @param permission the only permission that clients get
 */
public record Resource(String name, UUID id, String permission) {

	/**
	 * The protected API of the embedded directory.
	 */
	public static final Resource ORDERS = new Resource("api://orders",
			UUID.fromString("0d0e7b4a-7f6c-4d0e-9c55-0a6f4b1c2d31"), "Orders.Read");

	/**
	 * An API that Entra ID knows but that does not run, for tokens with another audience.
	 */
	public static final Resource INVOICES = new Resource("api://invoices",
			UUID.fromString("6c1f5a0e-3b52-4f0c-8a43-9d2e8f7b6a54"), "Invoices.Read");

	/**
	 * Azure SQL, which does not run here. Servers of it ask for tokens by this name, with
	 * its slash.
	 */
	public static final Resource AZURE_SQL = new Resource("https://database.windows.net/",
			UUID.fromString("2f1d6c3a-94b7-4e58-8d0f-7c5b1a9e6d42"), "user_impersonation");

	private static final List<Resource> ALL = List.of(ORDERS, INVOICES, AZURE_SQL);

	/**
	 * Finds a resource by its name.
	 * @param name an application id URI or an application id
	 * @return the resource, or {@code null}
	 */
	public static @Nullable Resource named(String name) {
		return ALL.stream()
			.filter((resource) -> resource.name.equals(name) || resource.id.toString().equals(name))
			.findFirst()
			.orElse(null);
	}

	/**
	 * Returns the scope that requests all permissions.
	 * @return the scope
	 */
	public String defaultScope() {
		return this.name + "/.default";
	}

}
