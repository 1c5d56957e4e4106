package io.github.iwaspring.sample;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the sample.
 *
 * @param path the path to request, relative to iwa.api.base-url
 */
@ConfigurationProperties("sample")
record SampleProperties(@DefaultValue("/me") String path) {

}
