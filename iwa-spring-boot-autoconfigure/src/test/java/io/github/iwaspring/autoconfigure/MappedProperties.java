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

package io.github.iwaspring.autoconfigure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.iwaspring.settings.PropertyError;
import io.github.iwaspring.signin.KerberosProviders;
import io.github.iwaspring.support.LocalDataFolder;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Maps properties as the application does, on a platform of the test's choice.
 */
final class MappedProperties {

	private String osName = "Linux";

	private String home = "/home/alice";

	private final Map<String, String> values = new LinkedHashMap<>();

	private MappedProperties() {
	}

	/**
	 * Only the properties that are added.
	 */
	static MappedProperties none() {
		return new MappedProperties();
	}

	/**
	 * The required properties, and those that are added.
	 */
	static MappedProperties required() {
		return none().with("iwa.authority", "https://login.microsoftonline.com/contoso.com")
			.with("iwa.client-id", "5a0c7e5e-0000-4000-8000-1234567890ab")
			.with("iwa.scopes[0]", "api://orders/.default");
	}

	MappedProperties on(String osName) {
		this.osName = osName;
		return this;
	}

	MappedProperties home(String home) {
		this.home = home;
		return this;
	}

	/**
	 * Sets a property, or leaves it alone for {@code null}. A whole list replaces its
	 * elements.
	 */
	MappedProperties with(String key, String value) {
		if (value != null) {
			this.values.remove(key + "[0]");
			this.values.put(key, value);
		}
		return this;
	}

	MappedProperties with(Map<String, String> values) {
		values.forEach(this::with);
		return this;
	}

	IwaPropertiesMapper map() {
		MockEnvironment environment = new MockEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("test", new LinkedHashMap<>(this.values)));
		ConfigurationPropertySources.attach(environment);
		Map<String, String> system = Map.of("os.name", "Linux", "user.home", this.home);
		// without placeholders, which the rules are to see
		Binder binder = new Binder(ConfigurationPropertySources.get(environment));
		return new IwaPropertiesMapper(binder.bindOrCreate("iwa", IwaProperties.class), environment,
				new KerberosProviders(this.osName), new LocalDataFolder(system::get, (name) -> null), () -> null, true);
	}

	List<PropertyError> errors() {
		InvalidIwaPropertiesException failure = catchThrowableOfType(InvalidIwaPropertiesException.class, this::map);
		return (failure != null) ? failure.errors() : List.of();
	}

}
