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

package io.github.iwaspring.it;

import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.microsoft.aad.msal4j.HttpRequest;
import com.microsoft.aad.msal4j.HttpResponse;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.IHttpResponse;
import io.github.iwaspring.IwaChannelBinding;
import io.github.iwaspring.IwaKerberosProvider;
import io.github.iwaspring.kerberos.JavaKerberosCredentials;
import io.github.iwaspring.kerberos.KerberosIdentity;
import io.github.iwaspring.kerberos.KerberosSettings;
import io.github.iwaspring.kerberos.SpnegoContext;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.tenant.User;

/**
 * Sends the requests of msal4j to an embedded directory, with a ticket where one is
 * needed, and records them.
 */
final class RecordingHttpClient implements IHttpClient {

	private final List<HttpRequest> requests = new CopyOnWriteArrayList<>();

	private final List<Thread> threads = new CopyOnWriteArrayList<>();

	private final KerberosIdentity identity;

	private final HttpClient client;

	private volatile int firstFailing = Integer.MAX_VALUE;

	RecordingHttpClient(EmbeddedDirectory directory, User user) {
		this.identity = new JavaKerberosCredentials(new KerberosSettings(IwaKerberosProvider.JAVA,
				directory.ticketCache(user), null, null, directory.krb5Conf(), null, IwaChannelBinding.AUTO))
			.current();
		this.client = HttpClient.newBuilder().sslContext(DirectoryTrust.of(directory)).build();
	}

	/**
	 * Throws {@link Failure} instead of sending a request, and those after it.
	 * @param number the number of the request, from 1
	 */
	void failFrom(int number) {
		this.firstFailing = number;
	}

	List<HttpRequest> requests() {
		return this.requests;
	}

	/**
	 * The thread of each request.
	 */
	List<Thread> threads() {
		return this.threads;
	}

	/**
	 * The decoded body of a request that has one.
	 * @param index the index of the request, from 0
	 */
	String body(int index) {
		return URLDecoder.decode(this.requests.get(index).body(), StandardCharsets.UTF_8);
	}

	@Override
	public IHttpResponse send(HttpRequest request) throws Exception {
		this.requests.add(request);
		this.threads.add(Thread.currentThread());
		if (this.requests.size() >= this.firstFailing) {
			throw new Failure();
		}
		java.net.http.HttpRequest.Builder builder = java.net.http.HttpRequest
			.newBuilder(URI.create(request.url().toString()));
		if (request.headers() != null) {
			request.headers().forEach(builder::header);
		}
		if (request.body() != null) {
			builder.POST(BodyPublishers.ofString(request.body()));
		}
		if (request.url().getPath().endsWith("/windowstransport")) {
			builder.header("Authorization", "Negotiate " + ticket(request.url().getHost()));
		}
		java.net.http.HttpResponse<String> received = this.client.send(builder.build(), BodyHandlers.ofString());
		HttpResponse response = new HttpResponse().statusCode(received.statusCode()).body(received.body());
		response.addHeaders(received.headers().map());
		return response;
	}

	private String ticket(String host) {
		try (SpnegoContext context = this.identity.createContext(host, () -> null)) {
			return Base64.getEncoder().encodeToString(context.nextToken(null));
		}
	}

	/**
	 * An exception that msal4j does not know.
	 */
	static final class Failure extends RuntimeException {

	}

}
