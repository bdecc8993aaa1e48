// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.terminal;

/** How an answer is printed. */
public enum OutputFormat {
    /** Columns and sentences, for people. */
    TABLE,
    /** One indented document, as the REST interface gives it. */
    JSON,
    /** One document a line; a list is one line an item. */
    JSONL
}
