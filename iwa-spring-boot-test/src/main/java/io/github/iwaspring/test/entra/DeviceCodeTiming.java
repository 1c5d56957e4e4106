package io.github.iwaspring.test.entra;

import java.time.Duration;

/**
 * The times of device codes, in whole seconds.
 *
 * @param interval how long clients have to wait between two polls; zero for no pause
 * @param lifetime how long a code lives
 */
public record DeviceCodeTiming(Duration interval, Duration lifetime) {

}
