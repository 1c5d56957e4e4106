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

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;

import io.github.iwaspring.IwaToken;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.StreamingHttpOutputMessage;
import org.springframework.http.client.AbstractClientHttpRequest;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.util.FastByteArrayOutputStream;

/**
 * A request that gets a token where it leaves, as {@link TokenSender} describes. Its body
 * is streamed if the transport streams bodies.
 * <p>
 * With a token, a body that can be written only once is kept up to a size
 * ({@link KeptBody}), so that the request can be sent again. A larger one is sent once.
 */
final class BearerTokenRequest extends AbstractClientHttpRequest
		implements StreamingHttpOutputMessage, TokenSender.Transmission {

	private final URI url;

	private final HttpMethod method;

	private final ClientHttpRequestFactory transport;

	private final TokenSender sender;

	private @Nullable Body body;

	private @Nullable FastByteArrayOutputStream written;

	BearerTokenRequest(URI url, HttpMethod method, ClientHttpRequestFactory transport, TokenSender sender) {
		this.url = url;
		this.method = method;
		this.transport = transport;
		this.sender = sender;
	}

	@Override
	public HttpMethod getMethod() {
		return this.method;
	}

	@Override
	public URI getURI() {
		return this.url;
	}

	@Override
	public void setBody(Body body) {
		assertNotExecuted();
		this.body = body;
	}

	@Override
	protected OutputStream getBodyInternal(HttpHeaders headers) {
		FastByteArrayOutputStream written = (this.written != null) ? this.written : new FastByteArrayOutputStream();
		this.written = written;
		this.body = new WrittenBody(written);
		return written;
	}

	@Override
	protected ClientHttpResponse executeInternal(HttpHeaders headers) throws IOException {
		return this.sender.send(this, this);
	}

	@Override
	public ClientHttpResponse send(@Nullable IwaToken token) throws IOException {
		ClientHttpRequest request = this.transport.createRequest(this.url, this.method);
		request.getHeaders().addAll(getHeaders());
		request.getAttributes().putAll(getAttributes());
		if (token != null) {
			request.getHeaders().setBearerAuth(token.value());
		}
		Body body = this.body;
		if (body != null && token != null) {
			body = KeptBody.of(body);
			this.body = body;
		}
		if (body != null && request instanceof StreamingHttpOutputMessage streaming) {
			streaming.setBody(body);
		}
		else if (body != null) {
			body.writeTo(request.getBody());
		}
		return request.execute();
	}

	@Override
	public boolean isRepeatable() {
		return !(this.body instanceof KeptBody kept) || kept.isKept();
	}

	/**
	 * A body that was written to memory before.
	 */
	private record WrittenBody(FastByteArrayOutputStream written) implements Body {

		@Override
		public void writeTo(OutputStream out) throws IOException {
			this.written.writeTo(out);
		}

		@Override
		public boolean repeatable() {
			return true;
		}

	}

}
