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

import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;

import com.microsoft.sqlserver.jdbc.SQLServerDriver;
import com.zaxxer.hikari.HikariConfig;
import io.github.iwaspring.entra.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * Where a data source connects to, and how, as SQL Server's driver itself reads its URL
 * and properties: no second parser can disagree with the driver about synonyms, braces or
 * what wins. Names and values are compared without regard to case.
 */
final class SqlServerUrl {

	private static final String PREFIX = "jdbc:sqlserver:";

	/**
	 * A password in a URL: the driver tells everything about a URL but this. May find one
	 * in braces, where it is part of another value.
	 */
	private static final Pattern PASSWORD = Pattern.compile("(?i)(?:^|;)\\s*(?:password|pwd)\\s*=");

	static final String CALLBACK = "accessTokenCallback";

	private static final Set<String> OWN_TOKENS = Set.of("accesstokencallback", "accesstokencallbackclass",
			"accesstoken");

	private final Map<String, String> values = new HashMap<>();

	private final boolean hasCredentials;

	private final boolean hasOwnTokens;

	private SqlServerUrl(HikariConfig dataSource, String url) throws SQLException {
		Properties own = new Properties();
		dataSource.getDataSourceProperties()
			.forEach((key, value) -> own.setProperty(String.valueOf(key), String.valueOf(value)));
		this.hasOwnTokens = own.keySet().stream().anyMatch((key) -> OWN_TOKENS.contains(lower(key)));
		own.keySet().removeIf((key) -> lower(key).equals(lower(CALLBACK)));
		for (DriverPropertyInfo property : new SQLServerDriver().getPropertyInfo(url, own)) {
			this.values.put(property.name, (property.value != null) ? property.value.strip() : "");
		}
		this.hasCredentials = isSet("user") || dataSource.getUsername() != null || dataSource.getPassword() != null
				|| dataSource.getCredentialsProvider() != null || dataSource.getCredentialsProviderClassName() != null
				|| own.keySet().stream().anyMatch((key) -> PASSWORD.matcher(key + "=").matches())
				|| PASSWORD.matcher(url).find();
	}

	/**
	 * Reads the URL of a data source.
	 * @param dataSource the data source
	 * @return the URL, or {@code null} if the data source does not use the driver by a
	 * URL, or if the driver cannot read it
	 */
	static @Nullable SqlServerUrl of(HikariConfig dataSource) {
		String url = dataSource.getJdbcUrl();
		if (url == null || !url.startsWith(PREFIX) || dataSource.getDataSource() != null
				|| dataSource.getDataSourceClassName() != null || dataSource.getDataSourceJNDI() != null) {
			return null;
		}
		try {
			return new SqlServerUrl(dataSource, url);
		}
		catch (SQLException ex) {
			// the driver says so again, when it connects
			return null;
		}
	}

	/**
	 * The server.
	 * @return the server, or {@code null} if its name is not one that a certificate can
	 * be compared with
	 */
	@Nullable HostAndPort server() {
		String name = value("serverName");
		return HostAndPort.tryParse((name.contains(":") ? "[" + name + "]" : name) + ":" + value("portNumber"));
	}

	/**
	 * Whether the application itself says where tokens come from.
	 */
	boolean hasOwnTokens() {
		return this.hasOwnTokens || isSet("accessTokenCallbackClass");
	}

	/**
	 * What is in the way of a token.
	 * @param domain the domain that the server was accepted by, or {@code null} if it was
	 * accepted by its name
	 * @return descriptions that follow "because", without credentials; empty for none
	 */
	List<String> objections(@Nullable String domain) {
		List<String> objections = new ArrayList<>();
		if (!Set.of("true", "mandatory", "strict").contains(value("encrypt"))) {
			objections.add("encrypt is not true or strict");
		}
		if (!value("trustServerCertificate").equals("false")) {
			objections.add("trustServerCertificate is true");
		}
		if (domain != null && isSet("hostNameInCertificate") && !isIn(domain, value("hostNameInCertificate"))) {
			objections.add("hostNameInCertificate is not a name of Azure SQL");
		}
		if (!value("integratedSecurity").equals("false")) {
			objections.add("integratedSecurity is set");
		}
		if (isSet("authentication") && !value("authentication").equals("notspecified")) {
			objections.add("authentication is set");
		}
		if (this.hasCredentials) {
			objections.add("a user or a password is set");
		}
		if (isSet("instanceName") || value("serverName").contains("\\")) {
			objections.add("it names an instance, whose port an unprotected answer would tell");
		}
		if (isSet("failoverPartner")) {
			objections.add("failoverPartner is set");
		}
		return objections;
	}

	/**
	 * Whether a host, or a pattern for hosts, is under a domain.
	 */
	static boolean isIn(String domain, String host) {
		return host.endsWith("." + domain);
	}

	private boolean isSet(String name) {
		return !value(name).isEmpty();
	}

	private String value(String name) {
		return lower(this.values.getOrDefault(name, ""));
	}

	private static String lower(Object text) {
		return text.toString().toLowerCase(Locale.ROOT);
	}

	/**
	 * Hides the URL, which may hold a password.
	 */
	@Override
	public String toString() {
		return "SqlServerUrl[" + server() + "]";
	}

}
