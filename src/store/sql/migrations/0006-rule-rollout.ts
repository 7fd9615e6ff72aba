// A version may be for a share of the threads before it is for all.
export const ruleRollout = {
  name: '0006-rule-rollout',
  sql: `
alter table caseline.rule_version add column shares json not null default '[]';

-- \`number\` is the last one that was given out, \`in_force\` the one that holds; while \`share\` is there, \`number\` is rolled out.
alter table caseline.rule_current add column in_force int;
alter table caseline.rule_current add column share double precision;
-- Of every workspace, which its owner too sees only one by one.
alter table caseline.rule_current no force row level security;
update caseline.rule_current set in_force = number;
alter table caseline.rule_current force row level security;
alter table caseline.rule_current alter column in_force set not null;
`,
} as const
