-- The logs of builds as compressed chunks, one partition for each day. The tables build_log and
-- log_line of V1 stay for the release before; nothing is written to them any more.

-- One row for each build with a log; locked while lines are added, so that their numbers are in
-- the order of commits and a follower misses none. It outlives the chunks, to say that they are
-- gone.
create table stored_log (
    build_id     uuid    primary key,
    -- The partition of all its chunks
    day          date    not null,
    lines        bigint  not null,
    bytes        bigint  not null,
    -- The lines until here are in chunks that stay; the chunks after it become one
    packed_lines bigint  not null,
    packed_bytes bigint  not null,
    -- Nanoseconds since the epoch, as in log_chunk
    newest       bigint  not null,
    newest_cut   bigint  not null,
    complete     boolean not null
);

create table log_chunk (
    day      date    not null,
    build_id uuid    not null,
    -- The number of the last line
    last     bigint  not null,
    lines    integer not null,
    -- Bytes of text of all lines until here, and of these
    ends     bigint  not null,
    bytes    bigint  not null,
    -- Times of lines: where one that may be delivered again has to be looked for
    oldest   bigint  not null,
    newest   bigint  not null,
    packed   bytea   not null,
    primary key (day, build_id, last)
) partition by list (day);

-- They are compressed already
alter table log_chunk alter column packed set storage external;

-- The days whose partition was dropped
create table dropped_log_day (
    day        date        primary key,
    dropped_at timestamptz not null
);
