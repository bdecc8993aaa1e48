// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.process;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.hornero.quickstart.home.Home;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Processes of an earlier run that could not end them because it was killed itself. */
public final class Leftovers {

    private static final long PATIENCE_SECONDS = 20;

    private Leftovers() {}

    /** Ends them; returns how many there were. The home has to be locked by the caller. */
    public static int end(Home home) throws InterruptedException {
        List<ProcessHandle> running = new ArrayList<>();
        for (PidFile file : PidFile.allIn(home.pids())) {
            file.running().ifPresent(running::add);
        }
        running.forEach(ProcessHandle::destroy);
        for (ProcessHandle process : running) {
            if (!ends(process)) {
                process.destroyForcibly();
                ends(process);
            }
            OwnSession.killRest(process.pid());
        }
        PidFile.allIn(home.pids()).forEach(PidFile::delete);
        return running.size();
    }

    private static boolean ends(ProcessHandle process) throws InterruptedException {
        try {
            process.onExit().get(PATIENCE_SECONDS, SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Cannot wait for process " + process.pid(), e);
        }
    }
}
