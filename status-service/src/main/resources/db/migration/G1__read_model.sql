-- A read model: made from the topics alone, in a schema of its own.

create table project_env (
    id          uuid primary key,
    project     text not null,
    environment text not null,
    name        text not null,
    deleted     boolean not null default false
);
create index project_env_name on project_env (name);

-- facts is the truth; the other columns are read off it to find and sort builds.
create table build (
    id             uuid primary key,
    project_env_id uuid        not null,
    number         integer     not null,
    project        text        not null,
    environment    text        not null,
    project_env    text        not null,
    phase          text        not null,
    since          timestamptz not null,
    sequence       bigint,
    resolved       timestamptz,
    answered       boolean     not null,
    facts          json        not null
);
create index build_newest on build (since desc, id desc);
create index build_of_project_env on build (project_env_id, number desc);
create index build_of_project on build (project, since desc, id desc);
create index build_unanswered on build (resolved) where not answered;
create index build_unended on build (project_env_id, sequence)
    where phase not in ('SUCCEEDED', 'FAILED', 'CANCELLED');

create table build_event (
    build_id uuid not null,
    source   text not null,
    event_id text not null,
    type     text not null,
    -- Nanoseconds, which timestamptz has not.
    time     text not null,
    text     text not null,
    primary key (build_id, source, event_id)
);
