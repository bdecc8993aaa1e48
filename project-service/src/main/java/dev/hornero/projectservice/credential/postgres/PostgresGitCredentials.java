// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.credential.postgres;

import dev.hornero.events.Sealed;
import dev.hornero.http.page.PageRequest;
import dev.hornero.projectservice.credential.CredentialKind;
import dev.hornero.projectservice.credential.GitCredentials;
import dev.hornero.projectservice.credential.StoredCredential;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
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

    private final Clock clock;

    PostgresGitCredentials(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Optional<StoredCredential> find(String name) {
        return findByIdOptional(name).map(PostgresGitCredentials::stored);
    }

    @Override
    public void add(StoredCredential credential) {
        CredentialRow row = new CredentialRow();
        row.name = credential.name();
        row.kind = credential.kind().name();
        row.sealed = credential.sealed().jwe();
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
    public void remove(String name) {
        deleteById(name);
        flush();
    }

    private static StoredCredential stored(CredentialRow row) {
        return new StoredCredential(
                row.name, CredentialKind.valueOf(row.kind), new Sealed(row.sealed));
    }
}
