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

import java.util.List;
import java.util.stream.IntStream;

import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the published POMs: the metadata for Maven Central, and the dependencies that
 * an application gets.
 */
class PublishedPomTests {

	private final XPath xpath = XPathFactory.newInstance().newXPath();

	@ParameterizedTest
	@EnumSource
	void pomHasWhatMavenCentralAsksFor(PublishedModule module) {
		assertThat(List.of("groupId", "artifactId", "version", "name", "description", "url", "licenses/license/name",
				"licenses/license/url", "developers/developer/name", "scm/connection", "scm/developerConnection",
				"scm/url", "issueManagement/url"))
			.allSatisfy((element) -> assertThat(texts(module, "/project/" + element)).singleElement()
				.asString()
				.isNotBlank());
		assertThat(texts(module, "/project/artifactId")).containsExactly(module.artifactId());
		assertThat(texts(module, "/project/scm/*"))
			.allSatisfy((url) -> assertThat(url).matches(".*github\\.com/iwaspring/iwa-spring-boot(\\.git)?"));
	}

	@ParameterizedTest
	@EnumSource
	void pomHasNoParentAndNoRepository(PublishedModule module) {
		assertThat(texts(module, "/project/parent")).isEmpty();
		assertThat(texts(module, "//repository")).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BOM")
	void pomManagesNoVersionsOfOthers(PublishedModule module) {
		assertThat(texts(module, "/project/dependencyManagement")).isEmpty();
	}

	@Test
	void bomManagesTheJarsOfThisProjectAndNothingElse() {
		String managed = "/project/dependencyManagement/dependencies/dependency";
		assertThat(texts(PublishedModule.BOM, managed + "/artifactId")).containsExactlyInAnyOrder("iwa-core",
				"iwa-spring-boot-autoconfigure", "iwa-spring-boot-starter", "iwa-spring-boot-test");
		assertThat(texts(PublishedModule.BOM, managed + "/groupId")).containsOnly("io.github.iwaspring");
		assertThat(texts(PublishedModule.BOM, managed + "/version")).containsOnly("${project.version}");
		assertThat(texts(PublishedModule.BOM, "/project/dependencies")).isEmpty();
	}

	@Test
	void coreBringsMsal4jAndNothingOfSpring() {
		String dependency = "/project/dependencies/dependency";
		assertThat(texts(PublishedModule.CORE, dependency + "[not(optional = 'true')]/artifactId"))
			.containsExactlyInAnyOrder("msal4j", "azure-json", "commons-logging", "jspecify");
		assertThat(texts(PublishedModule.CORE, dependency + "[optional = 'true']/artifactId"))
			.containsExactlyInAnyOrder("jna-platform", "reactor-core");
	}

	@Test
	void embeddedDirectoryBringsNothingOfSpringAndNoLibraryOfOurs() {
		String dependency = "/project/dependencies/dependency";
		assertThat(texts(PublishedModule.TEST, dependency + "[not(optional = 'true')]/artifactId"))
			.containsExactlyInAnyOrder("kerb-server", "kerb-util", "nimbus-jose-jwt", "bcpkix-jdk18on", "jspecify");
		assertThat(texts(PublishedModule.TEST, dependency + "[optional = 'true']/artifactId"))
			.containsExactlyInAnyOrder("iwa-core", "spring-boot-autoconfigure", "spring-test", "junit-jupiter-api");
	}

	@ParameterizedTest
	@EnumSource(names = { "AUTOCONFIGURE", "STARTER" })
	void springBootIsTheLowestThatIsSupported(PublishedModule module) {
		assertThat(texts(module, "/project/dependencies/dependency[groupId = 'org.springframework.boot']/version"))
			.isNotEmpty()
			.containsOnly("4.0.0");
	}

	@Test
	void starterBringsBothClientsAndNoServer() {
		assertThat(texts(PublishedModule.STARTER, "/project/dependencies/dependency/artifactId"))
			.containsExactlyInAnyOrder("iwa-spring-boot-autoconfigure", "spring-boot-starter-webclient",
					"spring-boot-starter-restclient", "jna-platform");
	}

	private List<String> texts(PublishedModule module, String expression) {
		try {
			NodeList nodes = (NodeList) this.xpath.evaluate(expression, module.pom(), XPathConstants.NODESET);
			return IntStream.range(0, nodes.getLength()).mapToObj(nodes::item).map(Node::getTextContent).toList();
		}
		catch (XPathExpressionException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

}
