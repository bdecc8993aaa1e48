-- Whether the build arguments of a build are known, so that those of the build before a build are
-- found with one look into the index, however many builds between them were never scanned.
alter table build add column arguments_known boolean not null default false;
-- As text: PostgreSQL's functions for JSON refuse a text with \u0000 anywhere in it.
update build set arguments_known = true where facts::text like '%"scans":{"%';
create index build_before on build (project_env_id, number desc) where arguments_known;
