// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.imagebuild;

/** A build that project-service took; it will reach an end or wait for values. */
public record AcceptedBuild(String id, int number, String projectEnv) {

    String title() {
        return projectEnv + " #" + number;
    }
}
