-- What a git credential is for: scheme, host, and where given port and path. Absent: for nothing until
-- an administrator says.
alter table git_credential add column url text;

-- Where it is used at one host only, it is for that one.
with used as (
    select git_credential as name, repository,
        substring(repository from '^([A-Za-z][A-Za-z0-9+.-]*)://') as scheme,
        coalesce(
            substring(repository from '^[A-Za-z][A-Za-z0-9+.-]*://(?:[^/@]*@)?([^/]+)'),
            substring(repository from '^[^@/:]*@([^/:]+):')) as authority
    from project
    where git_credential is not null
), origin as (
    select name,
        regexp_replace(
            regexp_replace(
                lower(coalesce(scheme, 'ssh') || '://' || authority),
                '^(https://.*):443$', '\1'),
            '^(ssh://.*):22$', '\1') as url
    from used
), one as (
    select name, min(url) as url
    from origin
    group by name
    having count(distinct url) = 1 and count(url) = count(*)
)
update git_credential set url = one.url from one where one.name = git_credential.name;
