package io.github.iwaspring.directory;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

import com.microsoft.aad.msal4j.IHttpClient;

/**
 * The version of msal4j, for the header that tells it to Entra ID.
 * <p>
 * msal4j reads it from the manifest of its jar. Where its classes were unpacked or packed
 * into the jar of an application, that is "1.0" or the version of the application, and
 * for a client that old a tenant with Seamless SSO calls its federated users managed. So
 * what the build of msal4j left beside its classes counts, else the version that this
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
