package io.github.iwaspring.test.http;

import java.util.EnumMap;
import java.util.Map;

/**
 * The scripts of all hops.
 */
public final class Scripts {

	private final Map<Hop, HopScript> scripts = new EnumMap<>(Hop.class);

	/**
	 * Creates empty scripts.
	 */
	public Scripts() {
		for (Hop hop : Hop.values()) {
			this.scripts.put(hop, new HopScript());
		}
	}

	/**
	 * The script of a hop.
	 * @param hop the hop
	 * @return its script
	 */
	public HopScript of(Hop hop) {
		HopScript script = this.scripts.get(hop);
		if (script == null) {
			throw new IllegalArgumentException("No script for " + hop);
		}
		return script;
	}

}
