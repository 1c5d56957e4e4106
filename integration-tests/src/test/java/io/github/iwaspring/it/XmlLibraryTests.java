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

package io.github.iwaspring.it;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.adfs.SamlVersion;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.http.Reply;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests that Entra ID gets the assertion as AD FS wrote it, whatever XML library the
 * application brings. msal4j alone would have it written anew by that library.
 */
class XmlLibraryTests {

	private static final User USER = new User("rocket@CONTOSO.COM", "rocket@contoso.com",
			"R\u00FCdiger \uD83D\uDE80 <R&D> \"\u4E16\"", User.Standing.FEDERATED);

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("libraries")
	void assertionArrivesAtEntraIdAsItWasIssued(String name, SamlVersion saml) throws IOException {
		String libraries = System.getProperty("test." + name, "");
		assertThat(libraries.split(File.pathSeparator)).allSatisfy((jar) -> assertThat(Path.of(jar)).exists());
		List<String> issued = new CopyOnWriteArrayList<>();
		List<String> received = new CopyOnWriteArrayList<>();
		try (EmbeddedDirectory directory = EmbeddedDirectory.start((options) -> options.users(USER).saml(saml));
				ForkedApplication application = ForkedApplication.startWith(libraries, directory.properties())) {
			directory.on(Hop.WS_TRUST).intercept((request, hop) -> {
				Reply reply = hop.respond(request);
				issued.add(assertion(reply.body()));
				return reply;
			});
			directory.on(Hop.TOKEN).intercept((request, hop) -> {
				received.add(new String(Base64.getUrlDecoder().decode(request.form().get("assertion")),
						StandardCharsets.UTF_8));
				return hop.respond(request);
			});
			assertThat(application.ask("token")).isEqualTo("INTEGRATED rocket@contoso.com");
			assertThat(application.ask("transformer")).contains(name.equals("none") ? "com.sun" : name);
		}
		assertThat(received).hasSize(1).isEqualTo(issued);
		assertThat(received.get(0)).containsAnyOf("\uD83D\uDE80", "&#128640;");
	}

	static Stream<Arguments> libraries() {
		return Stream.of(SamlVersion.values())
			.flatMap((saml) -> Stream.of(arguments("none", saml), arguments("saxon", saml), arguments("xalan", saml)));
	}

	private static String assertion(String response) {
		return response.substring(response.indexOf("<saml:Assertion"), response.indexOf("</t:RequestedSecurityToken>"));
	}

}
