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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

import org.springframework.http.StreamingHttpOutputMessage;
import org.springframework.util.FastByteArrayOutputStream;

/**
 * A body that can be written once, and is kept in memory while it is sent so that it can
 * be sent again. A body of more than {@value #MAX_SIZE} bytes is not kept, nor one that
 * the transport begins again before its end: the parts cannot be told apart.
 */
final class KeptBody implements StreamingHttpOutputMessage.Body {

	static final int MAX_SIZE = 1024 * 1024;

	private static final int TIMEOUT_SECONDS = 2;

	private final StreamingHttpOutputMessage.Body body;

	private final CountDownLatch ended = new CountDownLatch(1);

	private final AtomicBoolean hasBegun = new AtomicBoolean();

	private volatile @Nullable FastByteArrayOutputStream kept = new FastByteArrayOutputStream();

	private volatile boolean isComplete;

	KeptBody(StreamingHttpOutputMessage.Body body) {
		this.body = body;
	}

	/**
	 * Returns a body that can be sent again.
	 */
	static StreamingHttpOutputMessage.Body of(StreamingHttpOutputMessage.Body body) {
		return (body.repeatable() || body instanceof KeptBody) ? body : new KeptBody(body);
	}

	@Override
	public void writeTo(OutputStream out) throws IOException {
		FastByteArrayOutputStream complete = this.isComplete ? this.kept : null;
		if (complete != null) {
			complete.writeTo(out);
			return;
		}
		if (!this.hasBegun.compareAndSet(false, true)) {
			this.kept = null;
		}
		try {
			this.body.writeTo(new KeepingOutputStream(out));
			this.isComplete = true;
		}
		finally {
			this.ended.countDown();
		}
	}

	/**
	 * Whether this body can be sent again. Some transports write it in another thread,
	 * which may end after the response has come.
	 */
	boolean isKept() {
		try {
			return this.kept != null && this.ended.await(TIMEOUT_SECONDS, TimeUnit.SECONDS) && this.isComplete
					&& this.kept != null;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/**
	 * Writes to the transport, and keeps what it writes.
	 */
	private final class KeepingOutputStream extends OutputStream {

		private final OutputStream out;

		KeepingOutputStream(OutputStream out) {
			this.out = out;
		}

		@Override
		public void write(int octet) throws IOException {
			write(new byte[] { (byte) octet }, 0, 1);
		}

		@Override
		public void write(byte[] bytes, int offset, int length) throws IOException {
			FastByteArrayOutputStream kept = KeptBody.this.kept;
			if (kept != null) {
				if (kept.size() + length > MAX_SIZE) {
					KeptBody.this.kept = null;
				}
				else {
					kept.write(bytes, offset, length);
				}
			}
			this.out.write(bytes, offset, length);
		}

		@Override
		public void flush() throws IOException {
			this.out.flush();
		}

		@Override
		public void close() throws IOException {
			this.out.close();
		}

	}

}
