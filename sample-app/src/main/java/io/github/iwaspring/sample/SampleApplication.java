package io.github.iwaspring.sample;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The sample: an ordinary Spring Boot application with the starter on its class path.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class SampleApplication {

	/**
	 * Runs the sample.
	 * @param args properties as {@code --name=value}, or {@code --doctor} with the
	 * options {@code --json} and {@code --show-user}
	 */
	public static void main(String[] args) {
		ApplicationArguments arguments = new DefaultApplicationArguments(args);
		boolean doctor = Doctor.isRequested(arguments);
		if (doctor && arguments.containsOption("json")) {
			StandardOutput.reserve();
		}
		ConfigurableApplicationContext context = SpringApplication.run(SampleApplication.class, args);
		if (doctor) {
			System.exit(SpringApplication.exit(context));
		}
	}

}
