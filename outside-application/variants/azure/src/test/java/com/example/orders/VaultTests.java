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

package com.example.orders;

import com.azure.core.credential.TokenCredential;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.test.EmbeddedIwa;
import io.github.iwaspring.test.tenant.Resource;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest
@EmbeddedIwa
class VaultTests {

	@Test
	void credentialHasTheTokenOfTheUser(@Autowired Vault vault, @Autowired IwaTokenService tokens) {
		String scope = Resource.ORDERS.defaultScope();
		assertThat(vault.token(scope)).isEqualTo(tokens.getToken(IwaTokenRequest.defaults().withScopes(scope)).value());
	}

	@Test
	void clientsOfSpringCloudAzureGetTheCredential(
			@Qualifier("springCloudAzureDefaultCredential") @Autowired TokenCredential springCloudAzures,
			@Qualifier("iwaTokenCredential") @Autowired TokenCredential ours) {
		assertThat(springCloudAzures).isSameAs(ours);
	}

}
