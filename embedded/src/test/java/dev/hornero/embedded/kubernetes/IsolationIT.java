// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes;

import static dev.hornero.embedded.kubernetes.RunningCluster.terminated;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a hostile Dockerfile, and a hostile pod, find of the machine that runs them. */
class IsolationIT {

    private static final String SECRET = "of-this-machine-only";
    private static final String BASH_OF_IMAGE = "/bin/loader --library-path /bin /bin/bash";

    @RegisterExtension
    private static final RunningCluster CLUSTER =
            new RunningCluster(
                    ClusterSettings.DEFAULT.withContainersReaching(Set.of(Repositories.port())));

    @TempDir private Path repository;
    @TempDir private Path files;
    private Path canary;
    private Process victim;
    private HttpServer server;

    @BeforeEach
    void placeWhatIsNotTheirs() throws Exception {
        Files.setPosixFilePermissions(files, PosixFilePermissions.fromString("rwxrwxrwx"));
        canary = Files.writeString(files.resolve("canary"), SECRET);
        ProcessBuilder sleep = new ProcessBuilder("sleep", "600");
        sleep.environment().put("CANARY", SECRET);
        victim = sleep.start();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    byte[] text = SECRET.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, text.length);
                    exchange.getResponseBody().write(text);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void removeIt() {
        victim.destroyForcibly();
        server.stop(0);
    }

    /** Patterns of what root and the users who sign in keep at home. */
    private static String hiddenFilesOfUsers() throws IOException {
        return Files.readAllLines(Path.of("/etc/passwd")).stream()
                .map(line -> line.split(":", -1))
                .filter(user -> user[2].equals("0") || user[2].length() == 4)
                .map(user -> user[5] + "/.??*")
                .collect(Collectors.joining(" "));
    }

    /** Each prints the secret, or does what its name says, where nothing stops it. */
    private Map<String, String> attacks(String bash) throws IOException {
        Map<String, String> attacks = new LinkedHashMap<>();
        attacks.put("environments", "cat /proc/[0-9]*/environ | tr '\\0' '\\n' | grep only");
        attacks.put("file", "cat " + canary);
        attacks.put("file-of-process", "cat /proc/[0-9]*/root" + canary);
        attacks.put("file-of-directory", "cat /proc/[0-9]*/cwd" + canary);
        attacks.put(
                "write",
                "for p in '' /proc/[0-9]*/root; do echo x >$p%s/planted; done".formatted(files));
        attacks.put("write-kernel", "echo x >/proc/sys/kernel/hostname && echo only");
        attacks.put("kill", "kill -9 " + victim.pid());
        attacks.put("processes", "ls -d /proc/%d && echo only".formatted(victim.pid()));
        attacks.put("home", "ls -d " + hiddenFilesOfUsers() + " | grep . && echo only");
        attacks.put("device", "mknod /disk b 254 0 && head -c 1 /disk && echo only");
        for (String host : List.of("127.0.0.1", "localhost", "::1", "0.0.0.0", ownAddress())) {
            attacks.put("port-" + host, get(bash, host, server.getAddress().getPort(), "/"));
        }
        return attacks;
    }

    /** What an HTTP server says there; the shell's own way to it, for it takes no library. */
    private static String get(String bash, String host, int port, String path) {
        return ("%s -c 'exec 3<>/dev/tcp/%s/%d && printf \"GET %s HTTP/1.0\\r\\nHost: 127.0.0.1\\r\\n"
                        + "\\r\\n\" >&3 && while read -r line; do echo \"$line\"; done <&3'")
                .formatted(bash, host, port, path);
    }

    private static String ownAddress() {
        try {
            return InetAddress.getLocalHost().getHostAddress();
        } catch (java.net.UnknownHostException e) {
            return "127.0.1.1";
        }
    }

    @Test
    void aRunFindsNothingOfThisMachineButWhatItMayReach() throws Exception {
        String attacks =
                attacks(BASH_OF_IMAGE).entrySet().stream()
                        .map(attack ->
                                "RUN echo \"attack %s: $( (%s) 2>/dev/null)\"\n"
                                        .formatted(attack.getKey(), attack.getValue()))
                        .collect(Collectors.joining());
        String url =
                Repositories.of(
                        repository,
                        Map.of(
                                "Dockerfile",
                                """
                                FROM scratch
                                COPY busybox bash libraries /bin/
                                RUN ["/bin/busybox", "--install", "-s", "/bin"]
                                %sRUN id -u && mkdir /made && chown 1000 /made && ls -ldn /made
                                RUN %s | grep -a refs/heads/main
                                """
                                        .formatted(
                                                attacks,
                                                get(
                                                        BASH_OF_IMAGE,
                                                        "127.0.0.1",
                                                        Repositories.port(),
                                                        repository
                                                                + "/.git/info/refs?service=git-upload-pack"))));
        Files.copy(Path.of("/bin/busybox"), repository.resolve("busybox"));
        Files.copy(Path.of("/bin/bash"), repository.resolve("bash"));
        copyLibraries(Path.of("/bin/bash"), repository.resolve("libraries"));
        Repositories.commit(repository);
        CLUSTER.client().resource(BuildJobs.claim("hostile")).create();
        CLUSTER.client()
                .resource(
                        BuildJobs.build(
                                "hostile", url, List.of("--destination=registry.invalid/x:1")))
                .create();
        CLUSTER.awaitFinished("hostile");

        Pod pod = CLUSTER.podOf("hostile");
        String log = CLUSTER.log(pod, "build");
        assertThat(terminated(pod).getExitCode()).as(log).isZero();
        assertNothingWasFound(log);
        assertThat(log).contains("refs/heads/main").containsPattern("(?m)^0$").contains("1000");
    }

    @Test
    void aPodFindsNothingOfThisMachineEither() throws IOException {
        String attacks =
                attacks("bash").entrySet().stream()
                        .map(attack ->
                                "echo \"attack %s: $( (%s) 2>/dev/null)\"\n"
                                        .formatted(attack.getKey(), attack.getValue()))
                        .collect(Collectors.joining());
        CLUSTER.client()
                .resource(Pods.script("hostile-pod", "umount -l /proc/sys /proc\n" + attacks))
                .create();

        Pod pod = CLUSTER.awaitPod("hostile-pod", RunningCluster::isOver);

        assertNothingWasFound(CLUSTER.log(pod, "main"));
    }

    private static void copyLibraries(Path program, Path directory) throws Exception {
        Files.createDirectory(directory);
        Process ldd = new ProcessBuilder("ldd", program.toString()).start();
        String listed = new String(ldd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher library = Pattern.compile("(/\\S+) \\(0x").matcher(listed);
        while (library.find()) {
            Path file = Path.of(library.group(1));
            String name = "" + file.getFileName();
            Files.copy(file, directory.resolve(name.startsWith("ld-") ? "loader" : name));
        }
    }

    private void assertNothingWasFound(String log) throws IOException {
        List<String> lines =
                log.lines().filter(line -> line.startsWith("attack ")).map(String::strip).toList();
        assertThat(lines)
                .containsExactlyElementsOf(
                        attacks("").keySet().stream().map(name -> "attack " + name + ":").toList());
        assertThat(files.resolve("planted")).doesNotExist();
        assertThat(canary).hasContent(SECRET);
        assertThat(victim.isAlive()).isTrue();
    }
}
