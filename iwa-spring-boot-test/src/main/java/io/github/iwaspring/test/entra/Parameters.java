package io.github.iwaspring.test.entra;

import java.util.Map;

import io.github.iwaspring.test.tenant.Tenant;

/**
 * What all requests of clients must have.
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
	 * The client that a request comes from.
	 * @param tenant the tenant
	 * @param tenantName what the path says of the tenant
	 * @param parameters the parameters
	 * @return the client id
	 * @throws EntraError if the tenant is not this one, or does not know the client
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
