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

import java.util.Map;

import io.github.iwaspring.test.tenant.Tenant;

/**
 * Checks of the parameters that all requests must have.
 */
final class Parameters {

	private Parameters() {
	}

	static String require(Map<String, String> parameters, String name) throws EntraError {
		String value = parameters.get(name);
		if (value == null || value.isEmpty()) {
			throw EntraError.parameterMissing(name);
		}
		return value;
	}

	/**
	 * Returns the client that sent a request.
	 * @param tenant the tenant
	 * @param tenantName the tenant in the path
	 * @param parameters the parameters
	 * @return the client id
	 * @throws EntraError if the path names another tenant, or the client is unknown
	 */
	static String requireClient(Tenant tenant, String tenantName, Map<String, String> parameters) throws EntraError {
		if (!tenant.isNamed(tenantName)) {
			throw EntraError.tenantUnknown(tenantName);
		}
		String clientId = require(parameters, "client_id");
		if (!clientId.equals(tenant.clientId().toString())) {
			throw EntraError.clientUnknown(clientId);
		}
		return clientId;
	}

}
