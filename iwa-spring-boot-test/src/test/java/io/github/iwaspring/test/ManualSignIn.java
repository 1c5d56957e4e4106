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

package io.github.iwaspring.test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.github.iwaspring.test.adfs.WsTrustRequests;
import io.github.iwaspring.test.adfs.WsTrustVersion;
import io.github.iwaspring.test.kerberos.SpnegoClient;
import io.github.iwaspring.test.support.Xml;
import io.github.iwaspring.test.tenant.Resource;
import io.github.iwaspring.test.tenant.User;

/**
 * A sign-in without a library, one protocol step after the other.
 */
public final class ManualSignIn {

	private static final String SAML_GRANT = "urn:ietf:params:oauth:grant-type:saml1_1-bearer";

	private final EmbeddedDirectory directory;

	private final User user;

	private final TestClient http;

	public ManualSignIn(EmbeddedDirectory directory, User user) {
		this.directory = directory;
		this.user = user;
		this.http = new TestClient(directory);
	}

	public TestClient http() {
		return this.http;
	}

	public Map<String, Object> userRealm(String name) {
		URI uri = this.directory.authority().resolve("/common/userrealm/" + name + "?api-version=1.0");
		return json(this.http.get(uri));
	}

	public String metadata() {
		return this.http.get(this.directory.metadataUrl()).body();
	}

	public SpnegoClient ticket() throws Exception {
		return SpnegoClient.fromTicketCache(this.directory.ticketCache(this.user));
	}

	public HttpResponse<String> wsTrust(WsTrustVersion version, String... headers) {
		URI address = WsTrustRequests.address(this.directory.metadataUrl(), version);
		return this.http.post(address, WsTrustRequests.issue(version, address), headers);
	}

	public String assertion() throws Exception {
		return assertion(wsTrust(WsTrustVersion.V1_3, "Authorization", ticket().authorization()));
	}

	public static String assertion(HttpResponse<String> response) throws IOException {
		return Xml.write(Xml.parse(response.body())
			.getElementsByTagNameNS("urn:oasis:names:tc:SAML:1.0:assertion", "Assertion")
			.item(0));
	}

	public Map<String, String> assertionForm(String assertion) {
		Map<String, String> form = new LinkedHashMap<>();
		form.put("grant_type", SAML_GRANT);
		form.put("client_id", this.directory.clientId());
		form.put("assertion", Base64.getUrlEncoder().encodeToString(assertion.getBytes(StandardCharsets.UTF_8)));
		form.put("scope", Resource.ORDERS.defaultScope() + " openid profile offline_access");
		return form;
	}

	public Map<String, String> refreshForm(String refreshToken) {
		Map<String, String> form = new LinkedHashMap<>();
		form.put("grant_type", "refresh_token");
		form.put("client_id", this.directory.clientId());
		form.put("refresh_token", refreshToken);
		form.put("scope", Resource.ORDERS.defaultScope() + " openid profile offline_access");
		return form;
	}

	public HttpResponse<String> token(Map<String, String> form) {
		return token(this.directory.authority().getPath().replace("/", ""), form);
	}

	public HttpResponse<String> token(String tenant, Map<String, String> form) {
		return this.http.postForm(this.directory.authority().resolve("/" + tenant + "/oauth2/v2.0/token"), form);
	}

	public Map<String, Object> tokens() throws Exception {
		return json(token(assertionForm(assertion())));
	}

	public String accessToken() throws Exception {
		return (String) tokens().get("access_token");
	}

	public HttpResponse<String> call(String path, String accessToken) {
		return this.http.get(this.directory.apiUrl().resolve(path), "Authorization", "Bearer " + accessToken);
	}

	public static Map<String, Object> json(HttpResponse<String> response) {
		try {
			return JSONObjectUtils.parse(response.body());
		}
		catch (ParseException ex) {
			throw new IllegalStateException(response.statusCode() + ": " + response.body(), ex);
		}
	}

}
