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

package io.github.iwaspring.benchmarks;

import com.microsoft.aad.msal4j.IAccount;
import io.github.iwaspring.test.EmbeddedDirectory;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A signed-in client of raw msal4j.
 */
@State(Scope.Benchmark)
public class Msal4jState {

	private final EmbeddedDirectory directory = EmbeddedDirectory.start();

	final RawMsal4j client = RawMsal4j.create(this.directory);

	final IAccount account = this.client.signIn().account();

	@TearDown
	public void stop() {
		this.directory.close();
	}

}
