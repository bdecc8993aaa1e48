-- The relay looks for the first event of a key.
create index outbox_key on outbox (topic, event_key, id);

-- The ids of events are unique within their source.
alter table build add column caused_by_source text;

-- An event of it became a dead letter; a replay starts it again.
alter table build add column given_up boolean not null default false;
create index build_given_up on build (project_env) where given_up;

-- A request that was refused, and answered so; it may be taken when it comes again.
alter table inbox add column refused boolean not null default false;

-- A ProjectEnv goes on counting where the last one of its name stopped.
create index project_env_last_number on project_env (name, last_number);
