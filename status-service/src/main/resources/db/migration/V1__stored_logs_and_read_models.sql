-- What outlives a rebuild: the logs, and which read model is the one to read.

create table read_model (
    only_row boolean primary key default true check (only_row),
    active   integer not null,
    building integer
);
insert into read_model (active) values (1);

-- One row for each build with a log; locked while lines are added, so that their numbers are in
-- the order of commits and a follower misses none.
create table build_log (
    build_id uuid primary key,
    lines    bigint  not null default 0,
    complete boolean not null default false
);

create table log_line (
    build_id  uuid        not null references build_log,
    number    bigint      not null,
    pod       text        not null,
    container text        not null,
    -- Nanoseconds, which timestamptz has not.
    time      text        not null,
    ordinal   integer     not null,
    gap       boolean     not null,
    text      text        not null,
    primary key (build_id, number),
    unique (build_id, pod, container, time, ordinal)
);
