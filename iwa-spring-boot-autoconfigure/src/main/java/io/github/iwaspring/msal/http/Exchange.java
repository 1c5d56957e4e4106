package io.github.iwaspring.msal.http;

import java.net.URI;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;

/**
 * A request at its hop, as messages name it: by method and host, never by its URL, which
 * may hold the user's name.
 *
 * @param hop the hop
 * @param method the HTTP method
 * @param url where it goes
 */
record Exchange(Hop hop, String method, URI url) {

	IwaException.Builder failure(IwaErrorCode code, String whatHappened) {
		return IwaException.of(code, this.hop.stage()).fact(this + " " + whatHappened);
	}

	IwaException.Builder failure(IwaErrorCode code, Answer answer, String whatThatMeans) {
		return failure(code, "was answered with status " + answer.status() + ": " + whatThatMeans)
			.retryAfter(answer.retryAfter());
	}

	@Override
	public String toString() {
		return this.method + " to " + this.url.getHost() + " (" + this.hop.description() + ")";
	}

}
