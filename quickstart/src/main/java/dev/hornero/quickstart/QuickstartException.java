// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart;

/** Why there is nothing to run: the message is one line for the user that says what to do. */
public final class QuickstartException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String sentence;

    public QuickstartException(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    public QuickstartException(String sentence, Throwable cause) {
        super(sentence, cause);
        this.sentence = sentence;
    }

    /** The line for the user. */
    public String sentence() {
        return sentence;
    }
}
