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

package io.github.iwaspring.azure;

import java.net.URI;
import java.util.Arrays;
import java.util.Date;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import com.microsoft.sqlserver.jdbc.SQLServerAccessTokenCallback;
import com.microsoft.sqlserver.jdbc.SqlAuthenticationToken;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.entra.Authority;
import io.github.iwaspring.entra.Cloud;
import io.github.iwaspring.entra.HostAndPort;
import io.github.iwaspring.support.Redaction;
import org.jspecify.annotations.Nullable;

/**
 * The signed-in user's tokens for Azure SQL's driver.
 * <p>
 * The server chooses the service principal name and the address of the security token
 * service (MS-TDS, FEDAUTHINFO), and the driver checks neither. So both are judged: the
 * name has to be Azure SQL's in the cloud of the authority, so that no server gets a
 * token for something else, and the address has to be that of the authority. No request
 * is sent to this address.
 */
final class AzureSqlTokens implements SQLServerAccessTokenCallback {

	private static final int HTTPS_PORT = 443;

	private final Supplier<IwaTokenService> tokens;

	private final @Nullable Authority authority;

	/**
	 * Creates the callback.
	 * @param tokens supplies the token service when the first connection is made
	 * @param authority the authority that issues the tokens, or {@code null} if unknown
	 */
	AzureSqlTokens(Supplier<IwaTokenService> tokens, @Nullable Authority authority) {
		this.tokens = tokens;
		this.authority = authority;
	}

	/**
	 * Waits for a token on the thread of the connection pool, within the bounds of the
	 * token service.
	 * @throws IwaException if the server names something else than Azure SQL does, or if
	 * no token can be acquired
	 */
	@Override
	public SqlAuthenticationToken getAccessToken(String servicePrincipalName, String tokenService) {
		URI address = address(tokenService);
		Stream<Cloud> clouds = clouds(address);
		if (clouds.noneMatch((cloud) -> isSqlOf(cloud, servicePrincipalName))) {
			throw untrusted("service principal name '" + Redaction.singleLine(servicePrincipalName)
					+ "', which is not Azure SQL's in the cloud of iwa.authority");
		}
		UnaryOperator<IwaToken> check = NamedTenant.require(address.getPath().replaceAll("^/|/$", ""), this.authority);
		IwaToken token = check.apply(
				this.tokens.get().getToken(IwaTokenRequest.defaults().withScopes(servicePrincipalName + "/.default")));
		return new SqlAuthenticationToken(token.value(), Date.from(token.expiresAt()));
	}

	private static URI address(String tokenService) {
		try {
			URI address = URI.create(tokenService);
			if ("https".equalsIgnoreCase(address.getScheme()) && HostAndPort.of(address) != null) {
				return address;
			}
		}
		catch (IllegalArgumentException ex) {
			// what is not an address is no one's
		}
		throw untrusted("security token service by something that is not an https address");
	}

	/**
	 * The clouds that the address of a security token service may belong to. A host of no
	 * known cloud, which is trusted by name, may issue tokens for any of them.
	 */
	private Stream<Cloud> clouds(URI address) {
		HostAndPort host = HostAndPort.of(address);
		Cloud cloud = (host != null && host.port() == HTTPS_PORT) ? Cloud.ofHost(host.host()) : null;
		Authority ours = this.authority;
		if (cloud != null && (ours == null || cloud == ours.cloud())) {
			return Stream.of(cloud);
		}
		if (ours != null && ours.cloud() == null && ours.host().equals(host)) {
			return Arrays.stream(Cloud.values());
		}
		throw untrusted("security token service '" + host + "', which is not the host of iwa.authority");
	}

	private static boolean isSqlOf(Cloud cloud, String servicePrincipalName) {
		String resource = "https://" + cloud.sqlDomain();
		return cloud.sqlDomain() != null
				&& (servicePrincipalName.equals(resource) || servicePrincipalName.equals(resource + "/"));
	}

	private static IwaException untrusted(String named) {
		return IwaException.of(IwaErrorCode.SERVER_UNTRUSTED, Stage.TOKEN)
			.description("The database server gets no token, because it names the " + named + ".")
			.action("Check that the URL of the data source names a server of Azure SQL in the cloud of iwa.authority.")
			.local()
			.build();
	}

}
