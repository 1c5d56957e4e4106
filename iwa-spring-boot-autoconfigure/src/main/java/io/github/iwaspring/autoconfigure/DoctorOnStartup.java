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
 * The doctor's visit when the application has started: on a thread of its own, for which
 * nobody waits. Logs the report, at WARN if a check failed, unless the application has
 * been closed meanwhile.
 */
final class DoctorOnStartup implements ApplicationListener<ApplicationStartedEvent>, DisposableBean {

	private static final Log logger = LogFactory.getLog(IwaDoctor.class);

	private final boolean enabled;

	private final ObjectProvider<IwaDoctor> doctor;

	private final ApplicationContext context;

	private volatile @Nullable Thread visit;

	DoctorOnStartup(boolean enabled, ObjectProvider<IwaDoctor> doctor, ApplicationContext context) {
		this.enabled = enabled;
		this.doctor = doctor;
		this.context = context;
	}

	@Override
	public void onApplicationEvent(ApplicationStartedEvent event) {
		// the events of a child context come here as well
		if (this.enabled && event.getApplicationContext() == this.context) {
			Thread thread = new Thread(() -> visit(event.getApplicationContext()), "iwa-doctor-on-startup");
			thread.setDaemon(true);
			thread.setContextClassLoader(this.context.getClassLoader());
			this.visit = thread;
			thread.start();
		}
	}

	@Override
	public void destroy() {
		Thread thread = this.visit;
		if (thread != null) {
			thread.interrupt();
		}
	}

	private void visit(ConfigurableApplicationContext application) {
		try {
			log(application, this.doctor.getObject().run());
		}
		catch (VirtualMachineError ex) {
			throw ex;
		}
		catch (Throwable ex) {
			if (!application.isClosed()) {
				logger.warn("Integrated Windows authentication could not be checked", ex);
			}
		}
	}

	private static void log(ConfigurableApplicationContext application, IwaReport report) {
		String message = "Integrated Windows authentication, checked (iwa.diagnostics.on-startup):\n\n"
				+ report.toText();
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
