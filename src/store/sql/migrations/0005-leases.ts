// What one node at a time may do for a workspace, such as looking into a mailbox.
export const leases = {
  name: '0005-leases',
  sql: `
create table caseline.lease (
  workspace text not null,
  name text not null,
  holder text not null,
  until timestamptz not null,
  primary key (workspace, name)
) with (fillfactor = 80);
alter table caseline.lease enable row level security;
alter table caseline.lease force row level security;
create policy own_workspace on caseline.lease using (workspace || '' = current_setting('caseline.workspace', true));
`,
} as const
