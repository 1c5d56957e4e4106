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

package io.github.iwaspring.directory;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.iwaspring.directory.DirectoryRequest.ProtocolStep;
import io.github.iwaspring.support.Json;
import org.jspecify.annotations.Nullable;

/**
 * The responses that say how users sign in: user realms and federation metadata. They
 * hold for a day, so that a repeated sign-in needs neither request. Holds nothing secret.
 * Safe for use by several threads.
 * <p>
 * The user realm names the host that gets a ticket. One that another process has left in
 * a file is therefore not used before this process has asked for it once; federation
 * metadata can only name that host again.
 */
public final class DiscoveryCache {

	private static final Duration LIFETIME = Duration.ofDays(1);

	/**
	 * A response of this age is not in doubt, whatever fails after it.
	 */
	private static final Duration RECENT = Duration.ofMinutes(5);

	private static final int MAX_SIZE = 16;

	private static final Set<ProtocolStep> CACHEABLE = Set.of(ProtocolStep.USER_REALM,
			ProtocolStep.FEDERATION_METADATA);

	private final InstantSource clock;

	private final Map<URI, CachedResponse> responses = new LinkedHashMap<>();

	/**
	 * The URLs that were requested by this process.
	 */
	private final Set<URI> requested = new HashSet<>();

	/**
	 * Creates an empty cache.
	 * @param clock tells when a response is too old
	 */
	public DiscoveryCache(InstantSource clock) {
		this.clock = clock;
	}

	/**
	 * Finds the response to an earlier request for the same URL.
	 * @return the response, or {@code null} if there is none, or none of the last day
	 */
	synchronized @Nullable DirectoryResponse get(DirectoryRequest request) {
		CachedResponse cached = this.responses.get(request.url());
		if (cached == null || !CACHEABLE.contains(request.step()) || !cached.isValidAt(this.clock.instant())) {
			return null;
		}
		if (request.step() == ProtocolStep.USER_REALM && !this.requested.contains(request.url())) {
			return null;
		}
		return new DirectoryResponse(200, HttpHeaders.of(Map.of(), (name, value) -> true), cached.body(),
				cached.certificate());
	}

	/**
	 * Adds a valid response, unless its protocol step is not cacheable.
	 * @param body the part of its body to keep
	 */
	synchronized void put(DirectoryRequest request, DirectoryResponse response, String body) {
		if (CACHEABLE.contains(request.step())) {
			this.requested.add(request.url());
			add(new CachedResponse(request.url(), body, response.serverCertificate(), this.clock.instant()));
		}
	}

	/**
	 * Removes what is older than five minutes, because a sign-in failed that it may
	 * explain.
	 * @return whether there was any
	 */
	public synchronized boolean removeOutdated() {
		Instant now = this.clock.instant();
		return this.responses.values().removeIf((response) -> response.since().plus(RECENT).isBefore(now));
	}

	/**
	 * Returns the clock that tells how old a response is.
	 * @return the clock
	 */
	public InstantSource clock() {
		return this.clock;
	}

	/**
	 * Returns the content.
	 * @return the responses, the oldest first
	 */
	public synchronized List<CachedResponse> content() {
		return List.copyOf(this.responses.values());
	}

	/**
	 * Adds the content of another process.
	 * @param others its responses; those that are older than ours are ignored, and so are
	 * all that this process has requested itself
	 */
	public synchronized void add(Collection<CachedResponse> others) {
		for (CachedResponse other : others) {
			CachedResponse present = this.responses.get(other.url());
			boolean own = present != null && this.requested.contains(other.url())
					&& present.isValidAt(this.clock.instant());
			if (!own && (present == null || present.since().isBefore(other.since()))) {
				this.requested.remove(other.url());
				add(other);
			}
		}
	}

	private void add(CachedResponse response) {
		this.responses.remove(response.url());
		this.responses.put(response.url(), response);
		while (this.responses.size() > MAX_SIZE) {
			URI oldest = this.responses.keySet().iterator().next();
			this.responses.remove(oldest);
			this.requested.remove(oldest);
		}
	}

	/**
	 * A response in the cache.
	 *
	 * @param url the URL of the request
	 * @param body the body
	 * @param certificate the certificate of the server, to which tickets for the same
	 * origin are bound; {@code null} if there is none
	 * @param since the time of the response
	 */
	public record CachedResponse(URI url, String body, @Nullable X509Certificate certificate, Instant since) {

		boolean isValidAt(Instant now) {
			return !this.since.isAfter(now) && this.since.plus(LIFETIME).isAfter(now);
		}

		/**
		 * Returns the response as members of a JSON object.
		 * @return the members
		 */
		public Map<String, String> toMembers() {
			return Map.of("url", this.url.toString(), "body", this.body, "since", this.since.toString(), "certificate",
					encode(this.certificate));
		}

		/**
		 * Reads the members of a JSON object.
		 * @param members the members
		 * @return the response
		 * @throws IllegalArgumentException if they are not those of a response
		 */
		public static CachedResponse of(Json members) {
			try {
				return new CachedResponse(URI.create(members.text("url")), members.text("body"),
						decode(members.text("certificate")), Instant.parse(members.text("since")));
			}
			catch (RuntimeException | CertificateException ex) {
				throw new IllegalArgumentException("Not a cached response", ex);
			}
		}

		private static String encode(@Nullable X509Certificate certificate) {
			try {
				return (certificate != null) ? Base64.getEncoder().encodeToString(certificate.getEncoded()) : "";
			}
			catch (CertificateEncodingException ex) {
				return ""; // it is learnt again
			}
		}

		private static @Nullable X509Certificate decode(String text) throws CertificateException {
			return text.isEmpty() ? null : (X509Certificate) CertificateFactory.getInstance("X.509")
				.generateCertificate(new ByteArrayInputStream(Base64.getDecoder().decode(text)));
		}

		/**
		 * Omits the URL, which names the user.
		 */
		@Override
		public String toString() {
			return "CachedResponse[host=" + this.url.getHost() + "]";
		}

	}

}
