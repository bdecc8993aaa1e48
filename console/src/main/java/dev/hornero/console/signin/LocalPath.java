// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.signin;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * A page of this console, as an address names it: never another site's, in no program's reading.
 */
final class LocalPath {
    private static final int LONGEST = 2000;

    /** One slash, then no second one in any spelling, no backslash and no control character. */
    private static final Pattern LOCAL =
            Pattern.compile(
                    "/(?!/)(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%(?!2[fF]|5[cC]|7[fF])[2-9A-Fa-f][0-9A-Fa-f])*");

    private LocalPath() {}

    /** The page, or the first one for anything that is not surely a page of this console. */
    static URI of(String given) {
        return given.length() <= LONGEST && LOCAL.matcher(given).matches()
                ? URI.create(given)
                : URI.create("/");
    }
}
