package io.github.iwaspring.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * The former name of a property. Whoever still sets it is told the new one: an ignored
 * property would be hard to find.
 *
 * @param key the former name
 * @param property the property as it is now
 * @param value the value that is set
 */
record RenamedProperty(String key, IwaProperty property, String value) {

	/**
	 * Finds the former names that are set.
	 */
	static List<RenamedProperty> findIn(Environment environment) {
		Binder binder = Binder.get(environment);
		List<RenamedProperty> found = new ArrayList<>();
		for (Former former : Former.values()) {
			binder.bind(former.key, String.class)
				.ifBound((value) -> found.add(new RenamedProperty(former.key, former.property, value)));
		}
		return found;
	}

	private enum Former {

		DOMAIN_HINT("iwa.domain-hint", IwaProperty.USER_DOMAIN);

		private final String key;

		private final IwaProperty property;

		Former(String key, IwaProperty property) {
			this.key = key;
			this.property = property;
		}

	}

}
