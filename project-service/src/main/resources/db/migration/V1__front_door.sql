create table environment (
    name text primary key,
    cluster text not null,
    namespace text not null,
    branch text,
    created_at timestamptz not null
);

create table git_credential (
    name text primary key,
    kind text not null,
    sealed text not null,
    created_at timestamptz not null
);

create table project (
    name text primary key,
    repository text not null,
    dockerfile_path text not null,
    context_path text not null,
    target text,
    git_credential text references git_credential (name),
    created_at timestamptz not null
);

create index project_git_credential on project (git_credential);

create table project_env (
    id uuid primary key,
    name text not null,
    project text not null,
    environment text not null,
    branch text,
    pinned_commit text,
    tag text not null,
    cache boolean not null,
    timeout_seconds bigint not null,
    resources jsonb not null,
    placement jsonb not null,
    image_repository text not null,
    last_number integer not null,
    last_sequence bigint not null,
    -- ALIVE, ENDING (its builds are being cancelled), GONE
    life text not null,
    created_at timestamptz not null
);

-- The name of one that is gone may come back under another id.
create unique index project_env_name on project_env (name) where life <> 'GONE';
create index project_env_project on project_env (project) where life <> 'GONE';

create table build (
    id uuid primary key,
    project_env uuid not null references project_env (id),
    number integer not null,
    repository text not null,
    dockerfile_path text not null,
    context_path text not null,
    target text,
    git_credential text references git_credential (name) on delete set null,
    branch text not null,
    pinned_commit text,
    tag text not null,
    cache boolean not null,
    cause text not null,
    requested_by text,
    rebuild_of uuid,
    caused_by text,
    traceparent text,
    -- AWAITING_SCAN, AWAITING_VALUES (or its turn, when nothing is missing), RELEASED, ENDED
    standing text not null,
    finding jsonb,
    missing jsonb,
    sequence bigint,
    build_end text,
    requested_at timestamptz not null,
    ended_at timestamptz,
    unique (project_env, number),
    unique (project_env, sequence)
);

create index build_unended on build (project_env, number) where standing <> 'ENDED';
create index build_git_credential on build (git_credential) where standing <> 'ENDED';

-- Values are sealed at rest, the plain ones too.
create table arg_value (
    -- PROJECT, PROJECT_ENV, BUILD
    scope text not null,
    owner text not null,
    name text not null,
    sealed text not null,
    secret boolean not null,
    bytes integer not null,
    changed_at timestamptz not null,
    primary key (scope, owner, name)
);

create table idempotency_key (
    project_env uuid not null references project_env (id),
    idempotency_key text not null,
    sealed_digest text not null,
    build uuid not null references build (id),
    used_at timestamptz not null,
    primary key (project_env, idempotency_key)
);

create index idempotency_key_used_at on idempotency_key (used_at);

create table api_key (
    id text primary key,
    name text not null unique,
    sha256 text not null unique,
    role text not null,
    expires_at timestamptz,
    created_at timestamptz not null
);

create table replayed_dead_letter (
    id text primary key,
    replayed_by text not null,
    replayed_at timestamptz not null
);

create table inbox (
    source text not null,
    event_id text not null,
    received_at timestamptz not null,
    primary key (source, event_id)
);

create table outbox (
    id bigint generated always as identity primary key,
    topic text not null,
    event_key text not null,
    headers jsonb not null,
    -- absent: a tombstone
    payload text,
    build uuid,
    created_at timestamptz not null
);

create function outbox_notify() returns trigger language plpgsql as $$
begin
    perform pg_notify('outbox', '');
    return null;
end
$$;

create trigger outbox_notify after insert on outbox
    for each statement execute function outbox_notify();
