package io.github.iwaspring.directory;

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
record DirectoryRequest(ProtocolStep hop, String method, URI url) {

	private static final int MAX_PATH = 200;

	IwaException.Builder failure(IwaErrorCode code, String whatHappened) {
		return IwaException.of(code, this.hop.stage()).description(this + " " + whatHappened);
	}

	IwaException.Builder failure(IwaErrorCode code, DirectoryResponse answer, String whatThatMeans) {
		return failure(code, "was answered with status " + answer.status() + ": " + whatThatMeans)
			.retryAfter(answer.retryAfter());
	}

	/**
	 * The path as it was sent, of which a server may have written a lot.
	 */
	String path() {
		String path = this.url.getRawPath();
		return (path.length() > MAX_PATH) ? path.substring(0, MAX_PATH) + "..." : path;
	}

	@Override
	public String toString() {
		return this.method + " to " + this.url.getHost() + " (" + this.hop.description() + ")";
	}

}
