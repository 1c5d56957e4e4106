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

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

import com.microsoft.aad.msal4j.IHttpClient;

/**
 * The version of msal4j, for the header that reports it to Entra ID.
 * <p>
 * msal4j reads the version from the manifest of its jar. If its classes were repackaged,
 * that is "1.0" or the version of the application, and for such an old client a tenant
 * with Seamless SSO calls federated users managed. So the version is read from the build
 * properties next to the classes of msal4j; without them it is the version that this
 * library was built with.
 */
final class Msal4jVersion {

	static final String HEADER = "x-client-VER";

	static final String BUILT_WITH = "1.26.1";

	static final String BUILD_PROPERTIES = "META-INF/maven/com.microsoft.azure/msal4j/pom.properties";

	private static final String VALUE = read(IHttpClient.class.getClassLoader());

	private Msal4jVersion() {
	}

	static String get() {
		return VALUE;
	}

	static String read(ClassLoader classes) {
		try (InputStream file = classes.getResourceAsStream(BUILD_PROPERTIES)) {
			Properties properties = new Properties();
			if (file != null) {
				properties.load(file);
			}
			String version = properties.getProperty("version", "").strip();
			return version.matches("[0-9]+\\.[0-9A-Za-z.-]+") ? version : BUILT_WITH;
		}
		catch (IOException | IllegalArgumentException unreadable) {
			return BUILT_WITH;
		}
	}

}
