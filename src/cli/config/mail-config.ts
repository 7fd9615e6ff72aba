// Part of config.ts.
import type { Secret } from './secret-config.js'

/** E-mail beside HTTP. */
export interface MailConfig {
  /** Folder that keeps letters with files; several nodes share it. Default `letters` beside the embedded database, `.caseline/letters` with Postgres; `null`: none, files of letters can't be fetched. */
  archive?: string | null
  /** Takes letters from a mail server of yours by SMTP. Left out: nothing listens. */
  listen?: MailListenConfig
}

export interface MailListenConfig {
  /** Address to listen on for letters. Default `127.0.0.1`. */
  host?: string
  /**
   * Port to listen on for letters; 0 takes a free one. Default 2525.
   * @minimum 0
   * @maximum 65535
   * @TJS-type integer
   */
  port?: number
  /** What the greeting calls this machine. Default: its own name. */
  name?: string
  /** Addresses and networks that may hand letters over without signing in. Default: this machine. */
  allow?: string[]
  /** A certificate: STARTTLS is offered. */
  tls?: MailTlsConfig
  /** Lets others in that sign in; needs `tls`. */
  login?: MailLoginConfig
  /**
   * Bytes of a letter at most. Default 41,943,040.
   * @minimum 1024
   * @maximum 41943040
   * @TJS-type integer
   */
  maxBytes?: number
}

export interface MailTlsConfig {
  /** The private key (PEM). */
  key: Secret
  /** The certificate and those between it and the root (PEM). */
  cert: Secret
  /** TLS from the first byte instead of STARTTLS. Default false. */
  implicit?: boolean
}

export interface MailLoginConfig {
  /** Who hands letters over. */
  user: string
  /** With which password. */
  password: Secret
}
