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

import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.iwaspring.test.http.Reply;
import io.github.iwaspring.test.http.Request;
import io.github.iwaspring.test.http.Responder;
import io.github.iwaspring.test.tenant.Tenant;

/**
 * The device authorization endpoint (RFC 8628, section 3.1), for public clients.
 */
final class DeviceCodeEndpoint implements Responder {

	private final URI origin;

	private final Tenant tenant;

	private final DeviceCodes codes;

	private final DeviceCodeTiming timing;

	private final Clock clock;

	DeviceCodeEndpoint(URI origin, Tenant tenant, DeviceCodes codes, DeviceCodeTiming timing, Clock clock) {
		this.origin = origin;
		this.tenant = tenant;
		this.codes = codes;
		this.timing = timing;
		this.clock = clock;
	}

	@Override
	public Reply respond(Request request) {
		try {
			return Reply.json(200, issue(request.segment(0), request.form())).withHeader("Cache-Control", "no-store");
		}
		catch (EntraError error) {
			return error.reply(request, this.clock);
		}
	}

	private Map<String, Object> issue(String tenantName, Map<String, String> form) throws EntraError {
		String clientId = Parameters.requireClient(this.tenant, tenantName, form);
		RequestedScopes scopes = RequestedScopes.parse(Parameters.require(form, "scope"));
		DeviceCode code = this.codes.create(clientId, scopes);
		String page = this.origin + DeviceLoginPage.PATH;
		Map<String, Object> members = new LinkedHashMap<>();
		members.put("user_code", code.userCode());
		members.put("device_code", code.value());
		members.put("verification_uri", page);
		members.put("expires_in", this.timing.lifetime().toSeconds());
		members.put("interval", this.timing.interval().toSeconds());
		members.put("message",
				"Open " + page + " in a web browser and enter the code " + code.userCode() + " to sign in.");
		return members;
	}

}
