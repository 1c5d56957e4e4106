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

import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.client.reactive.MockClientHttpRequest;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ExchangeStrategies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SignedInClientRequest}.
 */
class SignedInClientRequestTests {

	private static final URI URL = URI.create("https://orders.contoso.com/1");

	private final ClientRequest request = ClientRequest.create(HttpMethod.PUT, URL)
		.header("X-Order", "1")
		.cookie("basket", "full")
		.attribute("colour", "red")
		.httpRequest((target) -> target.getHeaders().set("X-Native", "yes"))
		.body(BodyInserters.fromValue("two apples"))
		.build();

	private final SignedInClientRequest signedIn = new SignedInClientRequest(this.request, "token-1", URL::equals);

	private final MockClientHttpRequest target = new MockClientHttpRequest(HttpMethod.PUT, URL);

	@Test
	void writeToWritesTheWholeRequestAndTheToken() {
		write(this.signedIn);
		assertThat(this.target.getHeaders().get(HttpHeaders.AUTHORIZATION)).containsExactly("Bearer token-1");
		assertThat(this.target.getHeaders().getFirst("X-Order")).isEqualTo("1");
		assertThat(this.target.getHeaders().getFirst("X-Native")).isEqualTo("yes");
		assertThat(this.target.getCookies().getFirst("basket")).extracting("value").isEqualTo("full");
		assertThat(this.target.getAttributes()).containsEntry("colour", "red");
		assertThat(this.target.getBodyAsString().block(Duration.ofSeconds(10))).isEqualTo("two apples");
	}

	@Test
	void laterFilterSeesTheWholeRequestAndTheToken() {
		assertThat(this.signedIn.headers().get("authorization")).containsExactly("Bearer token-1");
		assertThat(this.signedIn.headers().getFirst("X-Order")).isEqualTo("1");
		assertThat(this.signedIn.method()).isEqualTo(HttpMethod.PUT);
		assertThat(this.signedIn.url()).isEqualTo(URL);
		assertThat(this.signedIn.cookies()).isEqualTo(this.request.cookies());
		assertThat(this.signedIn.attributes()).isEqualTo(this.request.attributes());
		assertThat(this.signedIn.logPrefix()).isEqualTo(this.request.logPrefix());
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> this.signedIn.headers().setBearerAuth("another"));
	}

	@Test
	void laterFilterMayBuildItsOwnRequest() {
		write(ClientRequest.from(this.signedIn).header("X-Trace", "2").build());
		assertThat(this.target.getHeaders().get(HttpHeaders.AUTHORIZATION)).containsExactly("Bearer token-1");
		assertThat(this.target.getHeaders().getFirst("X-Native")).isEqualTo("yes");
		assertThat(this.target.getHeaders().getFirst("X-Trace")).isEqualTo("2");
		assertThat(this.target.getBodyAsString().block(Duration.ofSeconds(10))).isEqualTo("two apples");
	}

	@Test
	void requestThatALaterFilterSendsElsewhereHasNoToken() {
		URI elsewhere = URI.create("https://replica.contoso.com/1");
		List<ClientRequest> rewritten = List.of(ClientRequest.from(this.signedIn).url(elsewhere).build(),
				ClientRequest.create(HttpMethod.PUT, elsewhere)
					.headers((headers) -> headers.addAll(this.signedIn.headers()))
					.body(this.signedIn.body())
					.build(),
				ClientRequest.from(ClientRequest.from(this.signedIn).header("X-Trace", "2").build())
					.url(elsewhere)
					.build());
		for (ClientRequest request : rewritten) {
			MockClientHttpRequest target = new MockClientHttpRequest(HttpMethod.PUT, elsewhere);
			request.writeTo(target, ExchangeStrategies.withDefaults()).block(Duration.ofSeconds(10));
			assertThat(target.getHeaders().containsHeader(HttpHeaders.AUTHORIZATION)).isFalse();
			assertThat(target.getHeaders().getFirst("X-Order")).isEqualTo("1");
			assertThat(target.getBodyAsString().block(Duration.ofSeconds(10))).isEqualTo("two apples");
		}
		assertThat(this.signedIn.isSentElsewhere()).isTrue();
	}

	@Test
	void headerThatALaterFilterSetsForAnotherUrlIsKept() {
		MockClientHttpRequest target = new MockClientHttpRequest(HttpMethod.PUT, "https://replica.contoso.com/1");
		ClientRequest request = ClientRequest.from(this.signedIn)
			.url(target.getURI())
			.headers((headers) -> headers.setBasicAuth("abc"))
			.build();
		request.writeTo(target, ExchangeStrategies.withDefaults()).block(Duration.ofSeconds(10));
		assertThat(target.getHeaders().get(HttpHeaders.AUTHORIZATION)).containsExactly("Basic abc");
	}

	@Test
	void wrappedRequestIsNotModified() {
		write(this.signedIn);
		assertThat(this.signedIn.headers()).isNotEqualTo(this.request.headers());
		assertThat(this.request.headers().containsHeader(HttpHeaders.AUTHORIZATION)).isFalse();
	}

	@Test
	void authorizationHeaderOfTheTransportIsKept() {
		this.target.getHeaders().setBasicAuth("abc");
		write(this.signedIn);
		assertThat(this.target.getHeaders().get(HttpHeaders.AUTHORIZATION)).containsExactly("Basic abc");
	}

	@Test
	void wrappedRequestWritesItself() {
		ClientRequest own = (ClientRequest) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { ClientRequest.class }, (proxy, method, arguments) -> {
					assertThat(method.getName()).isEqualTo("writeTo");
					this.target.getHeaders().set("X-Own", "yes");
					return this.target.setComplete();
				});
		write(new SignedInClientRequest(own, "token-1", URL::equals));
		assertThat(this.target.getHeaders().getFirst("X-Own")).isEqualTo("yes");
		assertThat(this.target.getHeaders().get(HttpHeaders.AUTHORIZATION)).containsExactly("Bearer token-1");
	}

	private void write(ClientRequest request) {
		request.writeTo(this.target, ExchangeStrategies.withDefaults()).block(Duration.ofSeconds(10));
	}

}
