import type { Server } from 'node:http'

/** A contestant, ready to listen. */
export interface Served {
  readonly app: {
    readonly server: Server
    readonly listen: (where: { readonly port: number; readonly host: string }) => Promise<string>
  }
  /** The header's value; empty: none is asked for. */
  readonly authorization: string
  /** Chats 1 … that can be asked for. */
  readonly chats: number
}
