// Chats in which a workflow runs, for the list of them. What runs is part of the chat's document.
export const workflows = {
  name: '0007-workflows',
  sql: `
create index chat_workflow on caseline.chat (workspace, number) where (doc -> 'workflow') is not null;
`,
}
