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

package io.github.iwaspring.azuretests;

import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

import com.microsoft.graph.core.authentication.AzureIdentityAuthenticationProvider;
import com.microsoft.graph.core.requests.GraphClientFactory;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.tenant.Resource;
import okhttp3.OkHttpClient;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/**
 * Makes clients of Microsoft Graph's SDK that call the embedded directory's API.
 */
final class Graph {

	private Graph() {
	}

	static GraphServiceClient client(Application application, EmbeddedDirectory directory) {
		SslBundles bundles = application.bean(SslBundles.class);
		SslBundle bundle = bundles.getBundle(bundles.getBundleNames().get(0));
		TrustManagerFactory trust = bundle.getManagers().getTrustManagerFactory();
		OkHttpClient http = GraphClientFactory.create()
			.sslSocketFactory(bundle.createSslContext().getSocketFactory(),
					(X509TrustManager) trust.getTrustManagers()[0])
			.build();
		GraphServiceClient graph = new GraphServiceClient(new AzureIdentityAuthenticationProvider(
				application.credential(), new String[] { "localhost" }, Resource.ORDERS.defaultScope()), http);
		graph.getRequestAdapter().setBaseUrl(directory.apiUrl().toString());
		return graph;
	}

}
