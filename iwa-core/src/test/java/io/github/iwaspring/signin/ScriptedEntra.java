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

package io.github.iwaspring.signin;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.directory.HttpSettings;
import io.github.iwaspring.entra.Authority;
import io.github.iwaspring.entra.HostAndPort;
import io.github.iwaspring.fixtures.RecordingServer;
import io.github.iwaspring.fixtures.RecordingServer.Answer;
import io.github.iwaspring.fixtures.TestTls;
import io.github.iwaspring.kerberos.ChannelBinding;
import io.github.iwaspring.kerberos.KerberosIdentity;
import io.github.iwaspring.kerberos.SpnegoContext;
import io.github.iwaspring.token.AcquisitionContext;
import io.github.iwaspring.token.AcquisitionListener;

/**
 * A directory with a managed user, which answers at the endpoints for device codes and
 * tokens what it is told.
 */
final class ScriptedEntra implements AutoCloseable {

	static final String TENANT = "11111111-2222-4333-8444-555555555555";

	static final String CLIENT_ID = "5a0c7e5e-0000-4000-8000-000000000000";

	static final String SCOPE = "api://orders/.default";

	static final String PENDING = error("authorization_pending");

	private static final String DEVICE_CODE_PATH = "/" + TENANT + "/oauth2/v2.0/devicecode";

	private static final String TOKEN_PATH = "/" + TENANT + "/oauth2/v2.0/token";

	private final RecordingServer server;

	private final Queue<String> tokenAnswers = new ConcurrentLinkedQueue<>();

	ScriptedEntra() throws IOException {
		this.server = RecordingServer.https();
		this.server
			.answer("/common/userrealm/alice@contoso.com", (request) -> json(200, "{\"account_type\":\"Managed\"}"))
			.answer(TOKEN_PATH, (request) -> {
				String answer = (this.tokenAnswers.size() > 1) ? this.tokenAnswers.remove() : this.tokenAnswers.peek();
				return json(answer.contains("\"error\"") ? 400 : 200, answer);
			});
		verifyAt(this.server.url("/device").toString());
	}

	ScriptedEntra verifyAt(String address) {
		this.server.answer(DEVICE_CODE_PATH, (request) -> json(200, """
				{"device_code":"D1","user_code":"ABCD-1234","verification_uri":"%s","expires_in":900,"interval":1}"""
			.formatted(address)));
		return this;
	}

	/**
	 * What the token endpoint answers, one after the other; the last one again and again.
	 */
	ScriptedEntra answerToken(String... answers) {
		this.tokenAnswers.addAll(List.of(answers));
		return this;
	}

	static String error(String code) {
		return "{\"error\":\"" + code + "\",\"error_description\":\"AADSTS70016: pending\"}";
	}

	static String token(String username, String objectId) {
		return """
				{"token_type":"Bearer","scope":"api://orders/read api://orders/.default","expires_in":3600,"access_token":"token-of-%s",
				 "refresh_token":"refresh-of-%s","id_token":"%s","client_info":"%s"}"""
			.formatted(objectId, objectId, idToken(username, objectId), clientInfo(objectId));
	}

	static String clientInfo(String objectId) {
		return base64("{\"uid\":\"" + objectId + "\",\"utid\":\"" + TENANT + "\"}");
	}

	static String idToken(String username, String objectId) {
		return base64("{\"alg\":\"none\"}") + "." + idTokenClaims(username, objectId) + ".c2ln";
	}

	private static String idTokenClaims(String username, String objectId) {
		return base64("""
				{"tid":"%s","oid":"%s","sub":"%s","preferred_username":"%s","iss":"https://login/%s/v2.0"}"""
			.formatted(TENANT, objectId, objectId, username, TENANT));
	}

	static String base64(String text) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

	SignInSettings settings(String username) {
		HostAndPort host = new HostAndPort("localhost", this.server.port());
		return new SignInSettings(Authority.parse("https://" + host + "/" + TENANT + "/", host), CLIENT_ID, List.of(),
				username, null, Set.of());
	}

	HttpSettings http() {
		HttpClient client = HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.sslContext(TestTls.clientBundle().createSslContext())
			.build();
		return new HttpSettings(() -> client, Duration.ofSeconds(30), 1_000_000);
	}

	static AcquisitionContext acquisition() {
		return new AcquisitionContext(IwaTokenRequest.defaults().withScopes(SCOPE), Duration.ofSeconds(30),
				AcquisitionListener.NONE);
	}

	static KerberosIdentity alice() {
		return new KerberosIdentity() {

			@Override
			public String principal() {
				return "alice@CONTOSO.COM";
			}

			@Override
			public SpnegoContext createContext(String host, Supplier<ChannelBinding> binding) {
				throw new AssertionError("no ticket was to be used");
			}

		};
	}

	/**
	 * The bodies that reached the endpoint for device codes.
	 */
	List<String> deviceCodeRequests() {
		return bodies(DEVICE_CODE_PATH);
	}

	/**
	 * The bodies that reached the endpoint for tokens.
	 */
	List<String> tokenRequests() {
		return bodies(TOKEN_PATH);
	}

	private List<String> bodies(String path) {
		return this.server.received()
			.stream()
			.filter((request) -> request.path().equals(path))
			.map(RecordingServer.Received::body)
			.toList();
	}

	private static Answer json(int status, String body) {
		return new Answer(status, Map.of("Content-Type", List.of("application/json")), body);
	}

	@Override
	public void close() {
		this.server.close();
	}

}
