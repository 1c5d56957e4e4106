package io.github.iwaspring.autoconfigure;

import io.github.iwaspring.IwaDoctor;
import io.github.iwaspring.IwaReport;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;

/**
 * The doctor's visit when the application has started, before its runners: logs the
 * report, at WARN if a check failed. Never ends the start.
 */
final class DoctorOnStartup implements ApplicationListener<ApplicationStartedEvent> {

	private static final Log logger = LogFactory.getLog(IwaDoctor.class);

	private final boolean enabled;

	private final ObjectProvider<IwaDoctor> doctor;

	private final ApplicationContext context;

	DoctorOnStartup(boolean enabled, ObjectProvider<IwaDoctor> doctor, ApplicationContext context) {
		this.enabled = enabled;
		this.doctor = doctor;
		this.context = context;
	}

	@Override
	public void onApplicationEvent(ApplicationStartedEvent event) {
		// the events of a child context come here as well
		if (this.enabled && event.getApplicationContext() == this.context) {
			visit();
		}
	}

	private void visit() {
		try {
			IwaReport report = this.doctor.getObject().run();
			String message = "Integrated Windows authentication, checked (iwa.diagnostics.on-startup):\n\n"
					+ report.toText();
			if (report.isHealthy()) {
				logger.info(message);
			}
			else {
				logger.warn(message);
			}
		}
		catch (RuntimeException ex) {
			logger.warn("Integrated Windows authentication could not be checked", ex);
		}
	}

}
