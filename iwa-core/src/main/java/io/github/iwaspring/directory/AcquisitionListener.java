package io.github.iwaspring.directory;

import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.entra.HostAndPort;

/**
 * Hears how a sign-in goes, hop by hop, without what it must not know: no URL, no header
 * but the date, no body. Called on the thread of the acquisition.
 */
public interface AcquisitionListener {

	/**
	 * Hears nothing.
	 */
	AcquisitionListener NONE = new AcquisitionListener() {
	};

	/**
	 * A request is about to be made.
	 * @param stage what it is for
	 * @param host where it goes
	 */
	default void asking(Stage stage, HostAndPort host) {
	}

	/**
	 * A request was answered, with whatever status.
	 * @param answer who answered, and when
	 */
	default void answered(StepResponse answer) {
	}

	/**
	 * The ticket that is being made will be bound to the TLS connection that it travels
	 * on.
	 */
	default void binding() {
	}

	/**
	 * There is a ticket for the federation service.
	 */
	default void ticketMade() {
	}

}
