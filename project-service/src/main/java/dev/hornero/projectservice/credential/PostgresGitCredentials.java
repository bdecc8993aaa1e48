// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.credential;

import dev.hornero.events.Sealed;
import dev.hornero.http.request.PageRequest;
import dev.hornero.messaging.seal.GitAddress;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hibernate.Session;

/** Over the table {@code git_credential}. */
@ApplicationScoped
class PostgresGitCredentials
        implements GitCredentials, PanacheRepositoryBase<CredentialRow, String> {
    private static final String USERS =
            """
            select 'project ' || name from project where git_credential = :name
            union all
            select 'build ' || cast(id as text) from build
            where git_credential = :name and standing <> 'ENDED'
            order by 1 limit 20
            """;

    private static final String REPOSITORIES =
            """
            select 'project ' || name, repository from project where git_credential = :name
            union all
            select 'build ' || cast(id as text), repository from build
            where git_credential = :name and standing <> 'ENDED'
            """;

    private final Clock clock;

    PostgresGitCredentials(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Optional<StoredCredential> find(String name) {
        return findByIdOptional(name).map(PostgresGitCredentials::stored);
    }

    @Override
    public Optional<StoredCredential> lock(String name) {
        return findByIdOptional(name, LockModeType.PESSIMISTIC_WRITE)
                .map(PostgresGitCredentials::stored);
    }

    @Override
    public void add(StoredCredential credential) {
        CredentialRow row = new CredentialRow();
        row.name = credential.name();
        row.kind = credential.kind().name();
        row.sealed = credential.sealed().jwe();
        row.url = credential.scope().map(GitAddress::toString).orElse(null);
        row.createdAt = clock.instant();
        persistAndFlush(row);
    }

    @Override
    public List<StoredCredential> list(PageRequest page) {
        String after = page.cursor().map(c -> c.parts().getFirst()).orElse("");
        return find("name > ?1 order by name", after).page(0, page.rows()).stream()
                .map(PostgresGitCredentials::stored)
                .toList();
    }

    @Override
    public List<String> users(String name) {
        return getEntityManager()
                .unwrap(Session.class)
                .createNativeQuery(USERS, String.class)
                .setParameter("name", name)
                .list();
    }

    @Override
    public Map<String, String> repositories(String name) {
        Map<String, String> repositories = new TreeMap<>();
        getEntityManager()
                .unwrap(Session.class)
                .createNativeQuery(REPOSITORIES, Object[].class)
                .setParameter("name", name)
                .list()
                .forEach(row -> repositories.put((String) row[0], (String) row[1]));
        return repositories;
    }

    @Override
    public void change(StoredCredential credential) {
        CredentialRow row = findById(credential.name());
        row.sealed = credential.sealed().jwe();
        row.url = credential.scope().map(GitAddress::toString).orElse(null);
        flush();
    }

    @Override
    public void remove(String name) {
        deleteById(name);
        flush();
    }

    private static StoredCredential stored(CredentialRow row) {
        return new StoredCredential(
                row.name,
                CredentialKind.valueOf(row.kind),
                Optional.ofNullable(row.url).flatMap(PostgresGitCredentials::scope),
                new Sealed(row.sealed));
    }

    /** What a migration took from an address that programs read differently is no scope. */
    private static Optional<GitAddress> scope(String url) {
        try {
            return Optional.of(GitAddress.ofScope(url));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
