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
import com.azure.core.credential.TokenRequestContext;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * Gets its tokens as a client of the Azure SDK does.
 */
@Component
class Vault {

	private final TokenCredential credential;

	Vault(@Qualifier("iwaTokenCredential") TokenCredential credential) {
		this.credential = credential;
	}

	String token(String scope) {
		return this.credential.getTokenSync(new TokenRequestContext().addScopes(scope)).getToken();
	}

}
