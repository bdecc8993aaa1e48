// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.service;

import java.util.Optional;

/**
 * A build argument that has no value.
 *
 * @param hard an empty value cannot work
 */
public record MissingValue(String name, Optional<String> description, boolean hard) {}
