// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.shim;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A network namespace with no way out but through this process. In it every address is this
 * namespace's own, so a connection to anywhere arrives here, with where it was meant to go; and is
 * passed on from this machine's network if a container may go there. It takes TCP on well-known
 * ports and those of this machine that are allowed, and questions for names; nothing else.
 *
 * <p>One thread lives in the namespace, opens the sockets there and starts the programs. No other
 * thread may be started by it, for it would live there too.
 */
final class OwnNetwork implements Network {

    private static final int CLONE_NEWNET = 0x40000000;
    private static final int DNS = 53;
    // Of a block for documentation, so of no machine (RFC 5737).
    private static final String NAME_SERVER = "192.0.2.53";
    private static final InetSocketAddress NAMES =
            new InetSocketAddress(InetAddress.ofLiteral(NAME_SERVER), DNS);
    private static final List<Integer> WELL_KNOWN =
            List.of(22, 80, 443, 3000, 3128, 5000, 8000, 8080, 8081, 8443, 9000, 9418, 11371);
    private static final Path RESOLV_CONF = Path.of("/etc/resolv.conf");
    private static final int BUFFER = 64 << 10;
    private static final int LARGEST_DATAGRAM = 65_535;

    private final ExecutorService inside =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
    private final Destinations destinations;
    private final Optional<InetSocketAddress> resolver;
    private final Path nameServers;
    private final List<NetworkChannel> listeners = new ArrayList<>();

    private OwnNetwork(Set<Integer> allowed, Path directory) throws IOException {
        destinations = new Destinations(allowed);
        List<String> lines =
                Files.exists(RESOLV_CONF) ? Files.readAllLines(RESOLV_CONF) : List.of();
        resolver =
                lines.stream()
                        .map(line -> line.strip().split("\\s+", -1))
                        .filter(words -> words.length == 2 && words[0].equals("nameserver"))
                        .map(words -> words[1])
                        .filter(address -> address.matches("[0-9.]+|[0-9a-fA-F:.]+(%\\w+)?"))
                        .findFirst()
                        .map(address -> new InetSocketAddress(InetAddress.ofLiteral(address), DNS));
        List<String> own = new ArrayList<>(List.of("nameserver " + NAME_SERVER));
        lines.stream()
                .filter(line -> line.matches("(search|options|domain)\\s.*"))
                .forEach(own::add);
        nameServers = Files.write(directory.resolve("resolv.conf"), own);
    }

    /**
     * Opens a namespace.
     *
     * @param allowed ports of this machine that may be reached
     * @param directory for a file of name servers
     */
    static OwnNetwork open(Set<Integer> allowed, Path directory) throws IOException {
        var network = new OwnNetwork(allowed, directory);
        try {
            List<ServerSocketChannel> servers = network.call(() -> network.enter(allowed));
            for (ServerSocketChannel server : servers) {
                network.listeners.add(server);
                start("accept", () -> network.accept(server));
            }
            if (network.resolver.isPresent()) {
                InetSocketAddress resolver = network.resolver.get();
                DatagramChannel names = network.call(OwnNetwork::nameServer);
                network.listeners.add(names);
                start("names", () -> answerNames(names, resolver));
            }
            return network;
        } catch (IOException | RuntimeException e) {
            network.close();
            throw e;
        }
    }

    @Override
    public Process start(ProcessBuilder program) throws IOException {
        return call(program::start);
    }

    @Override
    public Optional<Path> nameServers() {
        return Optional.of(nameServers);
    }

    @Override
    public void close() throws IOException {
        inside.shutdownNow();
        for (NetworkChannel listener : listeners) {
            listener.close();
        }
    }

    private <T> T call(Callable<T> work) throws IOException {
        try {
            return inside.submit(work).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IOException("no network for the container: " + e.getCause(), e.getCause());
        } catch (InterruptedException | CancellationException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a network was made", e);
        }
    }

    /** Runs in the thread that stays inside. */
    private List<ServerSocketChannel> enter(Set<Integer> allowed) throws IOException {
        unshareNetwork();
        run("ip", "link", "set", "lo", "up");
        run("ip", "route", "add", "local", "0.0.0.0/0", "dev", "lo");
        boolean six = succeeds("ip", "-6", "route", "add", "local", "::/0", "dev", "lo");
        InetAddress any = InetAddress.ofLiteral(six ? "::" : "0.0.0.0");
        Set<Integer> ports = new TreeSet<>(WELL_KNOWN);
        ports.addAll(allowed);
        List<ServerSocketChannel> servers = new ArrayList<>();
        for (int port : ports) {
            servers.add(ServerSocketChannel.open().bind(new InetSocketAddress(any, port), 256));
        }
        if (resolver.isPresent()) {
            servers.add(ServerSocketChannel.open().bind(NAMES, 256));
        }
        return servers;
    }

    private static DatagramChannel nameServer() throws IOException {
        return DatagramChannel.open().bind(NAMES);
    }

    @SuppressWarnings("restricted") // There is no other way to ask the kernel for it from Java.
    private static void unshareNetwork() throws IOException {
        Linker linker = Linker.nativeLinker();
        var unshare =
                linker.downcallHandle(
                        linker.defaultLookup().find("unshare").orElseThrow(),
                        FunctionDescriptor.of(JAVA_INT, JAVA_INT));
        try {
            int result = (int) unshare.invokeExact(CLONE_NEWNET);
            if (result != 0) {
                throw new IOException("this machine gives containers no network of their own");
            }
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("unshare cannot be called", e);
        }
    }

    private static void run(String... command) throws IOException {
        if (!succeeds(command)) {
            throw new IOException("a container's network needs: " + String.join(" ", command));
        }
    }

    private static boolean succeeds(String... command) throws IOException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void accept(ServerSocketChannel server) {
        try {
            while (server.isOpen()) {
                SocketChannel client = server.accept();
                start("connection", () -> pass(client));
            }
        } catch (AsynchronousCloseException closed) {
            // The container has ended.
        } catch (IOException e) {
            System.err.println("a container lost a port of its network: " + e.getMessage());
        }
    }

    private void pass(SocketChannel client) {
        try (client) {
            Optional<InetSocketAddress> target =
                    target((InetSocketAddress) client.getLocalAddress());
            if (target.isEmpty()) {
                refuse(client);
                return;
            }
            try (SocketChannel far = SocketChannel.open()) {
                far.socket().connect(target.get(), 20_000);
                Thread back = start("connection-back", () -> copy(far, client));
                copy(client, far);
                back.join();
            }
        } catch (ClosedChannelException over) {
            // One side was closed while the other was still copied.
        } catch (IOException cannotConnect) {
            refuse(client);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<InetSocketAddress> target(InetSocketAddress meant) {
        if (meant.getPort() == DNS) {
            return resolver;
        }
        return destinations.permits(meant) ? Optional.of(meant) : Optional.empty();
    }

    /** As a port on which no program listens. */
    private static void refuse(SocketChannel client) {
        try {
            client.setOption(StandardSocketOptions.SO_LINGER, 0);
            client.close();
        } catch (IOException e) {
            // It is gone already, which is as good.
        }
    }

    private static void copy(SocketChannel from, SocketChannel to) {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        try {
            while (from.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
                buffer.clear();
            }
            to.shutdownOutput();
        } catch (IOException broken) {
            refuse(from);
            refuse(to);
        }
    }

    private static void answerNames(DatagramChannel names, InetSocketAddress resolver) {
        while (names.isOpen()) {
            try {
                ByteBuffer question = ByteBuffer.allocate(LARGEST_DATAGRAM);
                var asker = names.receive(question);
                question.flip();
                start("name", () -> answerName(names, resolver, question, asker));
            } catch (ClosedChannelException closed) {
                return;
            } catch (IOException e) {
                System.err.println("a container's question for a name was lost: " + e.getMessage());
            }
        }
    }

    private static void answerName(
            DatagramChannel names,
            InetSocketAddress resolver,
            ByteBuffer question,
            java.net.SocketAddress asker) {
        try (DatagramChannel far = DatagramChannel.open()) {
            far.connect(resolver);
            far.write(question);
            far.socket().setSoTimeout(10_000);
            byte[] answer = new byte[LARGEST_DATAGRAM];
            var packet = new java.net.DatagramPacket(answer, answer.length);
            far.socket().receive(packet);
            names.send(ByteBuffer.wrap(answer, 0, packet.getLength()), asker);
        } catch (IOException lost) {
            // As on any network: who asked asks again.
        }
    }

    private static Thread start(String name, Runnable work) {
        return Thread.ofPlatform().daemon().name(name).start(work);
    }
}
