-- What a project's builds take of the repository; a build keeps what it was ordered with. The defaults
-- are for the last release, which may still write beside this one.
alter table project
    add column submodules boolean not null default true,
    add column git_directory boolean not null default false;

alter table build
    add column submodules boolean not null default true,
    add column git_directory boolean not null default false;
