// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.machine;

import dev.hornero.quickstart.QuickstartException;
import dev.hornero.quickstart.progress.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks for the programs that Hornero uses here, and brings the one it may install itself. */
public final class Machine {

    private static final Duration ENGINE_PATIENCE = Duration.ofSeconds(10);
    private static final Duration INSTALL_PATIENCE = Duration.ofMinutes(10);
    private static final Map<String, String> UNATTENDED =
            Map.of("DEBIAN_FRONTEND", "noninteractive");

    private final Programs programs;
    private final Progress progress;

    Machine(Programs programs, Progress progress) {
        this.programs = programs;
        this.progress = progress;
    }

    public static Machine ofThisProcess(Progress progress) {
        return new Machine(Programs.ofThisMachine(), progress);
    }

    public void requireGit() {
        if (!programs.isInstalled("git")) {
            throw new QuickstartException(
                    "git is not installed: install it (Debian, Ubuntu: apt-get install git; macOS:"
                            + " xcode-select --install)");
        }
    }

    /**
     * Something that can build images: buildah, or a docker whose engine answers. As root on a
     * Debian-like system buildah is installed.
     */
    public void requireBuilder(Path installationLog) {
        if (programs.isInstalled("buildah") || dockerAnswers()) {
            return;
        }
        if (!programs.isRoot() || !programs.isInstalled("apt-get")) {
            throw new QuickstartException(
                    "Nothing here can build images: install buildah (Debian, Ubuntu: apt-get install"
                            + " buildah uidmap; Fedora: dnf install buildah) or start a docker engine");
        }
        progress.say(
                "No image builder found: installing buildah with apt-get (log: %s)"
                        .formatted(installationLog));
        Optional<Path> log = Optional.of(installationLog);
        if (!install(log) || !programs.isInstalled("buildah")) {
            throw new QuickstartException(
                    "apt-get could not install buildah: see %s, or start a docker engine"
                            .formatted(installationLog));
        }
    }

    /**
     * Builds that are kept apart from this machine, unless the user trusts them.
     *
     * @return whether they are kept apart
     */
    public boolean requireIsolation(boolean trusted) {
        if (programs.keepContainersApart()) {
            return true;
        }
        if (!trusted) {
            throw new QuickstartException(
                    "Here a Dockerfile could read and change your files, for builds cannot be kept apart"
                            + " from this machine: that takes Linux with user namespaces, unshare"
                            + " (util-linux) and ip (iproute2). If you trust every Dockerfile that you"
                            + " build, start with --trust-dockerfiles");
        }
        progress.say(
                "Builds are not kept apart from this machine: a Dockerfile can do what you can");
        return false;
    }

    private boolean install(Optional<Path> log) {
        List<String> install =
                List.of("apt-get", "install", "-y", "--no-install-recommends", "buildah");
        // The package lists of a fresh system may be missing, and of an old one out of date
        return programs.succeeds(List.of("apt-get", "update"), UNATTENDED, INSTALL_PATIENCE, log)
                && programs.succeeds(install, UNATTENDED, INSTALL_PATIENCE, log);
    }

    private boolean dockerAnswers() {
        return programs.isInstalled("docker")
                && programs.succeeds(
                        List.of("docker", "version", "--format", "{{.Server.Version}}"),
                        Map.of(),
                        ENGINE_PATIENCE,
                        Optional.empty());
    }
}
