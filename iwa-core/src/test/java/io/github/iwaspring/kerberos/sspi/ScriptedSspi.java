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

package io.github.iwaspring.kerberos.sspi;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An SSPI that returns scripted results. It counts all handles, and fails if one is used
 * that it did not return, or freed twice.
 */
final class ScriptedSspi implements Sspi {

	static final int OK = 0;

	static final int CONTINUE_NEEDED = 0x00090312;

	static final int COMPLETE_NEEDED = 0x00090313;

	static final int COMPLETE_AND_CONTINUE = 0x00090314;

	private final Set<Handle> credentials = new HashSet<>();

	private final Set<Handle> contexts = new HashSet<>();

	private final Deque<Result> results = new ArrayDeque<>();

	final List<Call> calls = new ArrayList<>();

	int acquireStatus;

	int nameStatus;

	int completeStatus;

	String user = "CORP\\JDoe";

	Supplier<Named> userPrincipalName = () -> new Named(1332, null);

	boolean deleteFails;

	private long handles;

	/**
	 * Adds the result of the next request for a token.
	 */
	ScriptedSspi thenReturn(int status, int attributes, byte... token) {
		this.results.add(new Result(status, attributes, token));
		return this;
	}

	/**
	 * Removes results that have not been requested.
	 */
	void reset() {
		this.results.clear();
	}

	int open() {
		return this.credentials.size() + this.contexts.size();
	}

	/**
	 * Returns how many handles were created.
	 */
	long created() {
		return this.handles;
	}

	@Override
	public Acquired acquireCredentialsHandle(String securityPackage, int use) {
		assertThat(securityPackage).isEqualTo("Negotiate");
		assertThat(use).isEqualTo(2);
		return new Acquired(this.acquireStatus, (this.acquireStatus >= 0) ? create(this.credentials) : null);
	}

	@Override
	public Named queryCredentialsName(Handle held) {
		assertThat(this.credentials).contains(held);
		return new Named(this.nameStatus, (this.nameStatus >= 0) ? this.user : null);
	}

	@Override
	public Step initializeSecurityContext(Handle held, @Nullable Handle context, String target, int flags,
			List<Buffer> input) {
		assertThat(this.credentials).contains(held);
		if (context == null) {
			assertThat(this.contexts).as("a second native context of one SpnegoContext").isEmpty();
		}
		else {
			assertThat(this.contexts).contains(context);
		}
		this.calls.add(new Call(context, target, flags, input));
		Result result = this.results.remove();
		if (result.status() == Integer.MIN_VALUE) {
			throw new IllegalStateException("the call itself failed");
		}
		Handle next = (context == null && result.status() >= 0) ? create(this.contexts) : context;
		return new Step(result.status(), next, result.attributes(), result.token());
	}

	@Override
	public Completed completeAuthToken(Handle context, byte[] token) {
		assertThat(this.contexts).contains(context);
		byte[] completed = token.clone();
		completed[completed.length - 1]++;
		return new Completed(this.completeStatus, completed);
	}

	@Override
	public int deleteSecurityContext(Handle context) {
		assertThat(this.contexts.remove(context)).isTrue();
		if (this.deleteFails) {
			throw new IllegalStateException("the call itself failed");
		}
		return 0;
	}

	@Override
	public int freeCredentialsHandle(Handle held) {
		assertThat(this.contexts).as("contexts are deleted before their credentials").isEmpty();
		assertThat(this.credentials.remove(held)).isTrue();
		return 0;
	}

	@Override
	public Named userPrincipalName() {
		return this.userPrincipalName.get();
	}

	private Handle create(Set<Handle> to) {
		Handle handle = new Handle(++this.handles, -this.handles);
		to.add(handle);
		return handle;
	}

	private record Result(int status, int attributes, byte[] token) {

	}

	record Call(@Nullable Handle context, String target, int flags, List<Buffer> input) {

	}

}
