/** What a page's webhook must be subscribed to, at the app and at the page, for all that the adapter understands. */
export const WEBHOOK_FIELDS = [
  'messages',
  'messaging_postbacks',
  'message_echoes',
  'message_edits',
  'message_reactions',
  'message_deliveries',
  'message_reads',
  'messaging_optins',
  'messaging_referrals',
  'messaging_handovers',
  'standby',
] as const

/** Without these the desk is deaf; the others are a loss only. */
export const NEEDED_FIELDS = ['messages', 'message_echoes'] as const
