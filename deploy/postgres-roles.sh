#!/bin/bash
# For a new database: the role that owns the tables, and the one that desks use. docs/guide/operating.md says why two.
set -euo pipefail
psql -v ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname "$POSTGRES_DB" \
  -v owner_password="$OWNER_PASSWORD" -v app_password="$APP_PASSWORD" -v database="$POSTGRES_DB" <<'SQL'
create role caseline_owner login password :'owner_password';
create role caseline_app login password :'app_password';
grant connect on database :"database" to caseline_owner, caseline_app;
create schema caseline authorization caseline_owner;
grant usage on schema caseline to caseline_app;
alter default privileges for role caseline_owner in schema caseline
  grant select, insert, update, delete on tables to caseline_app;
alter default privileges for role caseline_owner in schema caseline
  grant usage on sequences to caseline_app;
SQL
