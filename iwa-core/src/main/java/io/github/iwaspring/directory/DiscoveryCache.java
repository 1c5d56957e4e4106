package io.github.iwaspring.directory;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What the directory has said of how users sign in: their realm, and where their
 * federation service takes tickets. It is the same for a day, so that a sign-in which is
 * repeated needs neither question. Holds nothing secret. Safe for use by several threads.
 */
public final class DiscoveryCache {

	private static final Duration KEPT_FOR = Duration.ofDays(1);

	private static final int MOST = 16;

	private final InstantSource clock;

	private final Map<URI, CachedResponse> answers = new LinkedHashMap<>();

	/**
	 * Creates an empty memory.
	 * @param clock tells when an answer is too old
	 */
	public DiscoveryCache(InstantSource clock) {
		this.clock = clock;
	}

	/**
	 * Finds the answer to a question that was asked before.
	 */
	synchronized @Nullable DirectoryResponse recall(DirectoryRequest exchange) {
		CachedResponse known = this.answers.get(exchange.url());
		Instant now = this.clock.instant();
		if (known == null || !exchange.hop().isRemembered() || !known.isOf(now, KEPT_FOR)) {
			return null;
		}
		return new DirectoryResponse(200, HttpHeaders.of(Map.of(), (name, value) -> true), known.body(),
				known.certificate());
	}

	/**
	 * Remembers an answer that was of use.
	 * @param body what is to be remembered of its body
	 */
	synchronized void keep(DirectoryRequest exchange, DirectoryResponse answer, String body) {
		if (exchange.hop().isRemembered()) {
			add(new CachedResponse(exchange.url(), body, answer.serverCertificate(), this.clock.instant()));
		}
	}

	/**
	 * Forgets everything, since a sign-in with it has failed.
	 */
	public synchronized void forget() {
		this.answers.clear();
	}

	/**
	 * What is remembered.
	 * @return the answers, the oldest first
	 */
	public synchronized List<CachedResponse> content() {
		return List.copyOf(this.answers.values());
	}

	/**
	 * Adds what another run has remembered.
	 * @param others its answers, of which those that are older than ours do not count
	 */
	public synchronized void add(Collection<CachedResponse> others) {
		for (CachedResponse other : others) {
			CachedResponse own = this.answers.get(other.url());
			if (own == null || own.since().isBefore(other.since())) {
				add(other);
			}
		}
	}

	private void add(CachedResponse answer) {
		this.answers.remove(answer.url());
		this.answers.put(answer.url(), answer);
		while (this.answers.size() > MOST) {
			this.answers.remove(this.answers.keySet().iterator().next());
		}
	}

}
