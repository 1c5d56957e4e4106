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

package io.github.iwaspring.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.iwaspring.IwaDoctor;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaReport;
import io.github.iwaspring.signin.SignInProbe;
import io.github.iwaspring.signin.SignInTrace;
import io.github.iwaspring.support.RuntimeModule;

/**
 * The doctor: runs one sign-in and has each check examine it. If the sign-in failed, one
 * check fails, and those that it did not reach are skipped.
 */
public final class Doctor implements IwaDoctor {

	private final DoctorSettings settings;

	private final Supplier<SignInProbe> probe;

	/**
	 * Creates the doctor. Reads and sends nothing before it runs.
	 * @param settings the configuration
	 * @param probe creates a sign-in with its own connections for each run
	 */
	public Doctor(DoctorSettings settings, Supplier<SignInProbe> probe) {
		this.settings = settings;
		this.probe = probe;
	}

	/**
	 * Creates the doctor of a program whose tokens come from elsewhere: all checks but
	 * that of the API are skipped.
	 * @param reason why there is no sign-in to check
	 * @param api the check of the hosts that may receive tokens
	 * @return the doctor
	 */
	public static IwaDoctor withoutSignIn(String reason, Supplier<Finding> api) {
		Finding skipped = new Finding(IwaReport.Status.SKIPPED, reason, null);
		return () -> new Report(Stream.of(CheckId.values())
			.map((id) -> Report.Row.of(id, (id == CheckId.API) ? api.get() : skipped))
			.toList(), List.of());
	}

	@Override
	public IwaReport run() {
		Evidence evidence = new Evidence(this.settings, signIn());
		return new Report(examine(evidence), evidence.userNames());
	}

	private SignInTrace signIn() {
		try {
			return this.probe.get().run(this.settings.scopes(), this.settings.acquireTimeout());
		}
		catch (RuntimeException | LinkageError ex) {
			IwaException known = (ex instanceof IwaException ours) ? ours
					: RuntimeModule.explain(ex, IwaException.Stage.TOKEN);
			IwaException failure = (known != null) ? known
					: IwaException.of(IwaErrorCode.UNEXPECTED, IwaException.Stage.TOKEN)
						.description("The sign-in could not be started (" + ex.getClass().getName() + ").")
						.action("Please report it.")
						.cause(ex)
						.build();
			return new SignInTrace(null, false, null, null, Map.of(), Map.of(), Map.of(), false, false, null, failure);
		}
	}

	static List<Report.Row> examine(Evidence evidence) {
		IwaException failure = evidence.trace().failure();
		CheckId failed = (failure != null) ? CheckId.of(failure, evidence) : null;
		List<Report.Row> rows = new ArrayList<>();
		for (CheckId id : CheckId.values()) {
			Finding finding = (failure != null && id == failed) ? failed(id, failure, evidence) : id.examine(evidence);
			if (finding == null) {
				finding = Finding.skipped((failed != null) ? failed : CheckId.TOKEN);
			}
			rows.add(Report.Row.of(id, finding));
		}
		return List.copyOf(rows);
	}

	private static Finding failed(CheckId id, IwaException failure, Evidence evidence) {
		return (id == CheckId.CLOCK) ? Checks.clockFailure(failure, evidence)
				: Finding.fail(failure, NetworkProbe.describeCertificate(failure, evidence));
	}

}
