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

package io.github.iwaspring.benchmarks;

import java.time.Duration;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * Formats figures for readers.
 */
final class Figures {

	private static final double KILO = 1000;

	private Figures() {
	}

	/**
	 * Formats a time, in a suitable unit.
	 */
	static String time(double nanos) {
		double size = Math.abs(nanos);
		if (size < KILO) {
			return number(nanos) + " ns";
		}
		if (size < KILO * KILO) {
			return number(nanos / KILO) + " us";
		}
		if (size < 10 * KILO * KILO * KILO) {
			return number(nanos / KILO / KILO) + " ms";
		}
		return number(nanos / KILO / KILO / KILO) + " s";
	}

	static String time(Duration duration) {
		return time((double) duration.toNanos());
	}

	static String bytes(double bytes) {
		double size = Math.abs(bytes);
		if (size < KILO) {
			return number(bytes) + " B";
		}
		return (size < KILO * KILO) ? number(bytes / KILO) + " KB" : number(bytes / KILO / KILO) + " MB";
	}

	/**
	 * Formats a ratio.
	 */
	static String times(double ratio) {
		return number(ratio) + " x";
	}

	static String percent(double share) {
		return String.format(Locale.ROOT, "%.0f %%", 100 * share);
	}

	/**
	 * Formats a saving as a comparison: {@code 18 % less}, or {@code 4 % more} for a
	 * negative saving.
	 */
	static String comparison(double saving) {
		return percent(Math.abs(saving)) + ((saving < 0) ? " more" : " less");
	}

	static String number(double value) {
		double size = Math.abs(value);
		String format = (size >= 100) ? "%.0f" : (size >= 10) ? "%.1f" : "%.2f";
		return String.format(Locale.ROOT, format, value);
	}

	static String count(long value) {
		return String.format(Locale.ROOT, "%,d", value);
	}

	/**
	 * Returns the median of values, {@code NaN} if there are none.
	 */
	static double median(LongStream values) {
		long[] sorted = values.sorted().toArray();
		if (sorted.length == 0) {
			return Double.NaN;
		}
		int middle = sorted.length / 2;
		return (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
	}

}
