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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.iwaspring.IwaTokenRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.invoker.HttpExchangeAdapter;
import org.springframework.web.service.invoker.HttpRequestValues;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link IwaHttpRequestValuesProcessor}.
 */
class IwaHttpRequestValuesProcessorTests {

	private final RecordingAdapter adapter = new RecordingAdapter();

	private final IwaHttpRequestValuesProcessor processor = new IwaHttpRequestValuesProcessor(
			new MockEnvironment().withProperty("client", "billing").withProperty("resource", "api://billing"));

	@Test
	void methodBeatsTypeBeatsGroup() {
		Reports reports = create(Reports.class, this.processor.forGroup("group"));
		reports.ofTheType();
		reports.ofTheMethod();
		create(Plain.class, this.processor.forGroup("group")).get();
		create(Plain.class, this.processor).get();
		assertThat(this.adapter.selections).containsExactly(new TokenSelection("reports", null),
				new TokenSelection("archive", null), new TokenSelection("group", null), TokenSelection.NONE);
	}

	@Test
	void scopesOfTheMethodBeatThoseOfItsClient() {
		create(Reports.class, this.processor).withScopes();
		assertThat(this.adapter.selections).containsExactly(new TokenSelection("reports", scopes("api://reports/x")));
	}

	@Test
	void scopesOfTheTypeAreNotForAClientOfTheMethod() {
		Scoped scoped = create(Scoped.class, this.processor.forGroup("group"));
		scoped.ofTheType();
		scoped.ofTheMethod();
		assertThat(this.adapter.selections).containsExactly(new TokenSelection("group", scopes("type", "type2")),
				new TokenSelection("archive", null));
	}

	@Test
	void placeholdersAreResolved() {
		Placeholders placeholders = create(Placeholders.class, this.processor);
		placeholders.get();
		placeholders.get();
		assertThat(this.adapter.selections).hasSize(2)
			.containsOnly(new TokenSelection("billing", scopes("api://billing/.default")));
		assertThatIllegalArgumentException().isThrownBy(placeholders::unresolvable).withMessageContaining("nowhere");
	}

	private <S> S create(Class<S> type, IwaHttpRequestValuesProcessor processor) {
		return HttpServiceProxyFactory.builderFor(this.adapter)
			.httpRequestValuesProcessor(processor)
			.build()
			.createClient(type);
	}

	private static IwaTokenRequest scopes(String... scopes) {
		return IwaTokenRequest.defaults().withScopes(scopes);
	}

	interface Plain {

		@GetExchange("/")
		void get();

	}

	@IwaClient("reports")
	interface Reports {

		@GetExchange("/")
		void ofTheType();

		@GetExchange("/")
		@IwaClient("archive")
		void ofTheMethod();

		@GetExchange("/")
		@IwaScopes("api://reports/x")
		void withScopes();

	}

	@IwaScopes({ "type", "type2" })
	interface Scoped {

		@GetExchange("/")
		void ofTheType();

		@GetExchange("/")
		@IwaClient("archive")
		void ofTheMethod();

	}

	@IwaClient("${client}")
	interface Placeholders {

		@GetExchange("/")
		@IwaScopes("${resource}/.default")
		void get();

		@GetExchange("/")
		@IwaScopes("${nowhere}")
		void unresolvable();

	}

	/**
	 * Keeps what the interfaces of the requests say.
	 */
	private static final class RecordingAdapter implements HttpExchangeAdapter {

		private final List<TokenSelection> selections = new ArrayList<>();

		@Override
		public boolean supportsRequestAttributes() {
			return true;
		}

		@Override
		public void exchange(HttpRequestValues values) {
			Map<String, Object> attributes = values.getAttributes();
			this.selections.add(IwaRequestAttributes.selection(attributes));
		}

		@Override
		public HttpHeaders exchangeForHeaders(HttpRequestValues values) {
			throw new UnsupportedOperationException();
		}

		@Override
		public <T> @Nullable T exchangeForBody(HttpRequestValues values, ParameterizedTypeReference<T> bodyType) {
			throw new UnsupportedOperationException();
		}

		@Override
		public ResponseEntity<Void> exchangeForBodilessEntity(HttpRequestValues values) {
			throw new UnsupportedOperationException();
		}

		@Override
		public <T> ResponseEntity<T> exchangeForEntity(HttpRequestValues values,
				ParameterizedTypeReference<T> bodyType) {
			throw new UnsupportedOperationException();
		}

	}

}
