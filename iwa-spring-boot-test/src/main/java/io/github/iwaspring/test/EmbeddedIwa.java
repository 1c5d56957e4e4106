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

package io.github.iwaspring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

import org.springframework.test.context.aot.DisabledInAotMode;

/**
 * Lets the application of a test class sign in to an {@link EmbeddedDirectory}:
 * <pre class="code">
 * &#064;SpringBootTest
 * &#064;EmbeddedIwa
 * class OrdersTests { ... }
 * </pre>
 * <p>
 * All test classes share one directory, which ends with the test run. Its
 * {@linkplain EmbeddedDirectory#properties() properties} take precedence over those of
 * the application, but not over those of the test itself. The directory is a bean, and
 * test methods can have a parameter of type {@code EmbeddedDirectory}. After each test
 * the directory is {@linkplain EmbeddedDirectory#reset() set back}. Where JUnit runs
 * tests in parallel, those of these classes run one after the other.
 * <p>
 * The properties replace what all of the application's HTTP clients trust by the
 * certificate of the directory ({@code spring.http.clients.ssl.bundle}).
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@DisabledInAotMode("the addresses of the directory differ from start to start")
@ExtendWith(EmbeddedIwaExtension.class)
@ResourceLock("io.github.iwaspring.test.EmbeddedIwa")
public @interface EmbeddedIwa {

	/**
	 * The user who is signed in to the machine.
	 * @return the user principal name of one of the directory's users
	 */
	String user() default "alice@contoso.com";

}
