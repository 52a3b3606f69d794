-- A role and a database for I Need To Talk, and a server log that holds nothing of a row. Run it as
-- PostgreSQL's administrator: the service's own role may not make these settings. It may be run again.
\set ON_ERROR_STOP on
\set role '@ROLE@'
\set database '@DATABASE@'

SELECT format('CREATE ROLE %I LOGIN', :'role')
    WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'role') \gexec
SELECT format('CREATE DATABASE %I OWNER %I', :'database', :'role')
    WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'database') \gexec
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;

@SETTINGS@
