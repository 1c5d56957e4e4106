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

package io.github.iwaspring.test.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;

/**
 * Replaces sign-ins by test tokens, for tests without a directory: <pre class="code">
 * &#064;RestClientTest(Orders.class)
 * &#064;AutoConfigureTestIwaTokens
 * class OrdersTests { ... }
 * </pre>
 * <p>
 * The starter's clients send {@code Bearer test-token}, to the same hosts as ever. A
 * request with scopes of its own carries a token of its own, which the test gets from the
 * bean of type {@code IwaTokenService}. A token that an API refused is followed by
 * {@code test-token-2}. The user is {@code alice@contoso.com}. Nothing is sent to a
 * directory: {@code iwa.token.prefetch} and {@code iwa.diagnostics.on-startup} are off,
 * and {@code iwa.authority}, {@code iwa.client-id} and {@code iwa.scopes} may be missing.
 * <p>
 * Works with {@code @SpringBootTest}, and adds the starter's clients to
 * {@code @RestClientTest} and {@code @WebClientTest}. An {@code IwaTokenService} of the
 * application itself is kept.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ImportAutoConfiguration
public @interface AutoConfigureTestIwaTokens {

}
