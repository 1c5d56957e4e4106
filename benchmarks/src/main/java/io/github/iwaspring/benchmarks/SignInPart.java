package io.github.iwaspring.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.test.EmbeddedDirectory;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Sign-ins in a JVM that is warm: the first of a program, and a repeated one, with and
 * without latency of the network.
 */
final class SignInPart implements Part {

	private static final Duration LATENCY = Duration.ofMillis(50);

	private static final double COLD_SAVING = 0.2;

	private static final double REPEATED_SAVING = 0.5;

	/**
	 * How often both have signed in before, for each sign-in that is measured.
	 */
	private static final int WARM_UPS = 20;

	@Override
	public String name() {
		return "sign-in";
	}

	@Override
	public Section run(Effort effort) {
		List<Comparison> comparisons = new ArrayList<>();
		try (EmbeddedDirectory directory = EmbeddedDirectory.start()) {
			compare(directory, effort.signIns() * WARM_UPS);
			for (Duration latency : List.of(Duration.ZERO, LATENCY)) {
				SignIns.delay(directory, latency);
				comparisons.add(compare(directory, effort.signIns()));
			}
		}
		return section(comparisons.get(0), comparisons.get(1), effort);
	}

	/**
	 * Measures both by turns, so that what else the machine does hits both.
	 */
	private static Comparison compare(EmbeddedDirectory directory, int signIns) {
		Measured starter = new Measured();
		Measured raw = new Measured();
		SignIns another = new SignIns();
		for (int signIn = 0; signIn < signIns; signIn++) {
			try (ConfigurableApplicationContext context = Application.start(directory)) {
				IwaTokenService tokens = Application.tokens(context);
				starter.cold().measure(directory, tokens::getToken);
				tokens.signOut();
				starter.repeated().measure(directory, tokens::getToken);
			}
			// the starter's client is created by the first call, too
			InstanceDiscovery.forget();
			raw.cold().measure(directory, () -> RawMsal4j.create(directory).token());
			AtomicReference<RawMsal4j> client = new AtomicReference<>();
			another.measure(directory, () -> {
				client.set(RawMsal4j.create(directory));
				client.get().token();
			});
			raw.repeated().measure(directory, client.get()::signIn);
		}
		return new Comparison(starter, raw, another);
	}

	private static Section section(Comparison near, Comparison far, Effort effort) {
		Table table = Table.of("a sign-in", "the starter", "requests on connections", "raw msal4j",
				"requests on connections", "less");
		row(table, "cold", near.starter().cold(), near.raw().cold());
		row(table, "cold, discovery made before", near.starter().cold(), near.another());
		row(table, "cold, 50 ms per request", far.starter().cold(), far.raw().cold());
		row(table, "cold, discovery made before, 50 ms per request", far.starter().cold(), far.another());
		row(table, "repeated", near.starter().repeated(), near.raw().repeated());
		row(table, "repeated, 50 ms per request", far.starter().repeated(), far.raw().repeated());
		double cold = saving(far.starter().cold(), far.raw().cold());
		double known = saving(far.starter().cold(), far.another());
		double repeated = saving(far.starter().repeated(), far.raw().repeated());
		return new Section("A sign-in", "The median of " + effort.signIns() + " sign-ins in a JVM that has signed in "
				+ effort.signIns() * WARM_UPS + " times before. A cold one is the first of a program"
				+ " that has started, with a new client and new connections; a repeated one follows a `signOut()`, or with raw"
				+ " msal4j asks for integrated authentication again. The first of a program with raw msal4j begins with an"
				+ " instance discovery, as it does in Microsoft's cloud; the starter knows the clouds by itself. Where"
				+ " another client of the program has made it before, raw msal4j has one request more than the starter:"
				+ " a fifth of the latency, but the work beside it, most of it TLS and the directory's, takes both about as"
				+ " long.", List.of(table),
				List.of(new Finding("A cold sign-in at 50 ms per request, beside raw msal4j", "at least 20 % less",
						Figures.percent(cold) + " less", cold >= COLD_SAVING),
						new Finding("A repeated sign-in at 50 ms per request, beside raw msal4j", "at least 50 % less",
								Figures.percent(repeated) + " less", repeated >= REPEATED_SAVING)),
				"With 50 ms per request a first sign-in takes " + Figures.time(far.starter().cold().median()) + " ("
						+ Figures.time(far.raw().cold().median()) + " with raw msal4j, "
						+ Figures.time(far.another().median()) + " once its instance discovery is made: "
						+ Figures.percent(known) + " less) and " + far.starter().cold().requests()
						+ " requests, a repeated one " + Figures.time(far.starter().repeated().median()) + " ("
						+ Figures.time(far.raw().repeated().median()) + ") and " + far.starter().repeated().requests()
						+ ".");
	}

	private static void row(Table table, String what, SignIns starter, SignIns raw) {
		table.row(what, Figures.time(starter.median()), starter.requests() + " on " + starter.connections(),
				Figures.time(raw.median()), raw.requests() + " on " + raw.connections(),
				Figures.percent(saving(starter, raw)));
	}

	private static double saving(SignIns starter, SignIns raw) {
		return 1 - starter.median() / raw.median();
	}

	/**
	 * Both, by turns.
	 *
	 * @param starter the starter's sign-ins
	 * @param raw those of raw msal4j
	 * @param another cold ones of raw msal4j after its instance discovery
	 */
	private record Comparison(Measured starter, Measured raw, SignIns another) {

	}

	/**
	 * Cold and repeated sign-ins of one kind.
	 */
	private record Measured(SignIns cold, SignIns repeated) {

		Measured() {
			this(new SignIns(), new SignIns());
		}

	}

}
