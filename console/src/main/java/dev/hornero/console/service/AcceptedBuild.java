// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.service;

/** A build that was just taken. */
public record AcceptedBuild(String id, int number) {}
