// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.signin;

import io.quarkus.qute.TemplateInstance;

/** Asks for an API key. */
record SignInPage(String next, String error) implements TemplateInstance {}
