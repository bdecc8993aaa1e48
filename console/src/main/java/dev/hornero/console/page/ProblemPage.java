// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.page;

import io.quarkus.qute.TemplateInstance;

/** Says why there is no other page. */
public record ProblemPage(String title, String sentence) implements TemplateInstance {
    /** For an HTTP status that says it all. */
    public static ProblemPage of(int status) {
        return switch (status) {
            case 400 -> new ProblemPage("Not understood", "The address or the form is malformed.");
            case 404 -> new ProblemPage("Not found", "There is no such page.");
            case 405 ->
                    new ProblemPage("Not possible", "This page cannot be asked for in that way.");
            case 406 -> new ProblemPage("Not possible", "There are pages here, in HTML only.");
            case 413 ->
                    new ProblemPage("Too large", "That is more than this page takes. Send less.");
            case 415 -> new ProblemPage("Not possible", "This page takes forms only.");
            default ->
                    status < 500
                            ? new ProblemPage("Refused", "This cannot be done.")
                            : new ProblemPage(
                                    "Something went wrong here",
                                    "It was logged. Try again, or ask who runs Hornero for you.");
        };
    }
}
