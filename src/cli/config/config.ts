// Source of schemas/config.schema.json and of docs/reference/configuration.md. Plain JSON interfaces only, doc comments on
// lines of their own: see core/rules/rule-set.ts.

import type { MailConfig } from './mail-config.js'
import type { Secret } from './secret-config.js'

/** What `caseline.config.json`, `.yaml` or `.yml` may say. Paths are relative to the file. Durations are ISO 8601. */
export interface Config {
  /** Where the schema is, so that editors complete and explain. */
  $schema?: string
  /** Where the desk keeps its data. */
  store?: StoreConfig
  /** What listens for requests. */
  server?: ServerConfig
  /** Connected accounts. */
  channels?: ChannelConfig[]
  /** E-mail beside HTTP. */
  mail?: MailConfig
  /** Rule files and folders; together they make one rule set. */
  rules?: string[]
  /** Silence that finishes chats, for channels that say nothing else. */
  autoFinish?: AutoFinishConfig
  /** How much of each decision the journal keeps: `full` (default), `lean` without the rules that didn't match, `off`. */
  journal?: 'full' | 'lean' | 'off'
  /** Limits of messages and deliveries. */
  limits?: LimitsConfig
  /** Calls to other systems, those of rules and those to registered webhooks. */
  webhooks?: WebhookConfig
  /** Secrets by name, for rules that sign their webhooks. */
  secrets?: SecretsByName
  /** Tenants by name. Left out: one, `default`. */
  workspaces?: WorkspacesByName
  /** What is logged. */
  log?: LogConfig
  /** What the desk tells about its own work. */
  telemetry?: TelemetryConfig
  /** What is taken away when it is older than you keep. Left out: nothing. */
  retention?: RetentionConfig
}

export interface SecretsByName {
  [name: string]: Secret
}

/** An embedded database in a folder, or a Postgres server. */
export interface StoreConfig {
  /** Folder of the embedded database. Default `.caseline` beside the configuration, or where the command is typed. */
  data?: string
  /** Address of a Postgres server, `postgres://user:password@host/database`; signs such as `/` and `#` in a password as `%2F`, `%23`. */
  postgres?: Secret
  /**
   * Connections to the server at most. Default 10.
   * @minimum 1
   * @maximum 1000
   * @TJS-type integer
   */
  connections?: number
  /** Bring the server's tables up to date at the start. Default true; with false `caseline migrate` does it. */
  migrate?: boolean
  /** File with an empty embedded database, made at the first start: new folders begin from it in seconds. */
  template?: string
}

/** What listens for requests. */
export interface ServerConfig {
  /** Address to listen on. Default `127.0.0.1`; any other needs an API key to be there. */
  host?: string
  /**
   * Port to listen on; 0 takes a free one. Default 4100.
   * @minimum 0
   * @maximum 65535
   * @TJS-type integer
   */
  port?: number
  /** Origins of web pages that may call, such as `https://desk.example.com`; `*`: any page that brings a key. Default: none. */
  cors?: string[]
  /**
   * Bytes of a request's body at most. Default 1,048,576.
   * @minimum 1024
   * @maximum 104857600
   * @TJS-type integer
   */
  bodyLimit?: number
  /** Addresses and networks of proxies in front, whose `X-Forwarded-For` is believed. Default: none. */
  trustProxy?: string[]
  /** Where providers find this desk, such as `https://desk.example.com`; for `caseline channels`. */
  publicUrl?: string
  /** Requests a minute. */
  rateLimit?: RateLimitConfig
  /** How long a stop may take. Default `PT25S`. */
  stopWithin?: string
}

export interface RateLimitConfig {
  /**
   * Of one API key, 0: any number. Default 30,000.
   * @minimum 0
   * @TJS-type integer
   */
  perKey?: number
  /**
   * Messages of one customer on one channel, 0: any number. Default 120.
   * @minimum 0
   * @TJS-type integer
   */
  perCustomer?: number
  /**
   * Wrong keys from one address, 0: any number. Default 60.
   * @minimum 0
   * @TJS-type integer
   */
  wrongKeys?: number
}

/** One connected account. */
export interface ChannelConfig {
  /** Its name in calls and rules, such as `tg-support`. */
  id: string
  /** `telegram`, `vk`, `viber`, `facebook`, `slack`, `skype`, `chatra`, `email`, or one of your own. */
  kind: string
  /** What people call it. Default: the id. */
  name?: string
  /** Chats never get the status `closed`. Default false. */
  endless?: boolean
  /** Silence that finishes its chats. */
  autoFinish?: AutoFinishConfig
  /** What its provider needs; see the page of its kind. Left out: you take messages in and out yourself. */
  account?: AccountConfig
}

/** Properties by name; a text, wherever it stands, may be a secret: `{ "env": "NAME" }` or `{ "file": "path" }`. */
export interface AccountConfig {
  [property: string]: unknown
}

/** Silence that finishes chats. */
export interface AutoFinishConfig {
  /** Silence of both sides. Default `PT10M`, for e-mail `null`: never. */
  after?: string | null
  /** How long before, agents are warned by `chat.finish-soon`. Default `PT1M`; `null`: not at all. */
  warnBefore?: string | null
  /** What one `postpone` adds. Default `PT5M`. */
  postpone?: string
}

/** Limits of messages and deliveries. */
export interface LimitsConfig {
  /**
   * Characters of one message. Default 100,000.
   * @minimum 1
   * @TJS-type integer
   */
  maxTextLength?: number
  /** How long one attempt to deliver may take. Default `PT30S`. */
  deliveryTimeout?: string
  /**
   * Deliveries side by side. Default 16.
   * @minimum 1
   * @maximum 1000
   * @TJS-type integer
   */
  deliveriesAtOnce?: number
  /** Automated messages of one thread beyond any of these are held back. Default: 5 in `PT10M`, 20 in `P1D`. */
  storm?: StormConfig[]
}

export interface StormConfig {
  /**
   * So many automated messages.
   * @minimum 1
   * @TJS-type integer
   */
  messages: number
  /** In so long. */
  within: string
}

/** Calls to other systems. */
export interface WebhookConfig {
  /** Let them go to private, loopback and link-local addresses. Default false. */
  allowPrivateAddresses?: boolean
  /** How long one call may take. Default `PT10S`. */
  timeout?: string
}

export interface WorkspacesByName {
  [name: string]: WorkspaceConfig
}

/** A tenant. What it doesn't say is as above. */
export interface WorkspaceConfig {
  /** Its accounts, instead of those above. */
  channels?: ChannelConfig[]
  /** Its rules, instead of those above. */
  rules?: string[]
  /** Silence that finishes its chats, instead of what is said above. */
  autoFinish?: AutoFinishConfig
}

/** What is logged. */
export interface LogConfig {
  /** From this weight on. Default `info`. */
  level?: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent'
  /** `text` for people (default, to standard error), `json` one object a line (to standard output). */
  format?: 'text' | 'json'
}

/** What the desk tells about its own work. */
export interface TelemetryConfig {
  /** `/metrics` for Prometheus; needs `prom-client`. Default: where that is installed. */
  metrics?: boolean
  /** Spans of requests, commands and commits, to the OpenTelemetry SDK that you load. Default false. */
  tracing?: boolean
}

/** Ages at which things are taken away, hourly. What is left out is kept for ever. */
export interface RetentionConfig {
  /** Reasons of decisions, such as `P90D`. */
  journal?: string
  /** Messages, except those of live chats. */
  messages?: string
  /** Messages that were given up, failed or perhaps sent. */
  deadLetters?: string
  /**
   * Rows of a kind that are taken away at a time. Default 5,000.
   * @minimum 1
   * @maximum 100000
   * @TJS-type integer
   */
  batch?: number
}
