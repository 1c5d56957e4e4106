package io.github.iwaspring.token;

import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.github.iwaspring.IwaErrorCode.Retry;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import org.jspecify.annotations.Nullable;

/**
 * The pauses after failures of those who were asked over the network. What a person, an
 * administrator or a new ticket can end is never paused for: it may have been ended by
 * now. Nor is a first failure, unless it names a time to wait. A new ticket ends every
 * pause.
 */
final class Spacing {

	private static final Set<Stage> ASKED = EnumSet.of(Stage.USER_REALM, Stage.FEDERATION_METADATA, Stage.WS_TRUST,
			Stage.TOKEN);

	private final Map<Set<String>, Failed> last = new ConcurrentHashMap<>();

	private final InstantSource clock;

	private final Pacing pacing;

	Spacing(InstantSource clock, Pacing pacing) {
		this.clock = clock;
		this.pacing = pacing;
	}

	void failed(Set<String> scopes, IwaException failure, Object fingerprint) {
		if (failure.code().retry() != Retry.BACK_OFF || !ASKED.contains(failure.stage())) {
			this.last.remove(scopes);
			return;
		}
		long now = this.clock.millis();
		this.last.compute(scopes, (key, before) -> {
			int repeated = (before != null) ? before.repeated + 1 : 0;
			boolean atOnce = repeated == 0 && failure.retryAfter() == null;
			long until = atOnce ? now : this.pacing.tryAgainAt(now, Math.max(repeated, 1), failure.retryAfter());
			return new Failed(failure, repeated, now, until, fingerprint);
		});
	}

	void succeeded(Set<String> scopes) {
		this.last.remove(scopes);
	}

	/**
	 * The last failure once more, while it is too early for another attempt.
	 * @param scopes the scopes of the attempt
	 * @param fingerprint what it would be made with; anything else than before deserves
	 * an attempt
	 */
	@Nullable IwaException present(Set<String> scopes, Supplier<Object> fingerprint) {
		Failed failed = this.last.get(scopes);
		return (failed != null) ? failed.at(this.clock.millis(), fingerprint) : null;
	}

	/**
	 * A failure and the pause after it, which a clock that was set back ends.
	 */
	private record Failed(IwaException failure, int repeated, long since, long until, Object fingerprint) {

		@Nullable IwaException at(long now, Supplier<Object> present) {
			if (now < this.since || now >= this.until || !this.fingerprint.equals(present.get())) {
				return null;
			}
			return this.failure.toBuilder().retryAfter(Duration.ofMillis(this.until - now)).cause(this.failure).build();
		}

	}

}
