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

package io.github.iwaspring.azure;

import java.util.Set;

import io.github.iwaspring.entra.Authority;
import io.github.iwaspring.entra.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * What requests of Azure's clients, and the servers behind them, are judged by.
 *
 * @param authority the authority that issues the tokens, or {@code null} if the
 * application has its own token service and names none
 * @param sqlHosts the database servers that may get tokens beside those of Azure SQL
 */
public record AzureSettings(@Nullable Authority authority, Set<HostAndPort> sqlHosts) {

}
