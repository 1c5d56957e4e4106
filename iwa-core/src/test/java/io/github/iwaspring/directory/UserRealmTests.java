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

package io.github.iwaspring.directory;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Map;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.directory.DirectoryRequest.ProtocolStep;
import io.github.iwaspring.support.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link UserRealm}.
 */
class UserRealmTests {

	private static final DirectoryRequest REQUEST = new DirectoryRequest(ProtocolStep.USER_REALM, "GET",
			URI.create("https://login.microsoftonline.com/common/userrealm/alice%40contoso.com"));

	private static final String MEX = "https://adfs.contoso.com/adfs/services/trust/mex";

	@ParameterizedTest
	@ValueSource(strings = { MEX, MEX + " ", "\\n" + MEX + "\\t", "https://adfs.contoso.com./adfs/services/trust/mex" })
	void metadataIsRequestedAtItsPlainAddress(String metadata) {
		UserRealm realm = read(federated("\"" + metadata + "\""));
		assertThat(realm.federationMetadata()).hasToString(MEX);
		assertThat(Json.parse(realm.body()).text("federation_metadata_url")).isEqualTo(MEX);
		assertThat(Json.parse(realm.body()).text("cloud_audience_urn")).isEqualTo("urn:federation:MicrosoftOnline");
	}

	@Test
	void whiteSpaceAroundTheOtherMembersIsIgnoredToo() {
		UserRealm realm = read(
				federated("\"" + MEX + "\"").replace("Federated", " Federated ").replace("WSTrust", "WSTrust "));
		assertThat(Json.parse(realm.body()).text("account_type")).isEqualTo("Federated");
		assertThat(Json.parse(realm.body()).text("federation_protocol")).isEqualTo("WSTrust");
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "\"\"", "\"  \"", "{}", "17" })
	void missingMetadataIsNamedWithTheSettingOfTheDomain(String metadata) {
		IwaException failure = refused(federated(metadata));
		assertThat(failure.code()).isEqualTo(IwaErrorCode.FEDERATION_ENDPOINT_MISSING);
		assertThat(failure.description()).contains("name no federation metadata");
		assertThat(failure.action()).contains("MetadataExchangeUri");
	}

	@Test
	void realmWithoutTheMemberNamesNoMetadataEither() {
		assertThat(refused("{\"account_type\":\"Federated\",\"federation_protocol\":\"WSTrust\"}").code())
			.isEqualTo(IwaErrorCode.FEDERATION_ENDPOINT_MISSING);
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://adfs.contoso.com/mex", "https://adfs_prod.contoso.com/mex", "https:///mex" })
	void metadataAtAnAddressThatCannotBeUsedSaysWhatIsWrongWithIt(String metadata) {
		IwaException failure = refused(federated("\"" + metadata + "\""));
		assertThat(failure.code()).isEqualTo(IwaErrorCode.FEDERATION_HOST_UNTRUSTED);
		assertThat(failure.description()).contains(DirectoryUrl.parse(metadata).flaw());
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://nexus.passport.com/rdr/pprdr.asp", "https://login.live.com/rst2.srf",
			"https://NEXUS.passport.net/x", "https://login.live-int.com/x" })
	void personalAccountHasNoIntegratedAuthentication(String url) {
		for (String realm : new String[] { federated("\"" + url + "\""),
				federated("\"" + MEX + "\"").replace("{", "{\"federation_active_auth_url\":\"" + url + "\",") }) {
			IwaException failure = refused(realm);
			assertThat(failure.code()).isEqualTo(IwaErrorCode.FEDERATION_UNSUPPORTED);
			assertThat(failure.description()).contains("personal Microsoft account");
			assertThat(failure).hasMessageNotContaining("AD FS").hasMessageNotContaining("network");
		}
	}

	@Test
	void companyWhoseNameResemblesThatOfPersonalAccountsIsNotOne() {
		assertThat(read(federated("\"https://adfs.olive.com/adfs/services/trust/mex\"")).federationMetadata())
			.hasHost("adfs.olive.com");
	}

	private static String federated(String metadata) {
		return """
				{"ver":"1.0","account_type":"Federated","federation_protocol":"WSTrust",
				"federation_metadata_url":%s,"cloud_audience_urn":"urn:federation:MicrosoftOnline"}"""
			.formatted(metadata);
	}

	private static IwaException refused(String realm) {
		return catchThrowableOfType(IwaException.class, () -> read(realm));
	}

	private static UserRealm read(String realm) {
		return UserRealm.read(REQUEST,
				new DirectoryResponse(200, HttpHeaders.of(Map.of(), (name, value) -> true), realm, null));
	}

}
