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

package io.github.iwaspring.support;

import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import javax.crypto.KeyAgreement;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import org.jspecify.annotations.Nullable;

/**
 * The modules of the JDK that a sign-in needs. A runtime that {@code jlink} or
 * {@code jpackage} made has only the modules that were named, and those that they need.
 */
public enum RuntimeModule {

	/**
	 * GSSAPI, and the JDK's own Kerberos.
	 */
	KERBEROS("java.security.jgss", "Kerberos", "org.ietf.jgss", "javax.security.auth.kerberos"),

	/**
	 * The login module of Kerberos.
	 */
	LOGIN("jdk.security.auth", "the login with a ticket cache or a keytab", "com.sun.security.auth"),

	/**
	 * The look-up of domain controllers in DNS, which the JDK's Kerberos makes by JNDI.
	 */
	DNS("jdk.naming.dns", "the look-up of domain controllers in DNS", "com.sun.jndi.dns"),

	/**
	 * Elliptic curves. From JDK 22 on they are part of {@code java.base}.
	 */
	ELLIPTIC_CURVES("jdk.crypto.ec", "TLS with elliptic curves, which Entra ID demands", "sun.security.ec"),

	/**
	 * The HTTP client.
	 */
	HTTP_CLIENT("java.net.http", "the HTTP client", "java.net.http"),

	/**
	 * Logs, which JNA uses.
	 */
	LOGGING("java.logging", "logs, without which JNA does not start", "java.util.logging"),

	/**
	 * XML.
	 */
	XML("java.xml", "the messages of federation services", "javax.xml", "org.w3c.dom", "org.xml.sax");

	private final String id;

	private final String purpose;

	private final List<String> packages;

	RuntimeModule(String id, String purpose, String... packages) {
		this.id = id;
		this.purpose = purpose;
		this.packages = List.of(packages);
	}

	/**
	 * Checks that a class of the JDK is there.
	 * @param stage the stage of the failure
	 * @param type a lambda that names the class
	 * @throws IwaException {@code provider-unavailable} if this runtime lacks its module
	 */
	public static void require(Stage stage, Supplier<Class<?>> type) {
		try {
			Objects.requireNonNull(type.get());
		}
		catch (NoClassDefFoundError ex) {
			IwaException missing = explain(ex, stage);
			if (missing != null) {
				throw missing;
			}
			throw ex;
		}
	}

	/**
	 * Explains a failure whose reason is a missing module of this list.
	 * @param failure the failure, which may be the reason itself or be caused by it
	 * @param stage the stage of the failure
	 * @return an exception {@code provider-unavailable}, or {@code null} for any other
	 * failure
	 */
	public static @Nullable IwaException explain(Throwable failure, Stage stage) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof LinkageError || cause instanceof ClassNotFoundException) {
				String type = String.valueOf(cause.getMessage()).replace('/', '.');
				for (RuntimeModule module : values()) {
					if (module.has(type) && module.isMissing()) {
						Diagnosis diagnosis = module.diagnosis();
						return IwaException.of(diagnosis.code(), stage)
							.description(diagnosis.description())
							.action(diagnosis.action())
							.local()
							.cause(failure)
							.build();
					}
				}
			}
		}
		return null;
	}

	private boolean has(String type) {
		return this.packages.stream().anyMatch((name) -> type.contains(name + "."));
	}

	/**
	 * Whether this runtime lacks the module, and what it is needed for.
	 * @return {@code true} if it does
	 */
	public boolean isMissing() {
		return ModuleLayer.boot().findModule(this.id).isEmpty() && (this != ELLIPTIC_CURVES || !offersEllipticCurves());
	}

	/**
	 * Whether the runtime, or a security provider of the application, has them without
	 * the module.
	 */
	private static boolean offersEllipticCurves() {
		try {
			KeyAgreement.getInstance("ECDH");
			return true;
		}
		catch (NoSuchAlgorithmException ex) {
			return false;
		}
	}

	/**
	 * The meaning of a failure whose reason is that this runtime lacks the module.
	 * @return the diagnosis
	 */
	public Diagnosis diagnosis() {
		return new Diagnosis(IwaErrorCode.PROVIDER_UNAVAILABLE,
				"This Java runtime was made without the module " + this.id + " (" + this.purpose + ").",
				"Name it when the runtime is made: --add-modules " + this.id + " (jlink, jpackage)." + ((this == LOGIN)
						? " Or set iwa.kerberos.provider to 'native', without a ticket cache, keytab " + "or principal."
						: ""));
	}

}
