-- Each filter of the list of builds finds its newest rows in an index, however many others there are.
create index build_of_project_env_newest on build (project_env_id, since desc, id desc);
create index build_of_name on build (project_env, since desc, id desc);
create index build_number_of_name on build (project_env, number);
create index build_of_environment on build (environment, since desc, id desc);
-- A phase may be common elsewhere and have no row in an environment.
create index build_of_environment_in_phase on build (environment, phase, since desc, id desc);
create index build_in_phase on build (phase, since desc, id desc);
create index build_caused_by_source on build (caused_by_source, since desc, id desc) where caused_by_source is not null;
