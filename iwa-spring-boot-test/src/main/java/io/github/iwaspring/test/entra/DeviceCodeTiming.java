package io.github.iwaspring.test.entra;

import java.time.Duration;

/**
 * The polling interval and the lifetime of device codes.
 *
 * @param interval the pause between two polls, in whole seconds; zero for no pause
 * @param lifetime the lifetime of a code, in whole seconds
 */
public record DeviceCodeTiming(Duration interval, Duration lifetime) {

}
