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

package io.github.iwaspring.kerberos;

import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.Oid;

/**
 * The JVM-wide switch between Java's GSSAPI and the platform's. The JDK reads it once,
 * when GSSAPI is first used.
 */
final class NativeJgss {

	private static final Log logger = LogFactory.getLog(NativeJgss.class);

	private static final String SWITCH = "sun.security.jgss.native";

	private static final String KERBEROS = "1.2.840.113554.1.2.2";

	private static boolean verified;

	private NativeJgss() {
	}

	/**
	 * Selects the platform's GSSAPI on the first call, and checks that this took effect.
	 * @return a manager that calls the platform's library
	 * @throws IwaException {@code provider-unavailable} if the JVM uses Java's GSSAPI, or
	 * there is no library
	 */
	static synchronized GSSManager manager() {
		if (!verified) {
			select();
			verified = true;
		}
		return GSSManager.getInstance();
	}

	/**
	 * Checks that this JVM uses Java's own GSSAPI: the platform's does not know the
	 * tickets that Java has read.
	 * @throws IwaException {@code provider-unavailable} if it does not
	 */
	static void requireJava() {
		Set<String> ofJava = javaMechanisms();
		if (!ofJava.contains(KERBEROS)) {
			throw unavailable(
					"The JDK's own Kerberos cannot be used: this JVM has no Java GSSAPI, since its security provider "
							+ "SunJGSS is missing.",
					"Add SunJGSS to the list security.provider.<n> in java.security (FIPS configurations often lack it), "
							+ "or set iwa.kerberos.provider to 'native', without a ticket cache, keytab or principal.");
		}
		Set<String> mechanisms = mechanisms();
		if (mechanisms.isEmpty() || !ofJava.containsAll(mechanisms)) {
			throw unavailable(
					"The JDK's own Kerberos cannot be used: this JVM uses the platform's GSSAPI (" + SWITCH
							+ "=true, when it first used GSSAPI).",
					"Remove that property, and what sets it, or set iwa.kerberos.provider to 'native', without a ticket "
							+ "cache, keytab or principal.");
		}
	}

	private static void select() {
		String before = System.getProperty(SWITCH);
		if (before != null && !Boolean.parseBoolean(before)) {
			throw unavailable(
					"The platform's Kerberos cannot be used: the system property " + SWITCH + " is '" + before + "'.",
					"Remove that property from the command line, or set iwa.kerberos.provider to 'java'.");
		}
		if (before == null && !PlatformLibrary.isUsable()) {
			throw noLibrary();
		}
		System.setProperty(SWITCH, "true");
		try {
			requireNative(mechanisms());
		}
		catch (IwaException ex) {
			if (before == null) {
				System.clearProperty(SWITCH);
			}
			throw ex;
		}
		if (before == null) {
			logger.info("This JVM now uses the platform's GSSAPI, in all its libraries (" + SWITCH
					+ "=true), because iwa.kerberos.provider is 'native'.");
		}
	}

	private static void requireNative(Set<String> mechanisms) {
		if (mechanisms.isEmpty()) {
			throw noLibrary();
		}
		if (javaMechanisms().containsAll(mechanisms)) {
			throw unavailable("The platform's Kerberos cannot be used: this JVM has used Java's own GSSAPI before.",
					"Start the JVM with -D" + SWITCH + "=true, or set iwa.kerberos.provider to 'java'.");
		}
	}

	private static IwaException noLibrary() {
		return unavailable("The platform's Kerberos cannot be used: no GSSAPI library could be loaded.",
				"Install MIT Kerberos (libgssapi-krb5-2 on Debian and Ubuntu, krb5-libs on Fedora and Red Hat), or "
						+ "name the library in the system property sun.security.jgss.lib. Then restart the "
						+ "application.");
	}

	private static Set<String> mechanisms() {
		return Arrays.stream(GSSManager.getInstance().getMechs()).map(Oid::toString).collect(Collectors.toSet());
	}

	/**
	 * Returns the mechanisms of Java's GSSAPI, which security providers register. A
	 * platform's library has others as well.
	 */
	private static Set<String> javaMechanisms() {
		return Arrays.stream(Security.getProviders())
			.flatMap((provider) -> provider.getServices().stream())
			.filter((service) -> service.getType().equals("GssApiMechanism"))
			.map(Provider.Service::getAlgorithm)
			.collect(Collectors.toSet());
	}

	private static IwaException unavailable(String description, String action) {
		return IwaException.of(IwaErrorCode.PROVIDER_UNAVAILABLE, Stage.KERBEROS)
			.description(description)
			.action(action)
			.local()
			.build();
	}

}
