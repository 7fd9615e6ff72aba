import { ARTICLE } from './article.js'
import { BUSY } from './busy.js'
import { CONTACT } from './contact.js'
import { ENDLESS } from './endless.js'
import { HOLIDAY } from './holiday.js'
import { LETTERS } from './letters.js'
import { NIGHT } from './night.js'
import { RACE } from './race.js'
import type { Sample } from './sample.js'
import { STORM } from './storm.js'

/** The ready scenarios, in the order in which they are offered. */
export const SAMPLES: readonly Sample[] = [ARTICLE, NIGHT, HOLIDAY, STORM, CONTACT, ENDLESS, RACE, LETTERS, BUSY]
