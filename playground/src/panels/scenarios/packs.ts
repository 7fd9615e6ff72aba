/** Folders of `rules/`, in the order in which they are offered; a test holds that none is missing. */
export const PACKS = [
  'first-contact',
  'away',
  'hours',
  'holidays',
  'tickets',
  'routing',
  'vip',
  'waiting',
  'farewell',
  'contact-workflow',
  'topics-workflow',
  'appointment-workflow',
  'satisfaction-workflow',
  'recontact-workflow',
] as const
