export type { Presence, StormLimit, TraceDepth } from './core/automation/context.js'
export type { Action } from './core/chat/available.js'
export type { Assignee, Priority } from './core/chat/chat.js'
export type { ChatStateName, FinishedBy, Status } from './core/chat/lifecycle.js'
export type { ChatView } from './core/chat/view.js'
export type { Effect, EffectType } from './core/effect/effect.js'
export type { Diagnostic } from './core/rules/diagnostic.js'
export type { Rule, RuleAction, RuleSet } from './core/rules/rule-set.js'
export type { Verdict, VerdictCounts, VerdictKind } from './core/rules/verdict.js'
export type { Figures } from './core/statistics/figures.js'
export type { Spread } from './core/statistics/spread.js'
export type { GroupFigures, Grouping, GroupKey } from './core/statistics/statistics.js'
export type { Changes } from './core/thread/command.js'
export type { Contact, CustomerInput } from './core/thread/contact.js'
export type { Outcome } from './core/thread/draft.js'
export type { DomainEvent } from './core/thread/event.js'
export type { Attachment, Delivery, Message } from './core/thread/message.js'
export { REFUSAL_CODES, type RefusalCode } from './core/thread/refusal.js'
export type { PassTrace, Trace } from './core/trace.js'
export type { Answer } from './desk/answer.js'
export { channelSetting, channelSettings } from './desk/channel-setting.js'
export { createDesk } from './desk/create-desk.js'
export type { DeliveryRun } from './desk/deliver.js'
export type { AgentMessage, CustomerMessage, Desk } from './desk/desk.js'
export type { ExplainOptions, Explanation } from './desk/explain-message.js'
export type { ExportedChat, ExportRequest } from './desk/export-chats.js'
export type {
  AutoFinishOptions,
  CallContext,
  ChannelOptions,
  DeskOptions,
  DeskRules,
  EmbeddedFunction,
  FactContext,
  FactOption,
} from './desk/options.js'
export type { MessagesOptions, MessageView, ThreadView } from './desk/queries.js'
export { RefusedError } from './desk/refused-error.js'
export { loadRules, type RuleFiles, RuleSetError } from './desk/rule-files.js'
export type { DueRun } from './desk/run-due.js'
export { type VerifyOptions, verifySignature } from './desk/signature.js'
export type { ReadingOptions, Statistics, StatisticsRequest } from './desk/statistics.js'
export { systemClock } from './desk/system-clock.js'
export type { Deliver, DeliveryResult, SendMessageEffect } from './ports/channel.js'
export type { Clock } from './ports/clock.js'
export type * from './ports/service-store.js'
export type * from './ports/store.js'
export { STORE_ERROR_CODES, StoreError, type StoreErrorCode } from './ports/store-error.js'
export { memoryStore } from './store/memory/memory-store.js'
