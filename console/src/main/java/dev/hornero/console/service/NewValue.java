// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.service;

/** A build argument's value as it is given. */
public record NewValue(String value, boolean secret) {
    @Override
    public String toString() {
        return "NewValue[secret=" + secret + "]";
    }
}
