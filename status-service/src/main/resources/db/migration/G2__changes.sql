-- The transaction of a build's last change. A client that knows a place in the sequence of transactions
-- asks for what changed after it: see Notices for the marks that clients are given.
alter table build add column changed xid8 not null default pg_current_xact_id();
create index build_changed on build (changed);

-- The event that asked for a build, so that who sent it finds what became of it.
alter table build add column caused_by text, add column caused_by_source text;
update build set caused_by = facts -> 'build' ->> 'causedBy',
    caused_by_source = facts -> 'build' ->> 'causedBySource' where facts::text not like '%\u0000%';
create index build_caused_by on build (caused_by) where caused_by is not null;
