package io.github.iwaspring.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.iwaspring.IwaDoctor;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaReport;
import io.github.iwaspring.signin.SignInProbe;
import io.github.iwaspring.signin.SignInTrace;
import org.jspecify.annotations.Nullable;

/**
 * The doctor: has one sign-in made, and asks each check what the sign-in says about it.
 * The failure that ended the sign-in belongs to one check; those that the sign-in did not
 * reach wait for that one.
 */
public final class Doctor implements IwaDoctor {

	private final DoctorSettings settings;

	private final Supplier<SignInProbe> probe;

	/**
	 * Creates the doctor. Nothing is looked at before it runs.
	 * @param settings the configuration
	 * @param probe makes a sign-in for each run, with connections of its own
	 */
	public Doctor(DoctorSettings settings, Supplier<SignInProbe> probe) {
		this.settings = settings;
		this.probe = probe;
	}

	@Override
	public IwaReport run() {
		SignInTrace trace = signIn();
		return new Report(examine(new Evidence(this.settings, trace)), userNames(trace));
	}

	static List<Row> examine(Evidence evidence) {
		IwaException failure = evidence.trace().failure();
		CheckId failed = (failure != null) ? Attribution.of(failure, evidence.trace()) : null;
		List<Row> rows = new ArrayList<>();
		for (CheckId id : CheckId.values()) {
			Finding finding = (failure != null && id == failed) ? failed(id, failure, evidence) : id.examine(evidence);
			if (finding == null) {
				finding = Finding.skipped(((failed != null) ? failed : CheckId.TOKEN).id());
			}
			rows.add(finding.as(id));
		}
		return List.copyOf(rows);
	}

	private static Finding failed(CheckId id, IwaException failure, Evidence evidence) {
		return (id == CheckId.CLOCK) ? CloudChecks.failed(failure, evidence)
				: Finding.fail(failure, PresentedCertificate.describe(failure, evidence));
	}

	private SignInTrace signIn() {
		try {
			return this.probe.get().run(this.settings.scopes(), this.settings.acquireTimeout());
		}
		catch (RuntimeException | LinkageError ex) {
			IwaException failure = (ex instanceof IwaException known) ? known
					: IwaException.of(IwaErrorCode.UNEXPECTED, IwaException.Stage.TOKEN)
						.description("The sign-in could not be tried (" + ex.getClass().getName() + ").")
						.action("Please report it.")
						.cause(ex)
						.build();
			return new SignInTrace(null, false, null, null, Map.of(), Map.of(), Map.of(), false, false, null, failure);
		}
	}

	private List<String> userNames(SignInTrace trace) {
		return Stream.of(trace.principal(), trace.lookupName(), this.settings.username(), username(trace))
			.filter(Objects::nonNull)
			.map(String::valueOf)
			.toList();
	}

	private static @Nullable String username(SignInTrace trace) {
		SignInTrace.TokenDetails token = trace.token();
		return (token != null) ? token.username() : null;
	}

}
