// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.instruction;

/** The physical lines an instruction takes, heredocs included; 1-based. */
public record Position(int first, int last) {}
