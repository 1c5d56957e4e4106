package io.github.iwaspring.sample;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the sample asks the API for.
 *
 * @param path the path below iwa.api.base-url
 */
@ConfigurationProperties("sample")
record SampleProperties(@DefaultValue("/me") String path) {

}
