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

import io.github.iwaspring.IwaDoctor;
import io.github.iwaspring.IwaReport;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A listener that runs the doctor in a background thread once the application has
 * started. The report is logged at INFO, at WARN if a check failed, and at DEBUG if the
 * application was closed meanwhile.
 */
final class DoctorOnStartup implements ApplicationListener<ApplicationStartedEvent>, DisposableBean {

	private static final Log logger = LogFactory.getLog(IwaDoctor.class);

	private final boolean enabled;

	private final ObjectProvider<IwaDoctor> doctor;

	private final ApplicationContext context;

	private volatile @Nullable Thread thread;

	DoctorOnStartup(boolean enabled, ObjectProvider<IwaDoctor> doctor, ApplicationContext context) {
		this.enabled = enabled;
		this.doctor = doctor;
		this.context = context;
	}

	@Override
	public void onApplicationEvent(ApplicationStartedEvent event) {
		// a context also receives the events of its child contexts
		if (this.enabled && event.getApplicationContext() == this.context) {
			Thread started = new Thread(() -> run(event.getApplicationContext()), "iwa-doctor-on-startup");
			started.setDaemon(true);
			started.setContextClassLoader(this.context.getClassLoader());
			this.thread = started;
			started.start();
		}
	}

	@Override
	public void destroy() {
		Thread started = this.thread;
		if (started != null) {
			started.interrupt();
		}
	}

	private void run(ConfigurableApplicationContext application) {
		try {
			log(application, this.doctor.getObject().run());
		}
		catch (VirtualMachineError ex) {
			throw ex;
		}
		catch (Throwable ex) {
			if (!application.isClosed()) {
				logger.warn("The doctor failed, so there is no report.", ex);
			}
		}
	}

	private static void log(ConfigurableApplicationContext application, IwaReport report) {
		String message = "The doctor's report (iwa.diagnostics.on-startup):\n\n" + report.toText();
		if (application.isClosed()) {
			logger.debug(message);
		}
		else if (report.isHealthy()) {
			logger.info(message);
		}
		else {
			logger.warn(message);
		}
	}

}
