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

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/**
 * A published module, as built.
 */
enum PublishedModule {

	CORE("iwa-core"), AUTOCONFIGURE("iwa-spring-boot-autoconfigure"), STARTER("iwa-spring-boot-starter"),
	TEST("iwa-spring-boot-test"), BOM("iwa-spring-boot-bom");

	private final String artifactId;

	private final Path folder;

	PublishedModule(String artifactId) {
		this.artifactId = artifactId;
		this.folder = Path.of("..", artifactId);
	}

	String artifactId() {
		return this.artifactId;
	}

	/**
	 * The classes of the module without its tests.
	 */
	JavaClasses classes() {
		return classes(this);
	}

	/**
	 * The classes of several modules without their tests.
	 */
	static JavaClasses classes(PublishedModule... modules) {
		return new ClassFileImporter()
			.importPaths(Stream.of(modules).map((module) -> module.folder.resolve("target/classes")).toList());
	}

	/**
	 * The Javadoc of a package, on one line.
	 */
	String packageInfo(String packageName) {
		Path source = this.folder.resolve("src/main/java")
			.resolve(packageName.replace('.', '/'))
			.resolve("package-info.java");
		try {
			return Files.readString(source).replaceAll("\\s+\\*?\\s*", " ");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The flattened POM.
	 */
	Document pom() {
		try (InputStream content = Files.newInputStream(this.folder.resolve("target/.flattened-pom.xml"))) {
			return DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(content);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (ParserConfigurationException | SAXException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
