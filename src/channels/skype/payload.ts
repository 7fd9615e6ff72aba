// A Bot Framework activity as far as it is used: https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference#activity-object
// Everything comes from a stranger and is read field by field; these are names, not promises.

export interface ChannelAccount {
  readonly id: string
  readonly name: string | null
  readonly role?: string
}

/** What a reply needs of the activity that it answers: kept per customer as `replyContext`. */
export interface ReplyContext {
  /** Signed for by the token it came with. */
  readonly serviceUrl: string
  readonly channelId: string
  /** Whom the customer wrote to: the sender of what we say. */
  readonly bot?: ChannelAccount
  readonly user?: ChannelAccount
  readonly tenantId?: string
}

/** What we post. */
export interface OutgoingActivity {
  readonly type: 'message'
  readonly from: { readonly id: string; readonly name?: string }
  readonly recipient?: { readonly id: string; readonly name?: string }
  readonly conversation: { readonly id: string }
  readonly text: string
  readonly textFormat: 'plain'
  readonly replyToId?: string
  readonly suggestedActions?: {
    readonly actions: readonly { readonly type: 'imBack'; readonly title: string; readonly value: string }[]
  }
  readonly attachments?: readonly {
    readonly contentType: string
    readonly contentUrl: string
    readonly name?: string
  }[]
}
