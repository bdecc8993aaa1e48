// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.database;

import dev.hornero.http.problem.Problem;
import dev.hornero.http.problem.ProblemException;
import dev.hornero.messaging.delivery.PassingFailure;
import jakarta.inject.Singleton;

/** What is not available at the moment to a caller over REST passes for an event too. */
@Singleton
final class Overload implements PassingFailure {
    @Override
    public boolean passes(Throwable failure) {
        return failure instanceof ProblemException problem
                && problem.document().status() == Problem.UNAVAILABLE.status();
    }
}
