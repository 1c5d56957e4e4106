package io.github.iwaspring.test.http;

import java.util.EnumMap;
import java.util.Map;

/**
 * The scripts of all protocol steps.
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
	 * Returns the script of a protocol step.
	 * @param hop the protocol step
	 * @return its script
	 */
	public HopScript of(Hop hop) {
		HopScript script = this.scripts.get(hop);
		if (script == null) {
			throw new IllegalArgumentException("There is no script for " + hop);
		}
		return script;
	}

}
