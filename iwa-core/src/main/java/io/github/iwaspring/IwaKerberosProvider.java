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

package io.github.iwaspring;

/**
 * The Kerberos implementation that requests the tickets.
 */
public enum IwaKerberosProvider {

	/**
	 * The JDK's where a ticket cache, a keytab or a principal is set, else the platform's
	 * on Windows and the JDK's elsewhere.
	 */
	AUTO,

	/**
	 * The JDK's own, which reads ticket caches and keytabs in files.
	 */
	JAVA,

	/**
	 * The platform's: SSPI on Windows, GSSAPI elsewhere.
	 */
	NATIVE

}
