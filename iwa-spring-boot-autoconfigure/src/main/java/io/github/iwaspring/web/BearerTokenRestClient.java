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

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.function.Consumer;

import io.github.iwaspring.IwaTokenService;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.http.client.AbstractClientHttpRequestFactoryWrapper;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/**
 * A {@code RestClient}, or its builder, whose requests get tokens where they leave: its
 * request factory, whoever sets it, is wrapped. So all interceptors come first, and a
 * body is not kept in memory, as it would be with an interceptor of ours.
 * <p>
 * It is a proxy, because no interface of Spring Framework wraps a request factory that is
 * set later. A builder that gets no request factory has {@link BearerTokenInterceptor}.
 */
public final class BearerTokenRestClient implements InvocationHandler {

	private final Object delegate;

	private final TokenSender sender;

	private Signer signer;

	private BearerTokenRestClient(Object delegate, TokenSender sender, Signer signer) {
		this.delegate = delegate;
		this.sender = sender;
		this.signer = signer;
	}

	/**
	 * Returns a builder whose requests get tokens.
	 * @param builder the builder to use, which has no request factory yet
	 * @param tokens the source of tokens
	 * @param targets the rule where tokens may go
	 * @param refusals the APIs that refuse every token, shared by all clients
	 * @return the builder
	 */
	public static RestClient.Builder builder(RestClient.Builder builder, IwaTokenService tokens, AllowedTargets targets,
			TokenRefusals refusals) {
		return isBuilder(builder) ? builder
				: proxy(RestClient.Builder.class, builder, new TokenSender(tokens, targets, refusals), Signer.NONE);
	}

	/**
	 * Whether a builder is one whose requests get tokens.
	 * @param builder the builder
	 * @return {@code true} if {@link #builder} made it
	 */
	public static boolean isBuilder(RestClient.Builder builder) {
		return Proxy.isProxyClass(builder.getClass())
				&& Proxy.getInvocationHandler(builder) instanceof BearerTokenRestClient;
	}

	private static <T> T proxy(Class<T> type, T delegate, TokenSender sender, Signer signer) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				new BearerTokenRestClient(delegate, sender, signer)));
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
		switch (method.getName()) {
			case "requestFactory" -> {
				if (this.signer == Signer.INTERCEPTOR) {
					((RestClient.Builder) this.delegate).requestInterceptors(BearerTokenInterceptor::removeFrom);
				}
				this.signer = Signer.REQUEST_FACTORY;
				return call(proxy, method, sign(arguments));
			}
			case "apply" -> {
				return apply(proxy, arguments);
			}
			case "build" -> {
				if (this.signer != Signer.REQUEST_FACTORY) {
					((RestClient.Builder) this.delegate)
						.requestInterceptors(new BearerTokenInterceptor(this.sender)::addTo);
					this.signer = Signer.INTERCEPTOR;
				}
				return call(proxy, method, arguments);
			}
			case "equals" -> {
				return arguments != null && proxy == arguments[0];
			}
			default -> {
				return call(proxy, method, arguments);
			}
		}
	}

	private @Nullable Object call(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
		Object result;
		try {
			result = method.invoke(this.delegate, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
		if (result == this.delegate) {
			return proxy;
		}
		if (result instanceof RestClient.Builder builder) {
			return proxy(RestClient.Builder.class, builder, this.sender, this.signer);
		}
		return (result instanceof RestClient client) ? proxy(RestClient.class, client, this.sender, this.signer)
				: result;
	}

	@SuppressWarnings("unchecked")
	private static Object apply(Object proxy, Object @Nullable [] arguments) {
		if (arguments != null) {
			((Consumer<Object>) arguments[0]).accept(proxy);
		}
		return proxy;
	}

	private Object @Nullable [] sign(Object @Nullable [] arguments) {
		return (arguments != null && arguments[0] instanceof ClientHttpRequestFactory transport)
				? new Object[] { new RequestFactory(transport, this.sender) } : arguments;
	}

	/**
	 * What adds the tokens. Only one does: beside a request factory of ours, an
	 * interceptor of ours would add them where a later interceptor can still send the
	 * request elsewhere.
	 */
	private enum Signer {

		NONE, INTERCEPTOR, REQUEST_FACTORY

	}

	/**
	 * A factory whose requests get tokens.
	 */
	private static final class RequestFactory extends AbstractClientHttpRequestFactoryWrapper {

		private final TokenSender sender;

		RequestFactory(ClientHttpRequestFactory transport, TokenSender sender) {
			super(accept(transport));
			this.sender = sender;
		}

		@Override
		protected ClientHttpRequest createRequest(URI url, HttpMethod method, ClientHttpRequestFactory transport) {
			return new BearerTokenRequest(url, method, transport, this.sender);
		}

		private static ClientHttpRequestFactory accept(ClientHttpRequestFactory transport) {
			if (transport instanceof RequestFactory signing) {
				return signing.getDelegate();
			}
			TokenSender.requireSafe(transport);
			return transport;
		}

	}

}
