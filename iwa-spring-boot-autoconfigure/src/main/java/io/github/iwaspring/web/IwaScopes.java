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

package io.github.iwaspring.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Requests a token for other scopes than those of the client, for a method of an HTTP
 * interface or for all methods of the annotated interface: <pre class="code">
 * &#64;IwaScopes("api://reports/.default")
 * interface Reports {
 *
 * 	&#64;GetExchange("/reports")
 * 	String list();
 *
 * }
 * </pre> A method comes before its type. Methods that the interface inherits have the
 * annotations of the interface that declares them. Where the proxy is not of an HTTP
 * service group, an {@link IwaHttpRequestValuesProcessor} is needed.
 */
@Target({ ElementType.METHOD, ElementType.TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface IwaScopes {

	/**
	 * The scopes.
	 * @return scopes of one resource, at least one; each may hold placeholders
	 * (<code>${...}</code>)
	 */
	String[] value();

}
