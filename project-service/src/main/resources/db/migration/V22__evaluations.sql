-- What was last published of a build that waits for values, beside their names
alter table build add column evaluation jsonb;

-- ASK or EMPTY
alter table project_env add column soft_arguments text not null default 'ASK';
