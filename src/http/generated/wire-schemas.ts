// Written by scripts/schemas.mjs from the types of src/http/wire; a module, because importing JSON is not everywhere the same.
import type { JsonSchema } from '../../core/rules/schema-fault.js'

export type WireName =
  | 'Action'
  | 'ActionOutcome'
  | 'ActionTrace'
  | 'Actor'
  | 'Agent'
  | 'AgentList'
  | 'AgentPath'
  | 'AgentStatus'
  | 'AlmostMatched'
  | 'ApiKey'
  | 'ArmedTimer'
  | 'AskedExplanation'
  | 'AskedGuard'
  | 'Assignee'
  | 'Attachment'
  | 'AttachmentPath'
  | 'ByAgentBody'
  | 'CancelWorkflowQuery'
  | 'Change'
  | 'ChangeSet'
  | 'ChangedThing'
  | 'ChannelBody'
  | 'ChannelCheck'
  | 'ChannelFault'
  | 'ChannelFinding'
  | 'ChannelList'
  | 'ChannelPath'
  | 'ChannelSilence'
  | 'ChannelView'
  | 'ChannelWebhook'
  | 'ChannelWebhookQuery'
  | 'ChatChanges'
  | 'ChatPage'
  | 'ChatPath'
  | 'ChatStateName'
  | 'ChatView'
  | 'ChatsQuery'
  | 'CheckRules'
  | 'CheckedRules'
  | 'Choices'
  | 'CommandAnswer'
  | 'CommandType'
  | 'ConditionVerdict'
  | 'ConfiguredRules'
  | 'Counts'
  | 'CreatedKey'
  | 'CsvText'
  | 'CustomerBody'
  | 'CustomerPath'
  | 'CustomerQuery'
  | 'CustomerView'
  | 'DeadLetter'
  | 'DeadLetterList'
  | 'DeadLetterPath'
  | 'DeadLettersQuery'
  | 'Delivery'
  | 'DeliveryFailure'
  | 'DeliveryReport'
  | 'DiagnosticCode'
  | 'DisarmingEvent'
  | 'DomainEvent'
  | 'DraftRules'
  | 'Durations'
  | 'Effect'
  | 'EffectPath'
  | 'EventStreamText'
  | 'EventsQuery'
  | 'ExplainQuery'
  | 'ExplainedFact'
  | 'ExplainedList'
  | 'ExplainedNode'
  | 'ExplainedNot'
  | 'ExplainedReference'
  | 'ExportCsvQuery'
  | 'ExportLinesQuery'
  | 'ExportQuery'
  | 'FactChange'
  | 'FailedVersion'
  | 'Figures'
  | 'FileBytes'
  | 'Finding'
  | 'FinishBody'
  | 'FinishedBy'
  | 'Fix'
  | 'FixByName'
  | 'FixByRemoval'
  | 'FixByValue'
  | 'Flip'
  | 'FlippedExplanation'
  | 'GroupKey'
  | 'HandoverReason'
  | 'Health'
  | 'JournalChat'
  | 'JournalCommand'
  | 'JournalItem'
  | 'JournalPage'
  | 'JournalQuery'
  | 'JournalThread'
  | 'Json'
  | 'JsonLinesText'
  | 'KeyList'
  | 'KeyPath'
  | 'LinkBody'
  | 'Message'
  | 'MessageEdit'
  | 'MessageExplanation'
  | 'MessagePage'
  | 'MessagePath'
  | 'MessageView'
  | 'MessagesQuery'
  | 'MetricsText'
  | 'NewChat'
  | 'NewKey'
  | 'NewMessage'
  | 'NewNote'
  | 'NewReply'
  | 'NewWebhook'
  | 'OnChannelQuery'
  | 'Option'
  | 'OutboxEntry'
  | 'OutboxList'
  | 'OutboxQuery'
  | 'OutboxState'
  | 'Outcome'
  | 'PassAlmost'
  | 'PassFacts'
  | 'PassTrace'
  | 'PassVerdicts'
  | 'Place'
  | 'PostponeBody'
  | 'Priority'
  | 'Problem'
  | 'ProblemCode'
  | 'ProblemError'
  | 'ProfileView'
  | 'ProviderAnswer'
  | 'PublishRules'
  | 'PublishedRules'
  | 'Readiness'
  | 'Recipients'
  | 'Refusal'
  | 'RefusalCode'
  | 'Replay'
  | 'RollBackRules'
  | 'RuleChange'
  | 'RuleDiagnostic'
  | 'RuleExplanation'
  | 'RuleFigures'
  | 'RuleFiguresQuery'
  | 'RuleRollout'
  | 'RuleShare'
  | 'RuleVersionHead'
  | 'RuleVersionPage'
  | 'RuleVersionPath'
  | 'RuleVersionsQuery'
  | 'RuleWitness'
  | 'RulesDiff'
  | 'RulesDiffQuery'
  | 'RulesInForce'
  | 'RulesPublished'
  | 'RulesShared'
  | 'RulesView'
  | 'RunningWorkflow'
  | 'SaveRules'
  | 'SavedRules'
  | 'ShareRules'
  | 'SimulateRules'
  | 'SimulatedCounts'
  | 'SimulatedDifference'
  | 'SimulatedRule'
  | 'SimulatedRules'
  | 'SimulatedStep'
  | 'SimulatedThing'
  | 'SplitBody'
  | 'Spread'
  | 'StartWorkflowBody'
  | 'StatsCoverage'
  | 'StatsGroup'
  | 'StatsQuery'
  | 'StatsSchedule'
  | 'StatsView'
  | 'Status'
  | 'StepTrace'
  | 'StreamEvent'
  | 'ThingDiff'
  | 'TimeEvent'
  | 'Trace'
  | 'Verdict'
  | 'VerdictCounts'
  | 'VersionFigures'
  | 'WebhookAttempt'
  | 'WebhookChanges'
  | 'WebhookList'
  | 'WebhookPath'
  | 'WebhookView'
  | 'WebhookWithSecret'
  | 'WithheldBy'
  | 'WitnessedScenario'
  | 'WorkflowCause'
  | 'WorkflowEnd'
  | 'WorkflowPage'
  | 'WorkflowTrace'
  | 'WorkflowsQuery'
  | 'XlsxBytes'
  | '_readonly_not_first_chat_number_readonlyonce_number_readonlystorm_number_readonlyautomated_number_readonly_not_current_number_readonlybusy_number_readonly_agent_answered_number'
  | '_readonlyclosed_number_readonlyopen_number_readonlypending_number'
  | '_readonlysplit_number_readonlyagent_number_readonlytimer_number_readonlyautomation_number'

export const wireSchemas: { readonly [name in WireName]: JsonSchema } = {
  "Action": {
    "$id": "Action",
    "description": "What a screen may offer on a chat (spec S8).",
    "enum": [
      "assign",
      "finish",
      "go-next",
      "go-previous",
      "merge",
      "note",
      "postpone",
      "reply",
      "set-status",
      "set-subject",
      "show-previous",
      "split",
      "tag",
      "unmerge"
    ],
    "type": "string"
  },
  "ActionOutcome": {
    "$id": "ActionOutcome",
    "anyOf": [
      {
        "type": "object",
        "properties": {
          "kind": {
            "type": "string",
            "const": "done"
          },
          "effect": {
            "type": "string"
          },
          "message": {
            "type": "string"
          }
        },
        "additionalProperties": false,
        "required": [
          "kind"
        ]
      },
      {
        "type": "object",
        "properties": {
          "kind": {
            "type": "string",
            "const": "unchanged"
          }
        },
        "additionalProperties": false,
        "required": [
          "kind"
        ]
      },
      {
        "type": "object",
        "properties": {
          "kind": {
            "type": "string",
            "const": "delayed"
          },
          "until": {
            "type": "string"
          }
        },
        "additionalProperties": false,
        "required": [
          "kind",
          "until"
        ]
      },
      {
        "type": "object",
        "properties": {
          "kind": {
            "type": "string",
            "const": "withheld"
          },
          "by": {
            "$ref": "WithheldBy#"
          },
          "mark": {
            "type": "string"
          }
        },
        "additionalProperties": false,
        "required": [
          "by",
          "kind"
        ]
      },
      {
        "type": "object",
        "properties": {
          "kind": {
            "type": "string",
            "const": "refused"
          },
          "code": {
            "type": "string"
          },
          "message": {
            "type": "string"
          }
        },
        "additionalProperties": false,
        "required": [
          "code",
          "kind",
          "message"
        ]
      },
      {
        "type": "object",
        "properties": {
          "kind": {
            "type": "string",
            "const": "error"
          },
          "code": {
            "type": "string"
          },
          "message": {
            "type": "string"
          }
        },
        "additionalProperties": false,
        "required": [
          "code",
          "kind",
          "message"
        ]
      }
    ]
  },
  "ActionTrace": {
    "$id": "ActionTrace",
    "description": "One action of a matched rule, `index` in its `then`.",
    "type": "object",
    "properties": {
      "index": {
        "type": "number"
      },
      "do": {
        "type": "string"
      },
      "outcome": {
        "$ref": "ActionOutcome#"
      }
    },
    "additionalProperties": false,
    "required": [
      "do",
      "index",
      "outcome"
    ]
  },
  "Actor": {
    "$id": "Actor",
    "description": "Who caused an event.",
    "enum": [
      "agent",
      "automation",
      "customer",
      "timer"
    ],
    "type": "string"
  },
  "Agent": {
    "$id": "Agent",
    "type": "object",
    "properties": {
      "agent": {
        "type": "string"
      },
      "status": {
        "type": "string"
      },
      "until": {
        "description": "When it lapses; `null`: never.",
        "type": [
          "null",
          "string"
        ]
      }
    },
    "additionalProperties": false,
    "required": [
      "agent",
      "status",
      "until"
    ]
  },
  "AgentList": {
    "$id": "AgentList",
    "description": "By id.",
    "type": "object",
    "properties": {
      "items": {
        "type": "array",
        "items": {
          "$ref": "Agent#"
        }
      }
    },
    "additionalProperties": false,
    "required": [
      "items"
    ]
  },
  "AgentPath": {
    "$id": "AgentPath",
    "type": "object",
    "properties": {
      "id": {
        "description": "The agent's id.",
        "minLength": 1,
        "maxLength": 512,
        "type": "string"
      }
    },
    "additionalProperties": false,
    "required": [
      "id"
    ]
  },
  "AgentStatus": {
    "$id": "AgentStatus",
    "type": "object",
    "properties": {
      "status": {
        "description": "`online` counts as being there for rules; `offline`: not there any more; others, such as `away`, are for rules to ask.",
        "minLength": 1,
        "maxLength": 100,
        "type": "string"
      },
      "ttl": {
        "description": "How long this holds unless it is said again: ISO 8601 such as `PT60S`, or seconds; from 1 s to a day. Default `PT60S`.",
        "type": [
          "string",
          "number"
        ]
      }
    },
    "additionalProperties": false,
    "required": [
      "status"
    ]
  },
  "AlmostMatched": {
    "$id": "AlmostMatched",
    "description": "A rule that didn't match, and how near it came.",
    "type": "object",
    "properties": {
      "rule": {
        "type": "string"
      },
      "missing": {
        "description": "The fewest comparisons that would have to be otherwise.",
        "type": "number"
      },
      "comparisons": {
        "description": "Of so many comparisons so many held.",
        "type": "number"
      },
      "held": {
        "type": "number"
      }
    },
    "additionalProperties": false,
    "required": [
      "comparisons",
      "held",
      "missing",
      "rule"
    ]
  },
  "ApiKey": {
    "$id": "ApiKey",
    "description": "Moments are ISO 8601 UTC everywhere here.",
    "type": "object",
    "properties": {
      "id": {
        "description": "Public part of the key; unique over all workspaces.",
        "type": "string"
      },
      "workspace": {
        "type": "string"
      },
      "name": {
        "description": "For people: what uses it.",
        "type": "string"
      },
      "scopes": {
        "type": "array",
        "items": {
          "enum": [
            "admin",
            "agent",
            "ingest"
          ],
          "type": "string"
        }
      },
      "createdAt": {
        "type": "string"
      },
      "revokedAt": {
        "type": [
          "null",
          "string"
        ]
      }
    },
    "additionalProperties": false,
    "required": [
      "createdAt",
      "id",
      "name",
      "revokedAt",
      "scopes",
      "workspace"
    ]
  },
  "ArmedTimer": {
    "$id": "ArmedTimer",
    "description": "A timer that is armed, as people think of it: when silence finishes the chat, not when the engine next looks.",
    "type": "object",
    "properties": {
      "chat": {
        "type": "number"
      },
      "kind": {
        "description": "`warning`: agents are told that silence will finish the chat. `rule`: a time rule. `delayed`: a message with `delay`. `workflow`: a step's time runs out.",
        "enum": [
          "delayed",
          "rule",
          "silence",
          "warning",
          "workflow"
        ],
        "type": "string"
      },
      "rule": {
        "description": "The rule, for `rule` and `delayed`.",
        "type": [
          "null",
          "string"
        ]
      },
      "workflow": {
        "description": "The workflow's id, for `workflow`.",
        "type": [
          "null",
          "string"
        ]
      },
      "due": {
        "format": "date-time",
        "type": "string"
      }
    },
    "additionalProperties": false,
    "required": [
      "chat",
      "due",
      "kind",
      "rule",
      "workflow"
    ]
  },
  "AskedExplanation": {
    "$id": "AskedExplanation",
    "type": "object",
    "properties": {
      "version": {
        "description": "The rules that were asked; `number` of the published version, `null` where they weren't published.",
        "type": "object",
        "properties": {
          "hash": {
            "type": "string"
          },
          "number": {
            "type": [
              "null",
              "number"
            ]
          }
        },
        "additionalProperties": false,
        "required": [
          "hash",
          "number"
        ]
      },
      "rule": {
        "description": "One for each pass of the trace, in order: what the rule had to do with it.",
        "type": "array",
        "items": {
          "$ref": "FlippedExplanation#"
        }
      },
      "all": {
        "description": "One for each pass of the trace, in order.",
        "type": "array",
        "items": {
          "$ref": "PassVerdicts#"
        }
      },
      "almost": {
        "description": "One for each pass of the trace, in order.",
        "type": "array",
        "items": {
          "$ref": "PassAlmost#"
        }
      }
    },
    "additionalProperties": false,
    "required": [
      "version"
    ]
  },
  "AskedGuard": {
    "$id": "AskedGuard",
    "description": "A guard of the chat machine that was asked, and its answer.",
    "type": "object",
    "properties": {
      "guard": {
        "type": "string"
      },
      "params": {},
      "holds": {
        "type": "boolean"
      }
    },
    "additionalProperties": false,
    "required": [
      "guard",
      "holds"
    ]
  },
  "Assignee": {
    "$id": "Assignee",
    "description": "Who a chat is given to.",
    "anyOf": [
      {
        "type": "object",
        "properties": {
          "agent": {
            "type": "string"
          },
          "group": {
            "type": "string"
          }
        },
        "additionalProperties": false,
        "required": [
          "agent"
        ]
      },
      {
        "type": "object",
        "properties": {
          "group": {
            "type": "string"
          }
        },
        "additionalProperties": false,
        "required": [
          "group"
        ]
      },
      {
        "type": "null"
      }
    ]
  },
  "Attachment": {
    "$id": "Attachment",
    "description": "A file or place that came with a message; kept as a reference, never as bytes.",
    "type": "object",
    "properties": {
      "kind": {
        "enum": [
          "audio",
          "contact",
          "file",
          "image",
          "link",
          "location",
          "sticker",
          "unknown",
          "video",
          "voice"
        ],
        "type": "string"
      },
      "url": {
        "type": "string"
      },
      "name": {
        "type": "string"
      },
      "mimeType": {
        "type": "string"
      },
      "size": {
        "type": "number"
      },
      "providerFileId": {
        "description": "What the provider calls it, where an address must be asked for first.",
        "type": "string"
      },
      "auth": {
        "description": "`bearer`: the account's token goes along, to the provider's own hosts only.",
        "enum": [
          "bearer",
          "none"
        ],
        "type": "string"
      },
      "duration": {
        "description": "Seconds.",
        "type": "number"
      },
      "latitude": {
        "type": "number"
      },
      "longitude": {
        "type": "number"
      },
      "phone": {
        "type": "string"
      },
      "inline": {
        "description": "Shown inside the text (e-mail), by its `contentId`.",
        "type": "boolean"
      },
      "contentId": {
        "type": "string"
      },
      "original": {
        "description": "The message itself as it came (a letter whose text is shown without its quotation): nothing that was sent along.",
        "type": "boolean",
        "const": true
      }
    },
    "additionalProperties": false,
    "required": [
      "kind"
    ]
  },
  "AttachmentPath": {
    "$id": "AttachmentPath",
    "type": "object",
    "properties": {
      "id": {
        "description": "Id of the message.",
        "type": "string"
      },
      "n": {
        "description": "0 for the first.",
        "minimum": 0,
        "maximum": 99,
        "type": "integer"
      }
    },
    "additionalProperties": false,
    "required": [
      "id",
      "n"
    ]
  },
  "ByAgentBody": {
    "$id": "ByAgentBody",
    "type": "object",
    "properties": {
      "agent": {
        "type": "string"
      }
    },
    "additionalProperties": false,
    "required": [
      "agent"
    ]
  },
  "CancelWorkflowQuery": {
    "$id": "CancelWorkflowQuery",
    "type": "object",
    "properties": {
      "agent": {
        "description": "Who cancels it.",
        "type": "string"
      }
    },
    "additionalProperties": false
  },
  "Change": {
    "$id": "Change",
    "description": "One changed detail of a chat.",
    "type": "object",
    "properties": {
      "from": {
        "$ref": "Json#"
      },
      "to": {
        "$ref": "Json#"
      }
    },
    "additionalProperties": false,
    "required": [
      "from",
      "to"
    ]
  },
  "ChangeSet": {
    "$id": "ChangeSet",
    "type": "object",
    "properties": {
      "subject": {
        "$ref": "Change#"
      },
      "status": {
        "$ref": "Change#"
      },
      "tags": {
        "$ref": "Change#"
      },
      "fields": {
        "$ref": "Change#"
      },
      "priority": {
        "$ref": "Change#"
      },
      "assignee": {
        "$ref": "Change#"
      }
    },
    "additionalProperties": false
  },
  "ChangedThing": {
    "$id": "ChangedThing",
    "type": "object",
    "properties": {
      "id": {
        "type": "string"
      },
      "changes": {
        "type": "array",
        "items": {
          "$ref": "RuleChange#"
        }
      }
    },
    "additionalProperties": false,
    "required": [
      "changes",
      "id"
    ]
  },
  "ChannelBody": {
    "$id": "ChannelBody",
    "type": "object",
    "properties": {
      "kind": {
        "minLength": 1,
        "maxLength": 100,
        "type": "string"
      },
      "name": {
        "maxLength": 200,
        "type": [
          "null",
          "string"
        ]
      },
      "endless": {
        "type": "boolean"
      },
      "autoFinish": {
        "$ref": "ChannelSilence#"
      },
      "account": {
        "description": "What the provider needs; see the page of its kind. A secret is a text or `{ \"env\": \"CASELINE_SECRET_…\" }`; `\"(hidden)\"`\nleaves the one that was stored.",
        "type": "object",
        "additionalProperties": {
          "$ref": "Json#"
        }
      },
      "ifRevision": {
        "description": "The revision that was seen, 0 for a new channel; another one is refused `conflict`.",
        "minimum": 0,
        "type": "integer"
      }
    },
    "additionalProperties": false,
    "required": [
      "kind"
    ]
  },
  "ChannelCheck": {
    "$id": "ChannelCheck",
    "description": "What the provider said.",
    "type": "object",
    "properties": {
      "isAsked": {
        "description": "Whether there was somebody to ask.",
        "type": "boolean"
      },
      "findings": {
        "description": "Empty: it works.",
        "type": "array",
        "items": {
          "$ref": "ChannelFinding#"
        }
      }
    },
    "additionalProperties": false,
    "required": [
      "findings",
      "isAsked"
    ]
  },
  "ChannelFault": {
    "$id": "ChannelFault",
    "type": "object",
    "properties": {
      "pointer": {
        "description": "JSON pointer into the account.",
        "type": "string"
      },
      "message": {
        "type": "string"
      }
    },
    "additionalProperties": false,
    "required": [
      "message",
      "pointer"
    ]
  },
  "ChannelFinding": {
    "$id": "ChannelFinding",
    "type": "object",
    "properties": {
      "severity": {
        "enum": [
          "error",
          "warning"
        ],
        "type": "string"
      },
      "message": {
        "type": "string"
      },
      "pointer": {
        "description": "Of an account that can’t be used: JSON pointer into it.",
        "type": "string"
      }
    },
    "additionalProperties": false,
    "required": [
      "message",
      "severity"
    ]
  },
  "ChannelList": {
    "$id": "ChannelList",
    "type": "object",
    "properties": {
      "items": {
        "type": "array",
        "items": {
          "$ref": "ChannelView#"
        }
      }
    },
    "additionalProperties": false,
    "required": [
      "items"
    ]
  },
  "ChannelPath": {
    "$id": "ChannelPath",
    "type": "object",
    "properties": {
      "id": {
        "description": "The channel's id.",
        "type": "string"
      }
    },
    "additionalProperties": false,
    "required": [
      "id"
    ]
  },
  "ChannelSilence": {
    "$id": "ChannelSilence",
    "description": "Silence that finishes chats; durations are ISO 8601.",
    "type": "object",
    "properties": {
      "after": {
        "description": "`null`: never.",
        "type": [
          "null",
          "string"
        ]
      },
      "warnBefore": {
        "description": "`null`: agents aren’t warned.",
        "type": [
          "null",
          "string"
        ]
      },
      "postpone": {
        "type": "string"
      }
    },
    "additionalProperties": false
  },
  "ChannelView": {
    "$id": "ChannelView",
    "type": "object",
    "properties": {
      "id": {
        "type": "string"
      },
      "kind": {
        "type": "string"
      },
      "name": {
        "type": [
          "null",
          "string"
        ]
      },
      "from": {
        "description": "`configuration`: it is changed there only.",
        "enum": [
          "call",
          "configuration"
        ],
        "type": "string"
      },
      "endless": {
        "description": "Chats never get the status `closed`.",
        "type": "boolean"
      },
      "hasAccount": {
        "description": "False: the embedder takes its messages in and out.",
        "type": "boolean"
      },
      "faults": {
        "description": "Why its account can’t be used; empty: it can.",
        "type": "array",
        "items": {
          "$ref": "ChannelFault#"
        }
      },
      "webhookUrl": {
        "description": "Where its provider should call; `null`: it has no account, or the service doesn’t know its own address (`server.publicUrl`).",
        "type": [
          "null",
          "string"
        ]
      },
      "account": {
        "description": "Of a call’s account, its secrets as `\"(hidden)\"`.",
        "anyOf": [
          {
            "type": "object",
            "additionalProperties": {
              "$ref": "Json#"
            }
          },
          {
            "type": "null"
          }
        ]
      },
      "revision": {
        "description": "Grows with each change; `null`: it stands in the configuration.",
        "type": [
          "null",
          "number"
        ]
      }
    },
    "additionalProperties": false,
    "required": [
      "account",
      "endless",
      "faults",
      "from",
      "hasAccount",
      "id",
      "kind",
      "name",
      "revision",
      "webhookUrl"
    ]
  },
  "ChannelWebhook": {
    "$id": "ChannelWebhook",
    "description": "The provider was told.",
    "type": "object",
    "properties": {
      "webhookUrl": {
        "description": "Where it calls from now on.",
        "type": "string"
      },
      "detail": {
        "description": "One sentence.",
        "type": "string"
      }
    },
    "additionalProperties": false,
    "required": [
      "detail",
      "webhookUrl"
    ]
  },
  "ChannelWebhookQuery": {
    "$id": "ChannelWebhookQuery",
    "description": "Providers add names of their own.",
    "type": "object",
    "additionalProperties": {
      "anyOf": [
        {
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        {
          "type": "string"
        }
      ]
    },
    "properties": {
      "workspace": {
        "description": "Default `default`.",
        "type": "string"
      }
    }
  },
  "ChatChanges": {
    "$id": "ChatChanges",
    "description": "What is left out stays as it is.",
    "type": "object",
    "properties": {
      "agent": {
        "description": "Who changes it.",
        "type": "string"
      },
      "subject": {
        "description": "`null`: derived from the customer's first text again.",
        "type": [
          "null",
          "string"
        ]
      },
      "status": {
        "$ref": "Status#"
      },
      "tags": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "fields": {
        "description": "Merged into what is there; `null` removes one.",
        "type": "object",
        "additionalProperties": {
          "$ref": "Json#"
        }
      },
      "priority": {
        "$ref": "Priority#"
      },
      "assignee": {
        "$ref": "Assignee#"
      }
    },
    "additionalProperties": false
  },
  "ChatPage": {
    "$id": "ChatPage",
    "description": "Newest number first.",
    "type": "object",
    "properties": {
      "items": {
        "type": "array",
        "items": {
          "$ref": "ChatView#"
        }
      },
      "next": {
        "description": "The next page's `cursor`; `null`: this is the last one.",
        "type": [
          "null",
          "string"
        ]
      }
    },
    "additionalProperties": false,
    "required": [
      "items",
      "next"
    ]
  },
  "ChatPath": {
    "$id": "ChatPath",
    "type": "object",
    "properties": {
      "number": {
        "description": "The chat's number.",
        "minimum": 1,
        "maximum": 9007199254740991,
        "type": "integer"
      }
    },
    "additionalProperties": false,
    "required": [
      "number"
    ]
  },
  "ChatStateName": {
    "$id": "ChatStateName",
    "description": "What a chat is: `merged` is the tombstone left by a merge. Spec 1.2.",
    "enum": [
      "active",
      "awaiting-split",
      "closed",
      "finished-open",
      "finished-pending",
      "merged"
    ],
    "type": "string"
  },
  "ChatView": {
    "$id": "ChatView",
    "description": "A chat as screens, rules and templates see it (spec 5.3). Times are ISO 8601 UTC.",
    "type": "object",
    "properties": {
      "number": {
        "type": "number"
      },
      "state": {
        "$ref": "ChatStateName#"
      },
      "status": {
        "description": "`null` while the chat is live, and on tombstones.",
        "anyOf": [
          {
            "enum": [
              "closed",
              "open",
              "pending"
            ],
            "type": "string"
          },
          {
            "type": "null"
          }
        ]
      },
      "channel": {
        "type": "string"
      },
      "customer": {
        "description": "The customer's id on the channel.",
        "type": "string"
      },
      "subject": {
        "type": [
          "null",
          "string"
        ]
      },
      "subjectIsDefault": {
        "type": "boolean"
      },
      "isFirstOnChannel": {
        "type": "boolean"
      },
      "activation": {
        "type": "number"
      },
      "startedAt": {
        "type": "string"
      },
      "startedBy": {
        "enum": [
          "agent",
          "customer",
          "split"
        ],
        "type": "string"
      },
      "reopenedAt": {
        "type": [
          "null",
          "string"
        ]
      },
      "finishedAt": {
        "type": [
          "null",
          "string"
        ]
      },
      "finishedBy": {
        "anyOf": [
          {
            "enum": [
              "agent",
              "automation",
              "split",
              "timer"
            ],
            "type": "string"
          },
          {
            "type": "null"
          }
        ]
      },
      "autoFinishAt": {
        "description": "When silence will finish it; `null` unless live and switched on.",
        "type": [
          "null",
          "string"
        ]
      },
      "newSince": {
        "description": "`awaiting-split`: seq of the first new message.",
        "type": [
          "null",
          "number"
        ]
      },
      "previous": {
        "type": [
          "null",
          "number"
        ]
      },
      "next": {
        "type": [
          "null",
          "number"
        ]
      },
      "splitFrom": {
        "type": [
          "null",
          "number"
        ]
      },
      "mergedInto": {
        "description": "Tombstones: the chat that lives on.",
        "type": [
          "null",
          "number"
        ]
      },
      "assignee": {
        "$ref": "Assignee#"
      },
      "priority": {
        "$ref": "Priority#"
      },
      "tags": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "fields": {
        "type": "object",
        "additionalProperties": {
          "$ref": "Json#"
        }
      },
      "counts": {
        "$ref": "Counts#"
      },
      "waitingSince": {
        "description": "The customer's first message that no agent has answered.",
        "type": [
          "null",
          "string"
        ]
      },
      "workflow": {
        "description": "Id of the running workflow.",
        "type": [
          "null",
          "string"
        ]
      },
      "actions": {
        "description": "What can be done now: listed exactly when it would be accepted (spec S8).",
        "type": "array",
        "items": {
          "$ref": "Action#"
        }
      },
      "version": {
        "type": "number"
      }
    },
    "additionalProperties": false,
    "required": [
      "actions",
      "activation",
      "assignee",
      "autoFinishAt",
      "channel",
      "counts",
      "customer",
      "fields",
      "finishedAt",
      "finishedBy",
      "isFirstOnChannel",
      "mergedInto",
      "newSince",
      "next",
      "number",
      "previous",
      "priority",
      "reopenedAt",
      "splitFrom",
      "startedAt",
      "startedBy",
      "state",
      "status",
      "subject",
      "subjectIsDefault",
      "tags",
      "version",
      "waitingSince",
      "workflow"
    ]
  },
  "ChatsQuery": {
    "$id": "ChatsQuery",
    "type": "object",
    "properties": {
      "state": {
        "$ref": "ChatStateName#"
      },
      "status": {
        "$ref": "Status#"
      },
      "channel": {
        "description": "The channel's id.",
        "type": "string"
      },
      "customer": {
        "description": "The customer's id on the channel.",
        "type": "string"
      },
      "assignee": {
        "description": "The agent's id.",
        "type": "string"
      },
      "tag": {
        "type": "string"
      },
      "q": {
        "description": "Text that is looked for in subjects and customers' names and ids; digits also find a chat's number.",
        "type": "string"
      },
      "cursor": {
        "description": "`next` of the page before.",
        "type": "string"
      },
      "limit": {
        "description": "Chats of one page; default 50.",
        "minimum": 1,
        "maximum": 200,
        "type": "integer"
      }
    },
    "additionalProperties": false
  },
  "CheckRules": {
    "$id": "CheckRules",
    "type": "object",
    "properties": {
      "sets": {
        "description": "Rule sets as in schemas/rule-set.schema.json; all together are one.",
        "maxItems": 1000,
        "type": "array",
        "items": {}
      }
    },
    "additionalProperties": false,
    "required": [
      "sets"
    ]
  },
  "CheckedRules": {
    "$id": "CheckedRules",
    "type": "object",
    "properties": {
      "isPublishable": {
        "description": "Whether they could be published.",
        "type": "boolean"
      },
      "version": {
        "description": "Hash of what they say; `null` with errors.",
        "type": [
          "null",
          "string"
        ]
      },
      "diagnostics": {
        "type": "array",
        "items": {
          "$ref": "RuleDiagnostic#"
        }
      }
    },
    "additionalProperties": false,
    "required": [
      "diagnostics",
      "isPublishable",
      "version"
    ]
  },
  "Choices": {
    "$id": "Choices",
    "description": "A question with answers to choose from, for channels that have buttons; `text` of the message has them as a numbered list.",
    "type": "object",
    "properties": {
      "text": {
        "description": "The question alone.",
        "type": "string"
      },
      "options": {
        "type": "array",
        "items": {
          "$ref": "Option#"
        }
      }
    },
    "additionalProperties": false,
    "required": [
      "options",
      "text"
    ]
  },
  "CommandAnswer": {
    "$id": "CommandAnswer",
    "description": "What every command answers.",
    "type": "object",
    "properties": {
      "chat": {
        "$ref": "ChatView#",
        "description": "The chat that the command ended up in, as it is now."
      },
      "outcome": {
        "$ref": "Outcome#"
      },
      "events": {
        "type": "array",
        "items": {
          "$ref": "DomainEvent#"
        }
      },
      "effects": {
        "description": "What is to be done outside.",
        "type": "array",
        "items": {
          "$ref": "Effect#"
        }
      },
      "warnings": {
        "description": "Such as `customer-waiting`.",
        "type": "array",
        "items": {
          "type": "string"
        }
      }
    },
    "additionalProperties": false,
    "required": [
      "chat",
      "effects",
      "events",
      "outcome",
      "warnings"
    ]
  },
  "CommandType": {
    "$id": "CommandType",
    "enum": [
      "agent.message",
      "call-outcome",
      "cancel-workflow",
      "customer.message",
      "delivery",
      "edit",
      "finish",
      "merge",
      "note",
      "postpone",
      "split",
      "start",
      "start-workflow",
      "timer",
      "unmerge",
      "update"
    ],
    "type": "string"
  },
  "ConditionVerdict": {
    "$id": "ConditionVerdict",
    "description": "What a rule's condition says of the facts of one pass. Whether the rule would have been held back isn't in it.",
    "anyOf": [
      {
        "type": "object",
        "properties": {
          "kind": {
            "type": "string",
            "const": "failed"
          },
          "rule": {
            "type": "string"
          },
          "finding": {
            "$ref": "Finding#"
          }
        },
        "additionalProperties": false,
        "required": [
          "finding",
          "kind",
          "rule"
        ]
      },
      {
        "type": "object",
        "properties": {
          "kind": {
            "type": "string",
            "const": "ruled-out"
          },
          "rule": {
            "type": "string"
          },
          "finding": {
            "$ref": "Finding#"
          }
        },
        "additionalProperties": false,
        "required": [
          "finding",
          "kind",
          "rule"
        ]
      },
      {
        "type": "object",
        "properties": {
          "kind": {
            "type": "string",
            "const": "disabled"
          },
          "rule": {
            "type": "string"
          }
        },
        "additionalProperties": false,
        "required": [
          "kind",
          "rule"
        ]
      },
      {
        "type": "object",
        "properties": {
          "kind": {
            "type": "string",
            "const": "matched"
          },
          "rule": {
            "type": "string"
          }
        },
        "additionalProperties": false,
        "required": [
          "kind",
          "rule"
        ]
      },
      {
        "type": "object",
        "properties": {
          "kind": {
            "type": "string",
            "const": "error"
          },
          "rule": {
            "type": "string"
          },
          "code": {
            "type": "string"
          },
          "message": {
            "type": "string"
          }
        },
        "additionalProperties": false,
        "required": [
          "code",
          "kind",
          "message",
          "rule"
        ]
      }
    ]
  },
  "ConfiguredRules": {
    "$id": "ConfiguredRules",
    "type": "object",
    "properties": {
      "version": {
        "description": "Hash of what they say, as in traces.",
        "type": "string"
      },
      "sets": {
        "description": "Rule sets as in schemas/rule-set.schema.json; all together are one.",
        "type": "array",
        "items": {}
      }
    },
    "additionalProperties": false,
    "required": [
      "sets",
      "version"
    ]
  },
  "Counts": {
    "$id": "Counts",
    "type": "object",
    "properties": {
      "customer": {
        "type": "number"
      },
      "agent": {
        "type": "number"
      },
      "automation": {
        "type": "number"
      },
      "notes": {
        "type": "number"
      }
    },
    "additionalProperties": false,
    "required": [
      "agent",
      "automation",
      "customer",
      "notes"
    ]
  },
  "CreatedKey": {
    "$id": "CreatedKey",
    "type": "object",
    "properties": {
      "key": {
        "description": "The key itself, shown this once; `null` when the answer is given again for an `Idempotency-Key`.",
        "type": [
          "null",
          "string"
        ]
      },
      "id": {
        "description": "Public part of the key; unique over all workspaces.",
        "type": "string"
      },
      "workspace": {
        "type": "string"
      },
      "name": {
        "description": "For people: what uses it.",
        "type": "string"
      },
      "scopes": {
        "type": "array",
        "items": {
          "enum": [
            "admin",
            "agent",
            "ingest"
          ],
          "type": "string"
        }
      },
      "createdAt": {
        "type": "string"
      },
      "revokedAt": {
        "type": [
          "null",
          "string"
        ]
      }
    },
    "additionalProperties": false,
    "required": [
      "createdAt",
      "id",
      "key",
      "name",
      "revokedAt",
      "scopes",
      "workspace"
    ]
  },
  "CsvText": {
    "$id": "CsvText",
    "description": "RFC 4180, a row for each chat.",
    "type": "string"
  },
  "CustomerBody": {
    "$id": "CustomerBody",
    "description": "What is left out stays as it is known.",
    "type": "object",
    "properties": {
      "id": {
        "description": "The customer's id on the channel.",
        "type": "string"
      },
      "name": {
        "type": [
          "null",
          "string"
        ]
      },
      "email": {
        "type": [
          "null",
          "string"
        ]
      },
      "phone": {
        "type": [
          "null",
          "string"
        ]
      },
      "language": {
        "description": "BCP 47.",
        "type": [
          "null",
          "string"
        ]
      },
      "tags": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "fields": {
        "type": "object",
        "additionalProperties": {
          "$ref": "Json#"
        }
      }
    },
    "additionalProperties": false,
    "required": [
      "id"
    ]
  },
  "CustomerPath": {
    "$id": "CustomerPath",
    "type": "object",
    "properties": {
      "channel": {
        "description": "The channel's id.",
        "type": "string"
      },
      "id": {
        "description": "The customer's id on the channel.",
        "type": "string"
      }
    },
    "additionalProperties": false,
    "required": [
      "channel",
      "id"
    ]
  },
  "CustomerQuery": {
    "$id": "CustomerQuery",
    "type": "object",
    "properties": {
      "cursor": {
        "description": "`next` of the page before.",
        "type": "string"
      },
      "limit": {
        "description": "Chats of one page; default 50.",
        "minimum": 1,
        "maximum": 200,
        "type": "integer"
      }
    },
    "additionalProperties": false
  },
  "CustomerView": {
    "$id": "CustomerView",
    "type": "object",
    "properties": {
      "profile": {
        "$ref": "ProfileView#"
      },
      "linked": {
        "description": "The same person on other channels. What is first on a channel stays so: each profile has its own.",
        "type": "array",
        "items": {
          "$ref": "ProfileView#"
        }
      },
      "chats": {
        "$ref": "ChatPage#",
        "description": "Of all of them, newest number first."
      }
    },
    "additionalProperties": false,
    "required": [
      "chats",
      "linked",
      "profile"
    ]
  },
  "DeadLetter": {
    "$id": "DeadLetter",
    "type": "object",
    "properties": {
      "event": {
        "description": "Id of the event.",
        "type": "string"
      },
      "at": {
        "type": "string"
      },
      "error": {
        "type": "string"
      },
      "body": {
        "$ref": "Json#",
        "description": "What was sent."
      }
    },
    "additionalProperties": false,
    "required": [
      "at",
      "body",
      "error",
      "event"
    ]
  },
  "DeadLetterList": {
    "$id": "DeadLetterList",
    "description": "Oldest first.",
    "type": "object",
    "properties": {
      "items": {
        "type": "array",
        "items": {
          "$ref": "DeadLetter#"
        }
      }
    },
    "additionalProperties": false,
    "required": [
      "items"
    ]
  },
  "DeadLetterPath": {
    "$id": "DeadLetterPath",
    "type": "object",
    "properties": {
      "id": {
        "minLength": 1,
        "maxLength": 100,
        "type": "string"
      },
      "event": {
        "description": "Id of the event.",
        "minLength": 1,
        "maxLength": 200,
        "type": "string"
      }
    },
    "additionalProperties": false,
    "required": [
      "event",
      "id"
    ]
  },
  "DeadLettersQuery": {
    "$id": "DeadLettersQuery",
    "type": "object",
    "properties": {
      "limit": {
        "description": "Default 100.",
        "minimum": 1,
        "maximum": 1000,
        "type": "integer"
      }
    },
    "additionalProperties": false
  },
  "Delivery": {
    "$id": "Delivery",
    "description": "What happened to an outgoing message.",
    "enum": [
      "failed",
      "maybe-sent",
      "pending",
      "sent"
    ],
    "type": "string"
  },
  "DeliveryFailure": {
    "$id": "DeliveryFailure",
    "description": "Why an outgoing message didn't arrive, or may not have.",
    "type": "object",
    "properties": {
      "code": {
        "description": "A class of failure (docs/reference/delivery.md), or a word of the embedder's.",
        "type": "string"
      },
      "detail": {
        "description": "A sentence for an agent, without secrets.",
        "type": "string"
      }
    },
    "additionalProperties": false,
    "required": [
      "code",
      "detail"
    ]
  },
  "DeliveryReport": {
    "$id": "DeliveryReport",
    "type": "object",
    "properties": {
      "delivery": {
        "$ref": "Delivery#"
      },
      "channel": {
        "type": "string"
      },
      "failure": {
        "$ref": "DeliveryFailure#",
        "description": "With `failed` and `maybe-sent`: shown with the message."
      }
    },
    "additionalProperties": false,
    "required": [
      "delivery"
    ]
  },
  "DiagnosticCode": {
    "$id": "DiagnosticCode",
    "enum": [
      "always-true",
      "assign-one",
      "away-first-chat-only",
      "bad-address",
      "bad-days",
      "bad-duration",
      "bad-field",
      "bad-holiday-date",
      "bad-language",
      "bad-path",
      "bad-pattern",
      "bad-question",
      "bad-step-name",
      "bad-stretch",
      "bad-template",
      "bad-value",
      "circular-condition",
      "circular-workflow",
      "contradictory-condition",
      "double-autoresponse",
      "duplicate-condition",
      "duplicate-holiday",
      "duplicate-id",
      "duplicate-key",
      "duplicate-name",
      "duplicate-option",
      "duplicate-rule",
      "duplicate-schedule",
      "duplicate-workflow",
      "empty-text",
      "endless-loop",
      "forbidden-name",
      "forbidden-path",
      "lint-limit",
      "missing-param",
      "missing-property",
      "never-occurs",
      "no-effect",
      "no-end",
      "no-rule-files",
      "no-way-out",
      "not-json",
      "overlapping-stretches",
      "rule-loop",
      "shadowed-rule",
      "syntax-error",
      "too-deep",
      "too-large",
      "too-many-faults",
      "type-mismatch",
      "undone-action",
      "unindexed-rule",
      "unknown-action",
      "unknown-condition",
      "unknown-decorator",
      "unknown-fact",
      "unknown-field",
      "unknown-function",
      "unknown-group",
      "unknown-operator",
      "unknown-path",
      "unknown-property",
      "unknown-schedule",
      "unknown-secret",
      "unknown-step",
      "unknown-tag",
      "unknown-variable",
      "unknown-workflow",
      "unknown-zone",
      "unreachable-rule",
      "unreachable-step",
      "unreadable-file",
      "wrong-type",
      "wrong-value"
    ],
    "type": "string"
  },
  "DisarmingEvent": {
    "$id": "DisarmingEvent",
    "enum": [
      "chat.finished",
      "chat.reopened",
      "chat.resumed",
      "chat.updated",
      "message.received",
      "message.sent",
      "note.added"
    ],
    "type": "string"
  },
  "DomainEvent": {
    "$id": "DomainEvent",
    "description": "What happened, past tense. The names of rule triggers (spec 2.2) plus what only screens care about.",
    "anyOf": [
      {
        "additionalProperties": false,
        "type": "object",
        "properties": {
          "chat": {
            "type": "number"
          },
          "at": {
            "type": "string"
          },
          "type": {
            "type": "string",
            "const": "chat.started"
          },
          "by": {
            "type": "string",
            "const": "customer"
          }
        },
        "required": [
          "at",
          "by",
          "chat",
          "type"
        ]
      },
      {
        "additionalProperties": false,
        "type": "object",
        "properties": {
          "chat": {
            "type": "number"
          },
          "at": {
            "type": "string"
          },
          "type": {
            "type": "string",
            "const": "chat.started-by-agent"
          },
          "agent": {
            "type": "string"
          }
        },
        "required": [
          "agent",
          "at",
          "chat",
          "type"
        ]
      },
      {
        "additionalProperties": false,
        "type": "object",
        "properties": {
          "chat": {
            "type": "number"
          },
          "at": {
            "type": "string"
          },
          "type": {
            "type": "string",
            "const": "chat.split-off"
          },
          "from": {
            "type": "number"
          },
          "agent": {
            "type": "string"
          }
        },
        "required": [
          "agent",
          "at",
          "chat",
          "from",
          "type"
        ]
      },
      {
        "additionalProperties": false,
        "type": "object",
        "properties": {
          "chat": {
            "type": "number"
          },
          "at": {
            "type": "string"
          },
          "type": {
            "type": "string",
            "const": "chat.reopened"
          },
          "by": {
            "type": "string",
            "const": "customer"
          },
          "from": {
            "$ref": "Status#"
          }
        },
        "required": [
          "at",
          "by",
          "chat",
          "from",
          "type"
        ]
      },
      {
        "additionalProperties": false,
        "type": "object",
        "properties": {
          "chat": {
            "type": "number"
          },
          "at": {
            "type": "string"
          },
          "type": {
            "type": "string",
            "const": "chat.resumed"
          },
          "agent": {
            "type": "string"
          },
          "from": {
            "$ref": "Status#"
          }
        },
        "required": [
          "agent",
          "at",
          "chat",
          "from",
          "type"
        ]
      },
      {
        "additionalProperties": false,
        "type": "object",
        "properties": {
          "chat": {
            "type": "number"
          },
          "at": {
            "type": "string"
          },
          "type": {
            "type": "string",
            "const": "message.received"
          },
          "message": {
            "type": "string"
          }
        },
        "required": [
          "at",
          "chat",
          "message",
          "type"
        ]
      },
      {
        "additionalProperties": false,
        "type": "object",
        "properties": {
          "chat": {
            "type": "number"
          },
          "at": {
            "type": "string"
          },
          "type": {
            "type": "string",
            "const": "message.sent"
          },
          "message": {
            "type": "string"
          },
          "agent": {
            "type": "string"
          }
        },
        "required": [
          "agent",
          "at",
          "chat",
          "message",
          "type"
        ]
      },
      {
        "additionalProperties": false,
        "type": "object",
        "properties": {
          "chat": {
            "type": "number"
          },
          "at": {
            "type": "string"
          },
          "type": {
            "type": "string",
            "const": "message.automated"
          },
          "message": {
            "type": "string"
          },
          "rule": {
            "type": "string"
          }
        },
        "required": [
          "at",
          "chat",
          "message",
          "rule",
          "type"
        ]
      },
      {
        "additionalProperties": false,
        "type": "object",
        "properties": {
          "chat": {
            "type": "number"
          },
          "at": {
            "type": "string"
          },
          "type": {
            "type": "string",
            "const": "message.edited"
          },
          "message": {
            "type": "string"
          }
        },
        "required": [
          "at",
          "chat",
          "message",
          "type"
        ]
      },
      {
        "additionalProperties": false,
        "type": "object",
        "properties": {
          "chat": {
            "type": "number"
          },
          "at": {
            "type": "string"
          },
          "type": {
            "type": "string",
            "const": "message.deleted"
          },
          "message": {
            "type": "string"
          }
        },
        "required": [
          "at",
          "chat",
          "message",
          "type"
        ]
      },
      {
        "additionalProperties": false,
        "type": "object",
        "properties": {
          "chat": {
            "type": "number"
          },
          "at": {
            "type": "string"
          },
          "type": {
            "type": "string",
            "const": "message.delivery"
          },
          "message": {
            "type": "string"
          },
          "delivery": {
            "type": "string"
          },
          "code": {
            "description": "Why it failed, or may have.",
            "type": "string"
          }
        },
        "required": [
          "at",
          "chat",
          "delivery",
          "message",
          "type"
        ]
      },
      {
        "additionalProperties": false,
        "type": "object",
        "properties": {
          "chat": {
            "type": "number"
          },
          "at": {
            "type": "string"
          },
          "type": {
            "type": "string",
            "const": "chat.finished"
          },
          "by": {
            "$ref": "FinishedBy#"
          },
          "status": {
            "$ref": "Status#"
          },
          "agent": {
            "type": "string"
          }
        },
        "required": [
          "at",
          "by",
          "chat",
          "status",
          "type"
        ]
      },
      {
        "additionalProperties": false,
        "type": "object",
        "properties": {
          "chat": {
            "type": "number"
          },
          "at": {
            "type": "string"
          },
          "type": {
            "type": "string",
            "const": "chat.finish-soon"
          },
          "due": {
            "type": "string"
          }
        },
        "required": [
          "at",
          "chat",
          "due",
          "type"
        ]
      },
      {
        "additionalProperties": false,
        "type": "object",
        "properties": {
          "chat": {
            "type": "number"
          },
          "at": {
            "type": "string"
          },
          "type": {
            "type": "string",
            "const": "chat.postponed"
          },
          "due": {
            "type": "string"
          }
        },
        "required": [
          "at",
          "chat",
          "due",
          "type"
        ]
      },
      {
        "additionalProperties": false,
        "type": "object",
        "properties": {
          "chat": {
            "type": "number"
          },
          "at": {
            "type": "string"
          },
          "type": {
            "type": "string",
            "const": "chat.merged"
          },
          "into": {
            "type": "number"
          },
          "merged": {
            "type": "number"
          },
          "agent": {
            "type": "string"
          }
        },
        "required": [
          "agent",
          "at",
          "chat",
          "into",
          "merged",
          "type"
        ]
      },
      {
        "additionalProperties": false,
        "type": "object",
        "properties": {
          "chat": {
            "type": "number"
          },
          "at": {
            "type": "string"
          },
          "type": {
            "type": "string",
            "const": "chat.unmerged"
          },
          "out": {
            "type": "number"
          },
          "agent": {
            "type": "string"
          }
        },
        "required": [
          "agent",
          "at",
          "chat",
          "out",
          "type"
        ]
      },
      {
        "additionalProperties": false,
        "type": "object",
        "properties": {
          "chat": {
            "type": "number"
          },
          "at": {
            "type": "string"
          },
          "type": {
            "type": "string",
            "const": "chat.updated"
          },
          "by": {
            "$ref": "Actor#"
          },
          "agent": {
            "type": "string"
          },
          "changes": {
            "$ref": "ChangeSet#"
          }
        },
        "required": [
          "at",
          "by",
          "changes",
          "chat",
          "type"
        ]
      },
      {
        "additionalProperties": false,
        "type": "object",
        "properties": {
          "chat": {
            "type": "number"
          },
          "at": {
            "type": "string"
          },
          "type": {
            "type": "string",
            "const": "workflow.started"
          },
          "workflow": {
            "type": "string"
          },
          "rule": {
            "type": "string"
          },
          "agent": {
            "type": "string"
          }
        },
        "required": [
          "at",
          "chat",
          "type",
          "workflow"
        ]
      },
      {
        "additionalProperties": false,
        "type": "object",
        "properties": {
          "chat": {
            "type": "number"
          },
          "at": {
            "type": "string"
          },
          "type": {
            "type": "string",
            "const": "workflow.waiting"
          },
          "workflow": {
            "type": "string"
          },
          "step": {
            "type": "string"
          },
          "until": {
            "type": [
              "null",
              "string"
            ]
          }
        },
        "required": [
          "at",
          "chat",
          "step",
          "type",
          "until",
          "workflow"
        ]
      },
      {
        "additionalProperties": false,
        "type": "object",
        "properties": {
          "chat": {
            "type": "number"
          },
          "at": {
            "type": "string"
          },
          "type": {
            "type": "string",
            "const": "workflow.ended"
          },
          "workflow": {
            "type": "string"
          },
          "step": {
            "description": "Where it stood last.",
            "type": "string"
          },
          "how": {
            "$ref": "WorkflowEnd#"
          },
          "reason": {
            "$ref": "HandoverReason#"
          }
        },
        "required": [
          "at",
          "chat",
          "how",
          "step",
          "type",
          "workflow"
        ]
      },
      {
        "additionalProperties": false,
        "type": "object",
        "properties": {
          "chat": {
            "type": "number"
          },
          "at": {
            "type": "string"
          },
          "type": {
            "type": "string",
            "const": "note.added"
          },
          "message": {
            "type": "string"
          },
          "agent": {
            "type": "string"
          }
        },
        "required": [
          "at",
          "chat",
          "message",
          "type"
        ]
      }
    ]
  },
  "DraftRules": {
    "$id": "DraftRules",
    "type": "object",
    "properties": {
      "revision": {
        "description": "Grows with each edit; the `ETag`.",
        "type": "number"
      },
      "author": {
        "type": [
          "null",
          "string"
        ]
      },
      "at": {
        "type": "string"
      },
      "sets": {
        "type": "array",
        "items": {}
      }
    },
    "additionalProperties": false,
    "required": [
      "at",
      "author",
      "revision",
      "sets"
    ]
  },
  "Durations": {
    "$id": "Durations",
    "description": "How long things took, in milliseconds; each counts at the moment at which it ended.",
    "type": "object",
    "properties": {
      "firstResponse": {
        "$ref": "Spread#",
        "description": "From the customer's first message of a stretch that he began to the first by an agent; automation is no response."
      },
      "reply": {
        "$ref": "Spread#",
        "description": "From the customer's first unanswered message to an agent's. The first response is one of them."
      },
      "waiting": {
        "$ref": "Spread#",
        "description": "Of each finished stretch in which a customer wrote: how long, all in all, nobody had answered him."
      },
      "timeToFinish": {
        "$ref": "Spread#",
        "description": "From the beginning of a stretch to its finish."
      }
    },
    "additionalProperties": false,
    "required": [
      "firstResponse",
      "reply",
      "timeToFinish",
      "waiting"
    ]
  },
  "Effect": {
    "$id": "Effect",
    "description": "What the outside world is asked to do. Plain data; the shell delivers it.",
    "anyOf": [
      {
        "additionalProperties": false,
        "type": "object",
        "properties": {
          "id": {
            "description": "Derived from (event id, rule id, rule-set version, action index): the idempotency key of whatever is done with it.",
            "type": "string"
          },
          "chat": {
            "type": "number"
          },
          "at": {
            "type": "string"
          },
          "rule": {
            "description": "Absent for what an agent did.",
            "type": "string"
          },
          "type": {
            "type": "string",
            "const": "send-message"
          },
          "channel": {
            "type": "string"
          },
          "customer": {
            "type": "string"
          },
          "message": {
            "description": "Id of the message in the thread, whose `delivery` follows the outcome.",
            "type": "string"
          },
          "text": {
            "type": "string"
          },
          "attachments": {
            "type": "array",
            "items": {
              "$ref": "Attachment#"
            }
          },
          "agent": {
            "type": "string"
          },
          "choices": {
            "$ref": "Choices#"
          }
        },
        "required": [
          "at",
          "attachments",
          "channel",
          "chat",
          "customer",
          "id",
          "message",
          "text",
          "type"
        ]
      },
      {
        "additionalProperties": false,
        "type": "object",
        "properties": {
          "id": {
            "description": "Derived from (event id, rule id, rule-set version, action index): the idempotency key of whatever is done with it.",
            "type": "string"
          },
          "chat": {
            "type": "number"
          },
          "at": {
            "type": "string"
          },
          "rule": {
            "description": "Absent for what an agent did.",
            "type": "string"
          },
          "type": {
            "type": "string",
            "const": "send-email"
          },
          "to": {
            "anyOf": [
              {
                "type": "object",
                "properties": {
                  "agents": {
                    "type": "array",
                    "items": {
                      "type": "string"
                    }
                  }
                },
                "additionalProperties": false,
                "required": [
                  "agents"
                ]
              },
              {
                "type": "object",
                "properties": {
                  "group": {
                    "type": "string"
                  }
                },
                "additionalProperties": false,
                "required": [
                  "group"
                ]
              },
              {
                "type": "object",
                "properties": {
                  "customer": {
                    "type": "string"
                  },
                  "email": {
                    "type": "string"
                  }
                },
                "additionalProperties": false,
                "required": [
                  "customer",
                  "email"
                ]
              }
            ]
          },
          "subject": {
            "type": "string"
          },
          "text": {
            "type": "string"
          },
          "html": {
            "type": "string"
          }
        },
        "required": [
          "at",
          "chat",
          "html",
          "id",
          "subject",
          "text",
          "to",
          "type"
        ]
      },
      {
        "additionalProperties": false,
        "type": "object",
        "properties": {
          "id": {
            "description": "Derived from (event id, rule id, rule-set version, action index): the idempotency key of whatever is done with it.",
            "type": "string"
          },
          "chat": {
            "type": "number"
          },
          "at": {
            "type": "string"
          },
          "rule": {
            "description": "Absent for what an agent did.",
            "type": "string"
          },
          "type": {
            "type": "string",
            "const": "notify"
          },
          "to": {
            "$ref": "Recipients#"
          },
          "text": {
            "type": "string"
          }
        },
        "required": [
          "at",
          "chat",
          "id",
          "text",
          "to",
          "type"
        ]
      },
      {
        "additionalProperties": false,
        "type": "object",
        "properties": {
          "id": {
            "description": "Derived from (event id, rule id, rule-set version, action index): the idempotency key of whatever is done with it.",
            "type": "string"
          },
          "chat": {
            "type": "number"
          },
          "at": {
            "type": "string"
          },
          "rule": {
            "description": "Absent for what an agent did.",
            "type": "string"
          },
          "type": {
            "type": "string",
            "const": "webhook"
          },
          "url": {
            "type": "string"
          },
          "body": {
            "$ref": "Json#"
          },
          "secret": {
            "type": "string"
          }
        },
        "required": [
          "at",
          "body",
          "chat",
          "id",
          "type",
          "url"
        ]
      },
      {
        "additionalProperties": false,
        "type": "object",
        "properties": {
          "id": {
            "description": "Derived from (event id, rule id, rule-set version, action index): the idempotency key of whatever is done with it.",
            "type": "string"
          },
          "chat": {
            "type": "number"
          },
          "at": {
            "type": "string"
          },
          "rule": {
            "description": "Absent for what an agent did.",
            "type": "string"
          },
          "type": {
            "type": "string",
            "const": "start-workflow"
          },
          "workflow": {
            "type": "string"
          }
        },
        "required": [
          "at",
          "chat",
          "id",
          "type",
          "workflow"
        ]
      },
      {
        "additionalProperties": false,
        "type": "object",
        "properties": {
          "id": {
            "description": "Derived from (event id, rule id, rule-set version, action index): the idempotency key of whatever is done with it.",
            "type": "string"
          },
          "chat": {
            "type": "number"
          },
          "at": {
            "type": "string"
          },
          "rule": {
            "description": "Absent for what an agent did.",
            "type": "string"
          },
          "type": {
            "type": "string",
            "const": "call"
          },
          "name": {
            "type": "string"
          },
          "args": {
            "$ref": "Json#"
          },
          "isAwaited": {
            "description": "A workflow waits for what it returns: one attempt, whose outcome comes back as the command `call-outcome`.",
            "type": "boolean",
            "const": true
          }
        },
        "required": [
          "args",
          "at",
          "chat",
          "id",
          "name",
          "type"
        ]
      }
    ]
  },
  "EffectPath": {
    "$id": "EffectPath",
    "type": "object",
    "properties": {
      "effect": {
        "description": "The effect's id.",
        "type": "string"
      }
    },
    "additionalProperties": false,
    "required": [
      "effect"
    ]
  },
  "EventStreamText": {
    "$id": "EventStreamText",
    "description": "Server-sent events: `ready` at the beginning, then an event's type each with a `StreamEvent` as data, `gap` where some are lost.",
    "type": "string"
  },
  "EventsQuery": {
    "$id": "EventsQuery",
    "type": "object",
    "properties": {
      "chat": {
        "description": "Only events of these chats; one may be named several times. An event that names a chat in another role (merged into,\nsplit from) counts too.",
        "maxItems": 100,
        "items": {
          "type": "integer",
          "minimum": 1
        },
        "type": "array"
      },
      "channel": {
        "description": "Only events on these channels.",
        "maxItems": 100,
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "type": {
        "description": "Only events of these types.",
        "type": "array",
        "items": {
          "enum": [
            "chat.finish-soon",
            "chat.finished",
            "chat.merged",
            "chat.postponed",
            "chat.reopened",
            "chat.resumed",
            "chat.split-off",
            "chat.started",
            "chat.started-by-agent",
            "chat.unmerged",
            "chat.updated",
            "message.automated",
            "message.deleted",
            "message.delivery",
            "message.edited",
            "message.received",
            "message.sent",
            "note.added",
            "workflow.ended",
            "workflow.started",
            "workflow.waiting"
          ],
          "type": "string"
        }
      },
      "after": {
        "description": "Id of the last event that was seen: the stream goes on behind it. The header `Last-Event-ID` stands before it.",
        "maxLength": 200,
        "type": "string"
      }
    },
    "additionalProperties": false
  },
  "ExplainQuery": {
    "$id": "ExplainQuery",
    "type": "object",
    "properties": {
      "rule": {
        "description": "Id of a rule: its whole condition with what each comparison saw, whatever came of it, and what would flip it.",
        "type": "string"
      },
      "version": {
        "description": "Which rules are asked: those of `then` (the default), those of `now`, or a published version by its number.",
        "pattern": "^(?:then|now|[1-9][0-9]{0,14})$",
        "type": "string"
      },
      "all": {
        "description": "The trace has a verdict for every rule, however many there are; of another `version`, each of its rules is judged too.",
        "type": "boolean"
      },
      "almost": {
        "description": "Also so many rules of each pass that almost matched, nearest first.",
        "minimum": 1,
        "maximum": 1000,
        "type": "integer"
      },
      "channel": {
        "type": "string"
      }
    },
    "additionalProperties": false
  },
  "ExplainedFact": {
    "$id": "ExplainedFact",
    "description": "One comparison with what it saw.",
    "type": "object",
    "properties": {
      "kind": {
        "type": "string",
        "const": "fact"
      },
      "pointer": {
        "description": "JSON pointer into the rule's `when`; inside a named condition, to the place that refers to it.",
        "type": "string"
      },
      "within": {
        "description": "The named condition that the part is in, and where in that.",
        "type": "object",
        "properties": {
          "condition": {
            "type": "string"
          },
          "pointer": {
            "type": "string"
          }
        },
        "additionalProperties": false,
        "required": [
          "condition",
          "pointer"
        ]
      },
      "error": {
        "description": "The operator threw; it is told here what. The rule can't be judged if the engine looks at it.",
        "type": "string"
      },
      "name": {
        "description": "The condition's own name.",
        "type": "string"
      },
      "holds": {
        "description": "What it is on these facts. Every part is judged, also those that the engine could spare itself.",
        "type": "boolean"
      },
      "lookedAt": {
        "description": "Whether json-rules-engine looks at it: a priority may have settled the matter before.",
        "type": "boolean"
      },
      "fact": {
        "type": "string"
      },
      "path": {
        "type": "string"
      },
      "operator": {
        "type": "string"
      },
      "expected": {
        "$ref": "Json#"
      },
      "actual": {
        "$ref": "Json#",
        "description": "`undefined` facts and paths are shown as `null` with `missing: true`."
      },
      "missing": {
        "type": "boolean",
        "const": true
      },
      "reason": {
        "description": "Why a comparison was false although it could not be made (type that doesn't fit, fact failed or late).",
        "type": "string"
      }
    },
    "additionalProperties": false,
    "required": [
      "actual",
      "expected",
      "fact",
      "holds",
      "kind",
      "lookedAt",
      "operator",
      "pointer"
    ]
  },
  "ExplainedList": {
    "$id": "ExplainedList",
    "description": "`all` and `any` with their parts; an empty list holds.",
    "type": "object",
    "properties": {
      "kind": {
        "enum": [
          "all",
          "any"
        ],
        "type": "string"
      },
      "parts": {
        "type": "array",
        "items": {
          "$ref": "ExplainedNode#"
        }
      },
      "pointer": {
        "description": "JSON pointer into the rule's `when`; inside a named condition, to the place that refers to it.",
        "type": "string"
      },
      "within": {
        "description": "The named condition that the part is in, and where in that.",
        "type": "object",
        "properties": {
          "condition": {
            "type": "string"
          },
          "pointer": {
            "type": "string"
          }
        },
        "additionalProperties": false,
        "required": [
          "condition",
          "pointer"
        ]
      },
      "name": {
        "description": "The condition's own name.",
        "type": "string"
      },
      "holds": {
        "description": "What it is on these facts. Every part is judged, also those that the engine could spare itself.",
        "type": "boolean"
      },
      "lookedAt": {
        "description": "Whether json-rules-engine looks at it: a priority may have settled the matter before.",
        "type": "boolean"
      }
    },
    "additionalProperties": false,
    "required": [
      "holds",
      "kind",
      "lookedAt",
      "parts",
      "pointer"
    ]
  },
  "ExplainedNode": {
    "$id": "ExplainedNode",
    "description": "A condition, part by part, with what it is on the facts of one moment.",
    "anyOf": [
      {
        "$ref": "ExplainedList#"
      },
      {
        "$ref": "ExplainedNot#"
      },
      {
        "$ref": "ExplainedReference#"
      },
      {
        "$ref": "ExplainedFact#"
      }
    ]
  },
  "ExplainedNot": {
    "$id": "ExplainedNot",
    "type": "object",
    "properties": {
      "kind": {
        "type": "string",
        "const": "not"
      },
      "part": {
        "$ref": "ExplainedNode#"
      },
      "pointer": {
        "description": "JSON pointer into the rule's `when`; inside a named condition, to the place that refers to it.",
        "type": "string"
      },
      "within": {
        "description": "The named condition that the part is in, and where in that.",
        "type": "object",
        "properties": {
          "condition": {
            "type": "string"
          },
          "pointer": {
            "type": "string"
          }
        },
        "additionalProperties": false,
        "required": [
          "condition",
          "pointer"
        ]
      },
      "name": {
        "description": "The condition's own name.",
        "type": "string"
      },
      "holds": {
        "description": "What it is on these facts. Every part is judged, also those that the engine could spare itself.",
        "type": "boolean"
      },
      "lookedAt": {
        "description": "Whether json-rules-engine looks at it: a priority may have settled the matter before.",
        "type": "boolean"
      }
    },
    "additionalProperties": false,
    "required": [
      "holds",
      "kind",
      "lookedAt",
      "part",
      "pointer"
    ]
  },
  "ExplainedReference": {
    "$id": "ExplainedReference",
    "description": "A named condition where it is used.",
    "type": "object",
    "properties": {
      "kind": {
        "type": "string",
        "const": "condition"
      },
      "condition": {
        "type": "string"
      },
      "part": {
        "$ref": "ExplainedNode#"
      },
      "pointer": {
        "description": "JSON pointer into the rule's `when`; inside a named condition, to the place that refers to it.",
        "type": "string"
      },
      "within": {
        "description": "The named condition that the part is in, and where in that.",
        "type": "object",
        "properties": {
          "condition": {
            "type": "string"
          },
          "pointer": {
            "type": "string"
          }
        },
        "additionalProperties": false,
        "required": [
          "condition",
          "pointer"
        ]
      },
      "name": {
        "description": "The condition's own name.",
        "type": "string"
      },
      "holds": {
        "description": "What it is on these facts. Every part is judged, also those that the engine could spare itself.",
        "type": "boolean"
      },
      "lookedAt": {
        "description": "Whether json-rules-engine looks at it: a priority may have settled the matter before.",
        "type": "boolean"
      }
    },
    "additionalProperties": false,
    "required": [
      "condition",
      "holds",
      "kind",
      "lookedAt",
      "part",
      "pointer"
    ]
  },
  "ExportCsvQuery": {
    "$id": "ExportCsvQuery",
    "type": "object",
    "properties": {
      "bom": {
        "description": "Begins with a byte order mark: Excel takes the file for UTF-8 only with it.",
        "type": "boolean"
      },
      "delimiter": {
        "enum": [
          "comma",
          "semicolon",
          "tab"
        ],
        "type": "string"
      },
      "from": {
        "description": "Chats started from here on: a day such as 2026-03-01 in `zone`, or an ISO 8601 moment with its zone.",
        "type": "string"
      },
      "to": {
        "description": "Chats started before.",
        "type": "string"
      },
      "zone": {
        "description": "IANA time zone of days; default UTC.",
        "type": "string"
      },
      "state": {
        "$ref": "ChatStateName#"
      },
      "status": {
        "$ref": "Status#"
      },
      "channel": {
        "type": "string"
      },
      "customer": {
        "description": "The customer's id on the channel.",
        "type": "string"
      },
      "assignee": {
        "description": "The agent's id.",
        "type": "string"
      },
      "tag": {
        "type": "string"
      }
    },
    "additionalProperties": false
  },
  "ExportLinesQuery": {
    "$id": "ExportLinesQuery",
    "type": "object",
    "properties": {
      "messages": {
        "description": "With messages and notes.",
        "type": "boolean"
      },
      "from": {
        "description": "Chats started from here on: a day such as 2026-03-01 in `zone`, or an ISO 8601 moment with its zone.",
        "type": "string"
      },
      "to": {
        "description": "Chats started before.",
        "type": "string"
      },
      "zone": {
        "description": "IANA time zone of days; default UTC.",
        "type": "string"
      },
      "state": {
        "$ref": "ChatStateName#"
      },
      "status": {
        "$ref": "Status#"
      },
      "channel": {
        "type": "string"
      },
      "customer": {
        "description": "The customer's id on the channel.",
        "type": "string"
      },
      "assignee": {
        "description": "The agent's id.",
        "type": "string"
      },
      "tag": {
        "type": "string"
      }
    },
    "additionalProperties": false
  },
  "ExportQuery": {
    "$id": "ExportQuery",
    "type": "object",
    "properties": {
      "from": {
        "description": "Chats started from here on: a day such as 2026-03-01 in `zone`, or an ISO 8601 moment with its zone.",
        "type": "string"
      },
      "to": {
        "description": "Chats started before.",
        "type": "string"
      },
      "zone": {
        "description": "IANA time zone of days; default UTC.",
        "type": "string"
      },
      "state": {
        "$ref": "ChatStateName#"
      },
      "status": {
        "$ref": "Status#"
      },
      "channel": {
        "type": "string"
      },
      "customer": {
        "description": "The customer's id on the channel.",
        "type": "string"
      },
      "assignee": {
        "description": "The agent's id.",
        "type": "string"
      },
      "tag": {
        "type": "string"
      }
    },
    "additionalProperties": false
  },
  "FactChange": {
    "$id": "FactChange",
    "description": "One fact that would have to be otherwise.",
    "type": "object",
    "properties": {
      "fact": {
        "type": "string"
      },
      "params": {
        "type": "object",
        "additionalProperties": {
          "$ref": "Json#"
        }
      },
      "path": {
        "description": "Left out: the whole fact.",
        "type": "string"
      },
      "from": {
        "$ref": "Json#",
        "description": "`null` also where there was nothing."
      },
      "to": {
        "$ref": "Json#"
      },
      "turns": {
        "description": "The comparisons that it turns.",
        "type": "array",
        "items": {
          "$ref": "Place#"
        }
      }
    },
    "additionalProperties": false,
    "required": [
      "fact",
      "from",
      "to",
      "turns"
    ]
  },
  "FailedVersion": {
    "$id": "FailedVersion",
    "type": "object",
    "properties": {
      "number": {
        "type": "number"
      },
      "at": {
        "type": "string"
      },
      "message": {
        "type": "string"
      }
    },
    "additionalProperties": false,
    "required": [
      "at",
      "message",
      "number"
    ]
  },
  "Figures": {
    "$id": "Figures",
    "description": "What is counted of a period. Durations are of the clock.",
    "type": "object",
    "properties": {
      "chats": {
        "type": "object",
        "properties": {
          "started": {
            "description": "Chats that stand on their own; one that was merged away counts no more.",
            "type": "object",
            "properties": {
              "total": {
                "type": "number"
              },
              "by": {
                "type": "object",
                "properties": {
                  "customer": {
                    "type": "number"
                  },
                  "agent": {
                    "type": "number"
                  },
                  "split": {
                    "type": "number"
                  }
                },
                "additionalProperties": false,
                "required": [
                  "agent",
                  "customer",
                  "split"
                ]
              }
            },
            "additionalProperties": false,
            "required": [
              "by",
              "total"
            ]
          },
          "reopened": {
            "description": "Stretches of work after a chat's first: a customer came back, or an agent wrote on a finished chat.",
            "type": "object",
            "properties": {
              "total": {
                "type": "number"
              },
              "by": {
                "type": "object",
                "properties": {
                  "customer": {
                    "type": "number"
                  },
                  "agent": {
                    "type": "number"
                  }
                },
                "additionalProperties": false,
                "required": [
                  "agent",
                  "customer"
                ]
              }
            },
            "additionalProperties": false,
            "required": [
              "by",
              "total"
            ]
          },
          "finished": {
            "description": "Finishes; a chat that was reopened may have several. Statuses as they were given then.",
            "type": "object",
            "properties": {
              "total": {
                "type": "number"
              },
              "byStatus": {
                "$ref": "_readonlyclosed_number_readonlyopen_number_readonlypending_number#"
              },
              "by": {
                "$ref": "_readonlysplit_number_readonlyagent_number_readonlytimer_number_readonlyautomation_number#"
              }
            },
            "additionalProperties": false,
            "required": [
              "by",
              "byStatus",
              "total"
            ]
          },
          "inOneGo": {
            "description": "Of the chats that are finished now and were so in the period: those that were never reopened.",
            "type": "object",
            "properties": {
              "count": {
                "type": "number"
              },
              "of": {
                "type": "number"
              },
              "share": {
                "type": [
                  "null",
                  "number"
                ]
              }
            },
            "additionalProperties": false,
            "required": [
              "count",
              "of",
              "share"
            ]
          },
          "liveNow": {
            "description": "Whatever the period; `null` where the groups are times, and for one endless chat.",
            "type": [
              "null",
              "number"
            ]
          },
          "perCustomer": {
            "$ref": "Spread#",
            "description": "Of customers with a chat that was started in the period: how many."
          },
          "perMonth": {
            "$ref": "Spread#",
            "description": "Of customers and calendar months with a chat that was started: how many."
          }
        },
        "additionalProperties": false,
        "required": [
          "finished",
          "inOneGo",
          "liveNow",
          "perCustomer",
          "perMonth",
          "reopened",
          "started"
        ]
      },
      "customers": {
        "type": "object",
        "properties": {
          "wrote": {
            "description": "Each once.",
            "type": "number"
          },
          "daysWithContact": {
            "$ref": "Spread#",
            "description": "Of customers who wrote or were written to by an agent: on how many days."
          }
        },
        "additionalProperties": false,
        "required": [
          "daysWithContact",
          "wrote"
        ]
      },
      "messages": {
        "description": "`automation`: autoresponses and all else that rules sent. Notes are none.",
        "type": "object",
        "properties": {
          "customer": {
            "type": "number"
          },
          "agent": {
            "type": "number"
          },
          "automation": {
            "type": "number"
          }
        },
        "additionalProperties": false,
        "required": [
          "agent",
          "automation",
          "customer"
        ]
      },
      "autoresponses": {
        "type": "object",
        "properties": {
          "sent": {
            "description": "The same as `messages.automation`.",
            "type": "number"
          },
          "withheld": {
            "description": "Messages that rules and workflows held back, by why; known where the journal keeps reasons.",
            "type": "object",
            "properties": {
              "total": {
                "type": "number"
              },
              "by": {
                "$ref": "_readonly_not_first_chat_number_readonlyonce_number_readonlystorm_number_readonlyautomated_number_readonly_not_current_number_readonlybusy_number_readonly_agent_answered_number#"
              }
            },
            "additionalProperties": false,
            "required": [
              "by",
              "total"
            ]
          }
        },
        "additionalProperties": false,
        "required": [
          "sent",
          "withheld"
        ]
      },
      "businessHours": {
        "description": "The same durations in the open hours of the schedule that was named; `null`: none was.",
        "anyOf": [
          {
            "$ref": "Durations#"
          },
          {
            "type": "null"
          }
        ]
      },
      "firstResponse": {
        "$ref": "Spread#",
        "description": "From the customer's first message of a stretch that he began to the first by an agent; automation is no response."
      },
      "reply": {
        "$ref": "Spread#",
        "description": "From the customer's first unanswered message to an agent's. The first response is one of them."
      },
      "waiting": {
        "$ref": "Spread#",
        "description": "Of each finished stretch in which a customer wrote: how long, all in all, nobody had answered him."
      },
      "timeToFinish": {
        "$ref": "Spread#",
        "description": "From the beginning of a stretch to its finish."
      }
    },
    "additionalProperties": false,
    "required": [
      "autoresponses",
      "businessHours",
      "chats",
      "customers",
      "firstResponse",
      "messages",
      "reply",
      "timeToFinish",
      "waiting"
    ]
  },
  "FileBytes": {
    "$id": "FileBytes",
    "description": "As the provider has it.",
    "type": "string"
  },
  "Finding": {
    "$id": "Finding",
    "description": "One leaf of a condition with what it saw.",
    "type": "object",
    "properties": {
      "fact": {
        "type": "string"
      },
      "path": {
        "type": "string"
      },
      "operator": {
        "type": "string"
      },
      "expected": {
        "$ref": "Json#"
      },
      "actual": {
        "$ref": "Json#",
        "description": "`undefined` facts and paths are shown as `null` with `missing: true`."
      },
      "missing": {
        "type": "boolean",
        "const": true
      },
      "reason": {
        "description": "Why a comparison was false although it could not be made (type that doesn't fit, fact failed or late).",
        "type": "string"
      },
      "pointer": {
        "description": "JSON pointer into the rule's `when`; for a leaf of a named condition, to the place that refers to it.",
        "type": "string"
      },
      "within": {
        "description": "The named condition that the leaf is in, and where in that.",
        "type": "object",
        "properties": {
          "condition": {
            "type": "string"
          },
          "pointer": {
            "type": "string"
          }
        },
        "additionalProperties": false,
        "required": [
          "condition",
          "pointer"
        ]
      }
    },
    "additionalProperties": false,
    "required": [
      "actual",
      "expected",
      "fact",
      "operator",
      "pointer"
    ]
  },
  "FinishBody": {
    "$id": "FinishBody",
    "type": "object",
    "properties": {
      "agent": {
        "type": "string"
      },
      "status": {
        "$ref": "Status#"
      }
    },
    "additionalProperties": false,
    "required": [
      "agent",
      "status"
    ]
  },
  "FinishedBy": {
    "$id": "FinishedBy",
    "description": "Who ended an activation: an agent, the silence timer, a rule, or a split that took the rest of the stream away.",
    "enum": [
      "agent",
      "automation",
      "split",
      "timer"
    ],
    "type": "string"
  },
  "Fix": {
    "$id": "Fix",
    "description": "What would put the fault right: `value` in place of what is at `pointer`, a property of that name, or nothing any more.",
    "anyOf": [
      {
        "$ref": "FixByValue#"
      },
      {
        "$ref": "FixByName#"
      },
      {
        "$ref": "FixByRemoval#"
      }
    ]
  },
  "FixByName": {
    "$id": "FixByName",
    "type": "object",
    "properties": {
      "title": {
        "type": "string"
      },
      "pointer": {
        "type": "string"
      },
      "rename": {
        "description": "What the property at `pointer` should be called.",
        "type": "string"
      }
    },
    "additionalProperties": false,
    "required": [
      "pointer",
      "rename",
      "title"
    ]
  },
  "FixByRemoval": {
    "$id": "FixByRemoval",
    "type": "object",
    "properties": {
      "title": {
        "type": "string"
      },
      "pointer": {
        "type": "string"
      },
      "remove": {
        "type": "boolean",
        "const": true
      }
    },
    "additionalProperties": false,
    "required": [
      "pointer",
      "remove",
      "title"
    ]
  },
  "FixByValue": {
    "$id": "FixByValue",
    "type": "object",
    "properties": {
      "title": {
        "type": "string"
      },
      "pointer": {
        "type": "string"
      },
      "value": {
        "$ref": "Json#"
      }
    },
    "additionalProperties": false,
    "required": [
      "pointer",
      "title",
      "value"
    ]
  },
  "Flip": {
    "$id": "Flip",
    "description": "The fewest facts to change so that the rule's condition says the opposite.",
    "type": "object",
    "properties": {
      "from": {
        "enum": [
          "error",
          "failed",
          "matched"
        ],
        "type": "string"
      },
      "to": {
        "enum": [
          "failed",
          "matched"
        ],
        "type": "string"
      },
      "changes": {
        "type": "array",
        "items": {
          "$ref": "FactChange#"
        }
      }
    },
    "additionalProperties": false,
    "required": [
      "changes",
      "from",
      "to"
    ]
  },
  "FlippedExplanation": {
    "$id": "FlippedExplanation",
    "type": "object",
    "properties": {
      "flip": {
        "description": "The smallest change of facts that flips the condition; `null`: none was found.",
        "anyOf": [
          {
            "$ref": "Flip#"
          },
          {
            "type": "null"
          }
        ]
      },
      "trigger": {
        "description": "An event trigger's name, or `time`.",
        "type": "string"
      },
      "chat": {
        "type": "number"
      },
      "isCascade": {
        "type": "boolean"
      },
      "listens": {
        "description": "Whether the rule, in the version that was asked, is judged at all when this happens.",
        "type": "boolean"
      },
      "recorded": {
        "description": "What was decided then: it also tells what held the rule back (once, first chat, storm). `null`: the trace has none.",
        "anyOf": [
          {
            "type": "object",
            "properties": {
              "kind": {
                "type": "string",
                "const": "matched"
              },
              "rule": {
                "type": "string"
              },
              "actions": {
                "type": "array",
                "items": {
                  "$ref": "ActionTrace#"
                }
              }
            },
            "additionalProperties": false,
            "required": [
              "actions",
              "kind",
              "rule"
            ]
          },
          {
            "type": "object",
            "properties": {
              "kind": {
                "type": "string",
                "const": "failed"
              },
              "rule": {
                "type": "string"
              },
              "finding": {
                "$ref": "Finding#"
              }
            },
            "additionalProperties": false,
            "required": [
              "finding",
              "kind",
              "rule"
            ]
          },
          {
            "type": "object",
            "properties": {
              "kind": {
                "type": "string",
                "const": "ruled-out"
              },
              "rule": {
                "type": "string"
              },
              "finding": {
                "$ref": "Finding#"
              }
            },
            "additionalProperties": false,
            "required": [
              "finding",
              "kind",
              "rule"
            ]
          },
          {
            "type": "object",
            "properties": {
              "kind": {
                "type": "string",
                "const": "disabled"
              },
              "rule": {
                "type": "string"
              }
            },
            "additionalProperties": false,
            "required": [
              "kind",
              "rule"
            ]
          },
          {
            "type": "object",
            "properties": {
              "kind": {
                "type": "string",
                "const": "withheld"
              },
              "rule": {
                "type": "string"
              },
              "by": {
                "$ref": "WithheldBy#"
              },
              "mark": {
                "type": "string"
              },
              "actions": {
                "type": "array",
                "items": {
                  "$ref": "ActionTrace#"
                }
              }
            },
            "additionalProperties": false,
            "required": [
              "actions",
              "by",
              "kind",
              "rule"
            ]
          },
          {
            "type": "object",
            "properties": {
              "kind": {
                "type": "string",
                "const": "stopped"
              },
              "rule": {
                "type": "string"
              },
              "by": {
                "anyOf": [
                  {
                    "type": "object",
                    "properties": {
                      "rule": {
                        "type": "string"
                      }
                    },
                    "additionalProperties": false,
                    "required": [
                      "rule"
                    ]
                  },
                  {
                    "enum": [
                      "limit",
                      "loop"
                    ],
                    "type": "string"
                  }
                ]
              }
            },
            "additionalProperties": false,
            "required": [
              "by",
              "kind",
              "rule"
            ]
          },
          {
            "type": "object",
            "properties": {
              "kind": {
                "type": "string",
                "const": "error"
              },
              "rule": {
                "type": "string"
              },
              "code": {
                "type": "string"
              },
              "message": {
                "type": "string"
              },
              "actions": {
                "type": "array",
                "items": {
                  "$ref": "ActionTrace#"
                }
              }
            },
            "additionalProperties": false,
            "required": [
              "code",
              "kind",
              "message",
              "rule"
            ]
          },
          {
            "type": "null"
          }
        ]
      },
      "explained": {
        "description": "`null`: the trace kept no facts of this pass, because no rule of then listened to it, or the rule doesn't exist.",
        "anyOf": [
          {
            "$ref": "RuleExplanation#"
          },
          {
            "type": "null"
          }
        ]
      }
    },
    "additionalProperties": false,
    "required": [
      "chat",
      "explained",
      "flip",
      "isCascade",
      "listens",
      "recorded",
      "trigger"
    ]
  },
  "GroupKey": {
    "$id": "GroupKey",
    "description": "What a group's figures are of.",
    "type": "object",
    "properties": {
      "channel": {
        "type": "string"
      },
      "customer": {
        "description": "With its channel: ids are the channel's own.",
        "type": "string"
      },
      "agent": {
        "description": "`null`: what no agent did.",
        "type": [
          "null",
          "string"
        ]
      },
      "day": {
        "description": "`2026-03-01` or `2026-03`, in the period's zone.",
        "type": "string"
      },
      "month": {
        "type": "string"
      },
      "weekday": {
        "description": "1 (Monday) to 7, in the period's zone.",
        "type": "number"
      },
      "hour": {
        "description": "0 to 23, in the period's zone. An hour that clocks repeat is one group.",
        "type": "number"
      }
    },
    "additionalProperties": false
  },
  "HandoverReason": {
    "$id": "HandoverReason",
    "description": "Also `agent`, `finish`, `silence` and `merge` (what interrupted it), and `step` (a step `handoff`).",
    "enum": [
      "agent",
      "at-most",
      "failed",
      "finish",
      "gave-up",
      "merge",
      "missing-step",
      "missing-workflow",
      "never-opens",
      "not-current",
      "silence",
      "step",
      "storm",
      "template-failed",
      "too-deep",
      "too-many-resumes",
      "too-many-steps",
      "unknown-moment"
    ],
    "type": "string"
  },
  "Health": {
    "$id": "Health",
    "description": "The process lives.",
    "type": "object",
    "properties": {
      "status": {
        "type": "string",
        "const": "ok"
      }
    },
    "additionalProperties": false,
    "required": [
      "status"
    ]
  },
  "JournalChat": {
    "$id": "JournalChat",
    "type": "object",
    "properties": {
      "view": {
        "$ref": "ChatView#"
      },
      "firstSeq": {
        "description": "Its messages begin with this `seq` of the thread; they end where the next chat's begin.",
        "type": "number"
      },
      "timers": {
        "description": "What time alone will bring, as it is now.",
        "type": "array",
        "items": {
          "$ref": "ArmedTimer#"
        }
      }
    },
    "additionalProperties": false,
    "required": [
      "firstSeq",
      "timers",
      "view"
    ]
  },
  "JournalCommand": {
    "$id": "JournalCommand",
    "type": "object",
    "properties": {
      "id": {
        "type": "string"
      },
      "type": {
        "$ref": "CommandType#"
      },
      "at": {
        "format": "date-time",
        "type": "string"
      }
    },
    "additionalProperties": false,
    "required": [
      "at",
      "id",
      "type"
    ]
  },
  "JournalItem": {
    "$id": "JournalItem",
    "description": "A command that brought something about.",
    "type": "object",
    "properties": {
      "place": {
        "type": "string"
      },
      "thread": {
        "type": "string"
      },
      "channel": {
        "type": "string"
      },
      "command": {
        "$ref": "JournalCommand#"
      },
      "chat": {
        "description": "The chat that it ended up in.",
        "type": "number"
      },
      "outcome": {
        "$ref": "Outcome#"
      },
      "ruleSetVersion": {
        "description": "Hash of the rules that decided; `null`: there were none.",
        "type": [
          "null",
          "string"
        ]
      },
      "events": {
        "type": "array",
        "items": {
          "$ref": "DomainEvent#"
        }
      },
      "trace": {
        "description": "With the chat before and after; `null` where the journal is off.",
        "anyOf": [
          {
            "$ref": "Trace#"
          },
          {
            "type": "null"
          }
        ]
      },
      "messages": {
        "description": "Those that its events name, as they are now: an edited one has its new text.",
        "type": "array",
        "items": {
          "$ref": "Message#"
        }
      }
    },
    "additionalProperties": false,
    "required": [
      "channel",
      "chat",
      "command",
      "events",
      "messages",
      "outcome",
      "place",
      "ruleSetVersion",
      "thread",
      "trace"
    ]
  },
  "JournalPage": {
    "$id": "JournalPage",
    "description": "What was decided, in order.",
    "type": "object",
    "properties": {
      "items": {
        "type": "array",
        "items": {
          "$ref": "JournalItem#"
        }
      },
      "threads": {
        "description": "The threads that the page tells of.",
        "type": "array",
        "items": {
          "$ref": "JournalThread#"
        }
      },
      "next": {
        "description": "`after` of the next page.",
        "type": "string"
      },
      "isMore": {
        "description": "False: this is all until something happens.",
        "type": "boolean"
      },
      "isGap": {
        "description": "Entries between were pruned, or `after` was never a place of this journal.",
        "type": "boolean"
      }
    },
    "additionalProperties": false,
    "required": [
      "isGap",
      "isMore",
      "items",
      "next",
      "threads"
    ]
  },
  "JournalQuery": {
    "$id": "JournalQuery",
    "type": "object",
    "properties": {
      "after": {
        "description": "`next` of the page before, or the id of an event: the page goes on behind it.",
        "maxLength": 200,
        "type": "string"
      },
      "from": {
        "description": "Where there is no `after`: the first entry from this moment on. Left out: from the beginning.",
        "format": "date-time",
        "type": "string"
      },
      "limit": {
        "description": "Entries of one page; default 50.",
        "minimum": 1,
        "maximum": 200,
        "type": "integer"
      }
    },
    "additionalProperties": false
  },
  "JournalThread": {
    "$id": "JournalThread",
    "type": "object",
    "properties": {
      "key": {
        "type": "string"
      },
      "channel": {
        "type": "string"
      },
      "kind": {
        "description": "Of the channel: `telegram`, `email` …",
        "type": "string"
      },
      "endless": {
        "description": "Chats of the channel never get the status `closed`.",
        "type": "boolean"
      },
      "customer": {
        "$ref": "ProfileView#"
      },
      "current": {
        "type": [
          "null",
          "number"
        ]
      },
      "chats": {
        "description": "As they are now: those that the page names and their neighbours, tombstones included.",
        "type": "array",
        "items": {
          "$ref": "JournalChat#"
        }
      }
    },
    "additionalProperties": false,
    "required": [
      "channel",
      "chats",
      "current",
      "customer",
      "endless",
      "key",
      "kind"
    ]
  },
  "Json": {
    "$id": "Json",
    "description": "Anything that JSON can say."
  },
  "JsonLinesText": {
    "$id": "JsonLinesText",
    "description": "A JSON object for each chat: as `ChatView`, with `activations`, `firstResponseMs`, `handlingMs`, `mergedFrom` and, when asked for, `messages`.",
    "type": "string"
  },
  "KeyList": {
    "$id": "KeyList",
    "type": "object",
    "properties": {
      "items": {
        "type": "array",
        "items": {
          "$ref": "ApiKey#"
        }
      }
    },
    "additionalProperties": false,
    "required": [
      "items"
    ]
  },
  "KeyPath": {
    "$id": "KeyPath",
    "type": "object",
    "properties": {
      "id": {
        "type": "string"
      }
    },
    "additionalProperties": false,
    "required": [
      "id"
    ]
  },
  "LinkBody": {
    "$id": "LinkBody",
    "type": "object",
    "properties": {
      "channel": {
        "type": "string"
      },
      "customer": {
        "description": "The customer's id on that channel.",
        "type": "string"
      }
    },
    "additionalProperties": false,
    "required": [
      "channel",
      "customer"
    ]
  },
  "Message": {
    "$id": "Message",
    "description": "One entry of a thread's stream. `seq` counts from 1 within the thread and never changes.",
    "type": "object",
    "properties": {
      "id": {
        "type": "string"
      },
      "seq": {
        "type": "number"
      },
      "chat": {
        "description": "Set only on notes that were written on an older chat; all else belongs to the chat whose interval holds `seq`.",
        "type": "number"
      },
      "author": {
        "enum": [
          "agent",
          "automation",
          "customer"
        ],
        "type": "string"
      },
      "agent": {
        "type": "string"
      },
      "authorName": {
        "description": "Who of a group wrote it, where several people share the conversation.",
        "type": "string"
      },
      "rule": {
        "description": "The rule that said it, for automation.",
        "type": "string"
      },
      "kind": {
        "enum": [
          "message",
          "note"
        ],
        "type": "string"
      },
      "text": {
        "type": "string"
      },
      "attachments": {
        "type": "array",
        "items": {
          "$ref": "Attachment#"
        }
      },
      "at": {
        "description": "Arrival, ISO 8601 UTC.",
        "type": "string"
      },
      "sentAt": {
        "description": "The provider's date, if it gave one.",
        "type": "string"
      },
      "late": {
        "description": "The provider dates it before the finish that it arrived after (spec L12).",
        "type": "boolean",
        "const": true
      },
      "automated": {
        "description": "A robot wrote it (Auto-Submitted, bots, echoes): automation doesn't answer.",
        "type": "boolean",
        "const": true
      },
      "language": {
        "type": "string"
      },
      "answersWorkflow": {
        "description": "The answer to a workflow's question that left its chat finished: nobody has to answer it.",
        "type": "boolean",
        "const": true
      },
      "edited": {
        "type": "boolean",
        "const": true
      },
      "deleted": {
        "type": "boolean",
        "const": true
      },
      "history": {
        "description": "Former texts, oldest first.",
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "text": {
              "type": "string"
            },
            "until": {
              "type": "string"
            }
          },
          "additionalProperties": false,
          "required": [
            "text",
            "until"
          ]
        }
      },
      "delivery": {
        "$ref": "Delivery#"
      },
      "failure": {
        "$ref": "DeliveryFailure#",
        "description": "With `failed` and `maybe-sent`."
      }
    },
    "additionalProperties": false,
    "required": [
      "at",
      "attachments",
      "author",
      "id",
      "kind",
      "seq",
      "text"
    ]
  },
  "MessageEdit": {
    "$id": "MessageEdit",
    "type": "object",
    "properties": {
      "text": {
        "type": "string"
      },
      "channel": {
        "type": "string"
      }
    },
    "additionalProperties": false,
    "required": [
      "text"
    ]
  },
  "MessageExplanation": {
    "$id": "MessageExplanation",
    "type": "object",
    "properties": {
      "message": {
        "$ref": "MessageView#"
      },
      "outcome": {
        "type": "string"
      },
      "ruleSetVersion": {
        "type": [
          "null",
          "string"
        ]
      },
      "trace": {
        "description": "`null` where the desk's journal is off.",
        "anyOf": [
          {
            "$ref": "Trace#"
          },
          {
            "type": "null"
          }
        ]
      },
      "asked": {
        "$ref": "AskedExplanation#",
        "description": "What was asked for with `rule`, `almost`, or `all` of another version."
      }
    },
    "additionalProperties": false,
    "required": [
      "message",
      "outcome",
      "ruleSetVersion",
      "trace"
    ]
  },
  "MessagePage": {
    "$id": "MessagePage",
    "description": "The latest first page, each in order.",
    "type": "object",
    "properties": {
      "items": {
        "type": "array",
        "items": {
          "$ref": "MessageView#"
        }
      },
      "next": {
        "description": "`cursor` of the page with what came before; `null`: this is the first of the chat.",
        "type": [
          "null",
          "string"
        ]
      }
    },
    "additionalProperties": false,
    "required": [
      "items",
      "next"
    ]
  },
  "MessagePath": {
    "$id": "MessagePath",
    "type": "object",
    "properties": {
      "id": {
        "type": "string"
      }
    },
    "additionalProperties": false,
    "required": [
      "id"
    ]
  },
  "MessageView": {
    "$id": "MessageView",
    "description": "A message or note as screens show it.",
    "type": "object",
    "properties": {
      "chat": {
        "description": "The chat that it belongs to now.",
        "type": "number"
      },
      "previous": {
        "description": "It is shown along from the chat before (`previous: true`).",
        "type": "boolean",
        "const": true
      },
      "language": {
        "type": "string"
      },
      "agent": {
        "type": "string"
      },
      "automated": {
        "description": "A robot wrote it (Auto-Submitted, bots, echoes): automation doesn't answer.",
        "type": "boolean",
        "const": true
      },
      "kind": {
        "enum": [
          "message",
          "note"
        ],
        "type": "string"
      },
      "edited": {
        "type": "boolean",
        "const": true
      },
      "deleted": {
        "type": "boolean",
        "const": true
      },
      "seq": {
        "type": "number"
      },
      "id": {
        "type": "string"
      },
      "author": {
        "enum": [
          "agent",
          "automation",
          "customer"
        ],
        "type": "string"
      },
      "authorName": {
        "description": "Who of a group wrote it, where several people share the conversation.",
        "type": "string"
      },
      "rule": {
        "description": "The rule that said it, for automation.",
        "type": "string"
      },
      "text": {
        "type": "string"
      },
      "attachments": {
        "type": "array",
        "items": {
          "$ref": "Attachment#"
        }
      },
      "at": {
        "description": "Arrival, ISO 8601 UTC.",
        "type": "string"
      },
      "sentAt": {
        "description": "The provider's date, if it gave one.",
        "type": "string"
      },
      "late": {
        "description": "The provider dates it before the finish that it arrived after (spec L12).",
        "type": "boolean",
        "const": true
      },
      "answersWorkflow": {
        "description": "The answer to a workflow's question that left its chat finished: nobody has to answer it.",
        "type": "boolean",
        "const": true
      },
      "history": {
        "description": "Former texts, oldest first.",
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "text": {
              "type": "string"
            },
            "until": {
              "type": "string"
            }
          },
          "additionalProperties": false,
          "required": [
            "text",
            "until"
          ]
        }
      },
      "delivery": {
        "$ref": "Delivery#"
      },
      "failure": {
        "$ref": "DeliveryFailure#",
        "description": "With `failed` and `maybe-sent`."
      }
    },
    "additionalProperties": false,
    "required": [
      "at",
      "attachments",
      "author",
      "chat",
      "id",
      "kind",
      "seq",
      "text"
    ]
  },
  "MessagesQuery": {
    "$id": "MessagesQuery",
    "type": "object",
    "properties": {
      "previous": {
        "description": "With those of the chat before, in front and marked.",
        "type": "boolean"
      },
      "cursor": {
        "description": "`next` of the page before.",
        "type": "string"
      },
      "limit": {
        "description": "Messages of one page; default 100.",
        "minimum": 1,
        "maximum": 1000,
        "type": "integer"
      }
    },
    "additionalProperties": false
  },
  "MetricsText": {
    "$id": "MetricsText",
    "description": "Prometheus' text format.",
    "type": "string"
  },
  "NewChat": {
    "$id": "NewChat",
    "type": "object",
    "properties": {
      "channel": {
        "type": "string"
      },
      "customer": {
        "$ref": "CustomerBody#"
      },
      "agent": {
        "description": "Who writes.",
        "type": "string"
      },
      "text": {
        "type": "string"
      },
      "attachments": {
        "type": "array",
        "items": {
          "$ref": "Attachment#"
        }
      },
      "id": {
        "description": "Id of the message, unique on the channel; given when left out.",
        "type": "string"
      },
      "echo": {
        "description": "Typed in the provider's own inbox: recorded, not sent again.",
        "type": "boolean"
      }
    },
    "additionalProperties": false,
    "required": [
      "agent",
      "channel",
      "customer",
      "text"
    ]
  },
  "NewKey": {
    "$id": "NewKey",
    "type": "object",
    "properties": {
      "name": {
        "description": "For people: what uses it.",
        "minLength": 1,
        "maxLength": 200,
        "type": "string"
      },
      "scopes": {
        "description": "`ingest` brings messages, `agent` does what agents do, `admin` everything.",
        "minItems": 1,
        "maxItems": 3,
        "type": "array",
        "items": {
          "enum": [
            "admin",
            "agent",
            "ingest"
          ],
          "type": "string"
        }
      }
    },
    "additionalProperties": false,
    "required": [
      "name",
      "scopes"
    ]
  },
  "NewMessage": {
    "$id": "NewMessage",
    "type": "object",
    "properties": {
      "channel": {
        "description": "Id of a channel of the desk.",
        "type": "string"
      },
      "customer": {
        "$ref": "CustomerBody#"
      },
      "id": {
        "description": "The provider's id: unique on the channel, the same at every redelivery.",
        "type": "string"
      },
      "text": {
        "description": "At most 100,000 characters.",
        "type": "string"
      },
      "attachments": {
        "type": "array",
        "items": {
          "$ref": "Attachment#"
        }
      },
      "sentAt": {
        "description": "The provider's date, with its zone.",
        "format": "date-time",
        "type": "string"
      },
      "automated": {
        "description": "A robot wrote it; automation won't answer.",
        "type": "boolean"
      },
      "language": {
        "description": "BCP 47.",
        "type": "string"
      },
      "authorName": {
        "description": "Who of a group wrote it.",
        "type": "string"
      },
      "payload": {
        "description": "Of the button that was pressed: the `payload` of an option that a question was sent with.",
        "type": "string"
      },
      "inReplyTo": {
        "description": "E-mail: message ids that it answers, as in `In-Reply-To`, then `References` from right to left.",
        "type": "array",
        "items": {
          "type": "string"
        }
      }
    },
    "additionalProperties": false,
    "required": [
      "channel",
      "customer",
      "id",
      "text"
    ]
  },
  "NewNote": {
    "$id": "NewNote",
    "type": "object",
    "properties": {
      "agent": {
        "type": "string"
      },
      "text": {
        "type": "string"
      },
      "attachments": {
        "type": "array",
        "items": {
          "$ref": "Attachment#"
        }
      }
    },
    "additionalProperties": false,
    "required": [
      "agent",
      "text"
    ]
  },
  "NewReply": {
    "$id": "NewReply",
    "type": "object",
    "properties": {
      "agent": {
        "type": "string"
      },
      "text": {
        "type": "string"
      },
      "attachments": {
        "type": "array",
        "items": {
          "$ref": "Attachment#"
        }
      },
      "id": {
        "description": "Id of the message, unique on the channel; given when left out.",
        "type": "string"
      },
      "echo": {
        "description": "Typed in the provider's own inbox: recorded, not sent again.",
        "type": "boolean"
      }
    },
    "additionalProperties": false,
    "required": [
      "agent",
      "text"
    ]
  },
  "NewWebhook": {
    "$id": "NewWebhook",
    "type": "object",
    "properties": {
      "url": {
        "description": "`https` or `http`; no user name, no fragment. Private addresses only where the service allows them.",
        "maxLength": 2000,
        "type": "string"
      },
      "types": {
        "description": "Left out or `null`: events of all types.",
        "anyOf": [
          {
            "type": "array",
            "items": {
              "enum": [
                "chat.finish-soon",
                "chat.finished",
                "chat.merged",
                "chat.postponed",
                "chat.reopened",
                "chat.resumed",
                "chat.split-off",
                "chat.started",
                "chat.started-by-agent",
                "chat.unmerged",
                "chat.updated",
                "message.automated",
                "message.deleted",
                "message.delivery",
                "message.edited",
                "message.received",
                "message.sent",
                "note.added",
                "workflow.ended",
                "workflow.started",
                "workflow.waiting"
              ],
              "type": "string"
            }
          },
          {
            "type": "null"
          }
        ]
      },
      "channels": {
        "description": "Channel ids; left out or `null`: all.",
        "maxItems": 100,
        "anyOf": [
          {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          {
            "type": "null"
          }
        ]
      }
    },
    "additionalProperties": false,
    "required": [
      "url"
    ]
  },
  "OnChannelQuery": {
    "$id": "OnChannelQuery",
    "description": "Ids are unique on a channel; name it where two channels may have the same.",
    "type": "object",
    "properties": {
      "channel": {
        "type": "string"
      }
    },
    "additionalProperties": false
  },
  "Option": {
    "$id": "Option",
    "type": "object",
    "properties": {
      "label": {
        "type": "string"
      },
      "payload": {
        "description": "Comes back as `payload` of the customer's message when this is pressed. At most 40 characters of ASCII.",
        "type": "string"
      }
    },
    "additionalProperties": false,
    "required": [
      "label",
      "payload"
    ]
  },
  "OutboxEntry": {
    "$id": "OutboxEntry",
    "type": "object",
    "properties": {
      "thread": {
        "type": "string"
      },
      "effect": {
        "$ref": "Effect#"
      },
      "attempts": {
        "description": "Attempts begun so far, that of the claim included. It never falls: an attempt's number is its claim's token.",
        "type": "number"
      },
      "attemptsBefore": {
        "description": "Of these, the attempts before it was last put in line again.",
        "type": "number"
      },
      "notBefore": {
        "type": "string"
      },
      "state": {
        "$ref": "OutboxState#"
      },
      "lastError": {
        "type": "string"
      }
    },
    "additionalProperties": false,
    "required": [
      "attempts",
      "attemptsBefore",
      "effect",
      "notBefore",
      "state",
      "thread"
    ]
  },
  "OutboxList": {
    "$id": "OutboxList",
    "description": "In order of the threads' lines.",
    "type": "object",
    "properties": {
      "items": {
        "type": "array",
        "items": {
          "$ref": "OutboxEntry#"
        }
      }
    },
    "additionalProperties": false,
    "required": [
      "items"
    ]
  },
  "OutboxQuery": {
    "$id": "OutboxQuery",
    "type": "object",
    "properties": {
      "state": {
        "$ref": "OutboxState#",
        "description": "Dead letters are those that are `failed` or `maybe-sent`."
      },
      "limit": {
        "description": "Default 100.",
        "minimum": 1,
        "maximum": 1000,
        "type": "integer"
      }
    },
    "additionalProperties": false
  },
  "OutboxState": {
    "$id": "OutboxState",
    "description": "`waiting` for its turn or its next attempt; `sending`: claimed by a node; `failed`: given up (a dead letter);\n`maybe-sent`: the connection was lost, or the node died, after sending began.",
    "enum": [
      "failed",
      "maybe-sent",
      "sending",
      "waiting"
    ],
    "type": "string"
  },
  "Outcome": {
    "$id": "Outcome",
    "description": "What became of a command. For messages: `started`, `appended`, `reopened`, `resumed`.",
    "enum": [
      "appended",
      "deleted",
      "delivered",
      "duplicate",
      "edited",
      "finished",
      "looked",
      "merged",
      "noted",
      "postponed",
      "reopened",
      "resumed",
      "split",
      "started",
      "unchanged",
      "unmerged",
      "updated",
      "workflow-cancelled",
      "workflow-moved",
      "workflow-started"
    ],
    "type": "string"
  },
  "PassAlmost": {
    "$id": "PassAlmost",
    "type": "object",
    "properties": {
      "trigger": {
        "type": "string"
      },
      "chat": {
        "type": "number"
      },
      "rules": {
        "type": "array",
        "items": {
          "$ref": "AlmostMatched#"
        }
      }
    },
    "additionalProperties": false,
    "required": [
      "chat",
      "rules",
      "trigger"
    ]
  },
  "PassFacts": {
    "$id": "PassFacts",
    "description": "The facts of one pass: plain values; kept in the trace, so that any rule can be judged again later.",
    "type": "object",
    "properties": {
      "event": {
        "anyOf": [
          {
            "$ref": "TimeEvent#"
          },
          {
            "additionalProperties": false,
            "type": "object",
            "properties": {
              "chat": {
                "type": "number"
              },
              "at": {
                "type": "string"
              },
              "type": {
                "type": "string",
                "const": "chat.started"
              },
              "by": {
                "enum": [
                  "agent",
                  "automation",
                  "customer",
                  "split",
                  "timer"
                ],
                "type": "string"
              }
            },
            "required": [
              "at",
              "by",
              "chat",
              "type"
            ]
          },
          {
            "additionalProperties": false,
            "type": "object",
            "properties": {
              "chat": {
                "type": "number"
              },
              "at": {
                "type": "string"
              },
              "type": {
                "type": "string",
                "const": "chat.started-by-agent"
              },
              "agent": {
                "type": "string"
              },
              "by": {
                "enum": [
                  "agent",
                  "automation",
                  "customer",
                  "split",
                  "timer"
                ],
                "type": "string"
              }
            },
            "required": [
              "agent",
              "at",
              "by",
              "chat",
              "type"
            ]
          },
          {
            "additionalProperties": false,
            "type": "object",
            "properties": {
              "chat": {
                "type": "number"
              },
              "at": {
                "type": "string"
              },
              "type": {
                "type": "string",
                "const": "chat.split-off"
              },
              "from": {
                "type": "number"
              },
              "agent": {
                "type": "string"
              },
              "by": {
                "enum": [
                  "agent",
                  "automation",
                  "customer",
                  "split",
                  "timer"
                ],
                "type": "string"
              }
            },
            "required": [
              "agent",
              "at",
              "by",
              "chat",
              "from",
              "type"
            ]
          },
          {
            "additionalProperties": false,
            "type": "object",
            "properties": {
              "chat": {
                "type": "number"
              },
              "at": {
                "type": "string"
              },
              "type": {
                "type": "string",
                "const": "chat.reopened"
              },
              "by": {
                "enum": [
                  "agent",
                  "automation",
                  "customer",
                  "split",
                  "timer"
                ],
                "type": "string"
              },
              "from": {
                "$ref": "Status#"
              }
            },
            "required": [
              "at",
              "by",
              "chat",
              "from",
              "type"
            ]
          },
          {
            "additionalProperties": false,
            "type": "object",
            "properties": {
              "chat": {
                "type": "number"
              },
              "at": {
                "type": "string"
              },
              "type": {
                "type": "string",
                "const": "chat.resumed"
              },
              "agent": {
                "type": "string"
              },
              "from": {
                "$ref": "Status#"
              },
              "by": {
                "enum": [
                  "agent",
                  "automation",
                  "customer",
                  "split",
                  "timer"
                ],
                "type": "string"
              }
            },
            "required": [
              "agent",
              "at",
              "by",
              "chat",
              "from",
              "type"
            ]
          },
          {
            "additionalProperties": false,
            "type": "object",
            "properties": {
              "chat": {
                "type": "number"
              },
              "at": {
                "type": "string"
              },
              "type": {
                "type": "string",
                "const": "message.received"
              },
              "message": {
                "type": "string"
              },
              "by": {
                "enum": [
                  "agent",
                  "automation",
                  "customer",
                  "split",
                  "timer"
                ],
                "type": "string"
              }
            },
            "required": [
              "at",
              "by",
              "chat",
              "message",
              "type"
            ]
          },
          {
            "additionalProperties": false,
            "type": "object",
            "properties": {
              "chat": {
                "type": "number"
              },
              "at": {
                "type": "string"
              },
              "type": {
                "type": "string",
                "const": "message.sent"
              },
              "message": {
                "type": "string"
              },
              "agent": {
                "type": "string"
              },
              "by": {
                "enum": [
                  "agent",
                  "automation",
                  "customer",
                  "split",
                  "timer"
                ],
                "type": "string"
              }
            },
            "required": [
              "agent",
              "at",
              "by",
              "chat",
              "message",
              "type"
            ]
          },
          {
            "additionalProperties": false,
            "type": "object",
            "properties": {
              "chat": {
                "type": "number"
              },
              "at": {
                "type": "string"
              },
              "type": {
                "type": "string",
                "const": "message.automated"
              },
              "message": {
                "type": "string"
              },
              "rule": {
                "type": "string"
              },
              "by": {
                "enum": [
                  "agent",
                  "automation",
                  "customer",
                  "split",
                  "timer"
                ],
                "type": "string"
              }
            },
            "required": [
              "at",
              "by",
              "chat",
              "message",
              "rule",
              "type"
            ]
          },
          {
            "additionalProperties": false,
            "type": "object",
            "properties": {
              "chat": {
                "type": "number"
              },
              "at": {
                "type": "string"
              },
              "type": {
                "type": "string",
                "const": "message.edited"
              },
              "message": {
                "type": "string"
              },
              "by": {
                "enum": [
                  "agent",
                  "automation",
                  "customer",
                  "split",
                  "timer"
                ],
                "type": "string"
              }
            },
            "required": [
              "at",
              "by",
              "chat",
              "message",
              "type"
            ]
          },
          {
            "additionalProperties": false,
            "type": "object",
            "properties": {
              "chat": {
                "type": "number"
              },
              "at": {
                "type": "string"
              },
              "type": {
                "type": "string",
                "const": "message.deleted"
              },
              "message": {
                "type": "string"
              },
              "by": {
                "enum": [
                  "agent",
                  "automation",
                  "customer",
                  "split",
                  "timer"
                ],
                "type": "string"
              }
            },
            "required": [
              "at",
              "by",
              "chat",
              "message",
              "type"
            ]
          },
          {
            "additionalProperties": false,
            "type": "object",
            "properties": {
              "chat": {
                "type": "number"
              },
              "at": {
                "type": "string"
              },
              "type": {
                "type": "string",
                "const": "message.delivery"
              },
              "message": {
                "type": "string"
              },
              "delivery": {
                "type": "string"
              },
              "code": {
                "description": "Why it failed, or may have.",
                "type": "string"
              },
              "by": {
                "enum": [
                  "agent",
                  "automation",
                  "customer",
                  "split",
                  "timer"
                ],
                "type": "string"
              }
            },
            "required": [
              "at",
              "by",
              "chat",
              "delivery",
              "message",
              "type"
            ]
          },
          {
            "additionalProperties": false,
            "type": "object",
            "properties": {
              "chat": {
                "type": "number"
              },
              "at": {
                "type": "string"
              },
              "type": {
                "type": "string",
                "const": "chat.finished"
              },
              "by": {
                "enum": [
                  "agent",
                  "automation",
                  "customer",
                  "split",
                  "timer"
                ],
                "type": "string"
              },
              "status": {
                "$ref": "Status#"
              },
              "agent": {
                "type": "string"
              }
            },
            "required": [
              "at",
              "by",
              "chat",
              "status",
              "type"
            ]
          },
          {
            "additionalProperties": false,
            "type": "object",
            "properties": {
              "chat": {
                "type": "number"
              },
              "at": {
                "type": "string"
              },
              "type": {
                "type": "string",
                "const": "chat.finish-soon"
              },
              "due": {
                "type": "string"
              },
              "by": {
                "enum": [
                  "agent",
                  "automation",
                  "customer",
                  "split",
                  "timer"
                ],
                "type": "string"
              }
            },
            "required": [
              "at",
              "by",
              "chat",
              "due",
              "type"
            ]
          },
          {
            "additionalProperties": false,
            "type": "object",
            "properties": {
              "chat": {
                "type": "number"
              },
              "at": {
                "type": "string"
              },
              "type": {
                "type": "string",
                "const": "chat.postponed"
              },
              "due": {
                "type": "string"
              },
              "by": {
                "enum": [
                  "agent",
                  "automation",
                  "customer",
                  "split",
                  "timer"
                ],
                "type": "string"
              }
            },
            "required": [
              "at",
              "by",
              "chat",
              "due",
              "type"
            ]
          },
          {
            "additionalProperties": false,
            "type": "object",
            "properties": {
              "chat": {
                "type": "number"
              },
              "at": {
                "type": "string"
              },
              "type": {
                "type": "string",
                "const": "chat.merged"
              },
              "into": {
                "type": "number"
              },
              "merged": {
                "type": "number"
              },
              "agent": {
                "type": "string"
              },
              "by": {
                "enum": [
                  "agent",
                  "automation",
                  "customer",
                  "split",
                  "timer"
                ],
                "type": "string"
              }
            },
            "required": [
              "agent",
              "at",
              "by",
              "chat",
              "into",
              "merged",
              "type"
            ]
          },
          {
            "additionalProperties": false,
            "type": "object",
            "properties": {
              "chat": {
                "type": "number"
              },
              "at": {
                "type": "string"
              },
              "type": {
                "type": "string",
                "const": "chat.unmerged"
              },
              "out": {
                "type": "number"
              },
              "agent": {
                "type": "string"
              },
              "by": {
                "enum": [
                  "agent",
                  "automation",
                  "customer",
                  "split",
                  "timer"
                ],
                "type": "string"
              }
            },
            "required": [
              "agent",
              "at",
              "by",
              "chat",
              "out",
              "type"
            ]
          },
          {
            "additionalProperties": false,
            "type": "object",
            "properties": {
              "chat": {
                "type": "number"
              },
              "at": {
                "type": "string"
              },
              "type": {
                "type": "string",
                "const": "chat.updated"
              },
              "by": {
                "enum": [
                  "agent",
                  "automation",
                  "customer",
                  "split",
                  "timer"
                ],
                "type": "string"
              },
              "agent": {
                "type": "string"
              },
              "changes": {
                "$ref": "ChangeSet#"
              }
            },
            "required": [
              "at",
              "by",
              "changes",
              "chat",
              "type"
            ]
          },
          {
            "additionalProperties": false,
            "type": "object",
            "properties": {
              "chat": {
                "type": "number"
              },
              "at": {
                "type": "string"
              },
              "type": {
                "type": "string",
                "const": "workflow.started"
              },
              "workflow": {
                "type": "string"
              },
              "rule": {
                "type": "string"
              },
              "agent": {
                "type": "string"
              },
              "by": {
                "enum": [
                  "agent",
                  "automation",
                  "customer",
                  "split",
                  "timer"
                ],
                "type": "string"
              }
            },
            "required": [
              "at",
              "by",
              "chat",
              "type",
              "workflow"
            ]
          },
          {
            "additionalProperties": false,
            "type": "object",
            "properties": {
              "chat": {
                "type": "number"
              },
              "at": {
                "type": "string"
              },
              "type": {
                "type": "string",
                "const": "workflow.waiting"
              },
              "workflow": {
                "type": "string"
              },
              "step": {
                "type": "string"
              },
              "until": {
                "type": [
                  "null",
                  "string"
                ]
              },
              "by": {
                "enum": [
                  "agent",
                  "automation",
                  "customer",
                  "split",
                  "timer"
                ],
                "type": "string"
              }
            },
            "required": [
              "at",
              "by",
              "chat",
              "step",
              "type",
              "until",
              "workflow"
            ]
          },
          {
            "additionalProperties": false,
            "type": "object",
            "properties": {
              "chat": {
                "type": "number"
              },
              "at": {
                "type": "string"
              },
              "type": {
                "type": "string",
                "const": "workflow.ended"
              },
              "workflow": {
                "type": "string"
              },
              "step": {
                "description": "Where it stood last.",
                "type": "string"
              },
              "how": {
                "$ref": "WorkflowEnd#"
              },
              "reason": {
                "$ref": "HandoverReason#"
              },
              "by": {
                "enum": [
                  "agent",
                  "automation",
                  "customer",
                  "split",
                  "timer"
                ],
                "type": "string"
              }
            },
            "required": [
              "at",
              "by",
              "chat",
              "how",
              "step",
              "type",
              "workflow"
            ]
          },
          {
            "additionalProperties": false,
            "type": "object",
            "properties": {
              "chat": {
                "type": "number"
              },
              "at": {
                "type": "string"
              },
              "type": {
                "type": "string",
                "const": "note.added"
              },
              "message": {
                "type": "string"
              },
              "agent": {
                "type": "string"
              },
              "by": {
                "enum": [
                  "agent",
                  "automation",
                  "customer",
                  "split",
                  "timer"
                ],
                "type": "string"
              }
            },
            "required": [
              "at",
              "by",
              "chat",
              "message",
              "type"
            ]
          }
        ]
      },
      "message": {
        "anyOf": [
          {
            "type": "object",
            "additionalProperties": {}
          },
          {
            "type": "null"
          }
        ]
      },
      "chat": {
        "$ref": "ChatView#"
      },
      "before": {
        "anyOf": [
          {
            "$ref": "ChatView#"
          },
          {
            "type": "null"
          }
        ]
      },
      "customer": {
        "type": "object",
        "additionalProperties": {}
      },
      "channel": {
        "type": "object",
        "properties": {
          "id": {
            "type": "string"
          },
          "kind": {
            "type": "string"
          },
          "name": {
            "type": "string"
          }
        },
        "additionalProperties": false,
        "required": [
          "id",
          "kind",
          "name"
        ]
      },
      "agents": {
        "type": "object",
        "properties": {
          "online": {
            "type": "number"
          },
          "statuses": {
            "type": "object",
            "additionalProperties": {
              "type": "string"
            }
          }
        },
        "additionalProperties": false,
        "required": [
          "online",
          "statuses"
        ]
      },
      "now": {
        "type": "string"
      }
    },
    "additionalProperties": false,
    "required": [
      "agents",
      "before",
      "channel",
      "chat",
      "customer",
      "event",
      "message",
      "now"
    ]
  },
  "PassTrace": {
    "$id": "PassTrace",
    "description": "The rules of one trigger, judged together.",
    "type": "object",
    "properties": {
      "trigger": {
        "description": "An event trigger's name, or `time`.",
        "type": "string"
      },
      "chat": {
        "type": "number"
      },
      "isCascade": {
        "type": "boolean"
      },
      "counts": {
        "$ref": "VerdictCounts#",
        "description": "All rules of the trigger."
      },
      "verdicts": {
        "description": "Of many rules (more than 100, or as the desk is set) only those that did something or were stopped in it; `explain` lists all.",
        "type": "array",
        "items": {
          "$ref": "Verdict#"
        }
      },
      "facts": {
        "$ref": "PassFacts#",
        "description": "What the rules saw; enough to judge any rule again. Left out when no rule listens to the trigger."
      }
    },
    "additionalProperties": false,
    "required": [
      "chat",
      "counts",
      "isCascade",
      "trigger",
      "verdicts"
    ]
  },
  "PassVerdicts": {
    "$id": "PassVerdicts",
    "type": "object",
    "properties": {
      "trigger": {
        "type": "string"
      },
      "chat": {
        "type": "number"
      },
      "verdicts": {
        "description": "Of every rule that listens to the trigger.",
        "type": "array",
        "items": {
          "$ref": "ConditionVerdict#"
        }
      }
    },
    "additionalProperties": false,
    "required": [
      "chat",
      "trigger",
      "verdicts"
    ]
  },
  "Place": {
    "$id": "Place",
    "type": "object",
    "properties": {
      "pointer": {
        "type": "string"
      },
      "within": {
        "type": "object",
        "properties": {
          "condition": {
            "type": "string"
          },
          "pointer": {
            "type": "string"
          }
        },
        "additionalProperties": false,
        "required": [
          "condition",
          "pointer"
        ]
      }
    },
    "additionalProperties": false,
    "required": [
      "pointer"
    ]
  },
  "PostponeBody": {
    "$id": "PostponeBody",
    "type": "object",
    "properties": {
      "agent": {
        "type": "string"
      }
    },
    "additionalProperties": false
  },
  "Priority": {
    "$id": "Priority",
    "enum": [
      "high",
      "low",
      "normal",
      "urgent"
    ],
    "type": "string"
  },
  "Problem": {
    "$id": "Problem",
    "description": "RFC 9457, as `application/problem+json`.",
    "type": "object",
    "properties": {
      "type": {
        "description": "`urn:caseline:problem:` and the code.",
        "type": "string"
      },
      "title": {
        "description": "The same sentence at every occurrence of the code.",
        "type": "string"
      },
      "status": {
        "type": "number"
      },
      "code": {
        "$ref": "ProblemCode#"
      },
      "detail": {
        "description": "What happened this time, for people.",
        "type": "string"
      },
      "pointer": {
        "description": "JSON pointer to the field that is to blame.",
        "type": "string"
      },
      "number": {
        "description": "The chat to look at instead.",
        "type": "number"
      },
      "errors": {
        "description": "All that is wrong with the request, at most 20.",
        "type": "array",
        "items": {
          "$ref": "ProblemError#"
        }
      },
      "diagnostics": {
        "description": "`invalid-rules`: all that is wrong with the rules.",
        "type": "array",
        "items": {
          "$ref": "RuleDiagnostic#"
        }
      },
      "requestId": {
        "description": "Also in the header `X-Request-Id` and in the logs.",
        "type": "string"
      }
    },
    "additionalProperties": false,
    "required": [
      "code",
      "detail",
      "requestId",
      "status",
      "title",
      "type"
    ]
  },
  "ProblemCode": {
    "$id": "ProblemCode",
    "enum": [
      "already-finished",
      "chat-is-live",
      "closed-not-offered",
      "conflict",
      "forbidden",
      "full",
      "gone",
      "headers-too-large",
      "in-progress",
      "internal",
      "invalid",
      "invalid-rules",
      "key-reused",
      "merged",
      "method-not-allowed",
      "no-automatic-finish",
      "no-previous",
      "no-workflow",
      "not-current",
      "not-found",
      "not-settable",
      "not-waiting",
      "nothing-to-split",
      "nothing-to-unmerge",
      "precondition-failed",
      "provider-refused",
      "rate-limited",
      "request-timeout",
      "too-large",
      "unauthorized",
      "unavailable",
      "unsupported-media-type",
      "workflow-running"
    ],
    "type": "string"
  },
  "ProblemError": {
    "$id": "ProblemError",
    "description": "One thing that is wrong with a request.",
    "type": "object",
    "properties": {
      "pointer": {
        "description": "JSON pointer into the body, the query or the path.",
        "type": "string"
      },
      "message": {
        "type": "string"
      }
    },
    "additionalProperties": false,
    "required": [
      "message",
      "pointer"
    ]
  },
  "ProfileView": {
    "$id": "ProfileView",
    "description": "A customer on one channel.",
    "type": "object",
    "properties": {
      "channel": {
        "type": "string"
      },
      "id": {
        "type": "string"
      },
      "name": {
        "type": [
          "null",
          "string"
        ]
      },
      "email": {
        "type": [
          "null",
          "string"
        ]
      },
      "phone": {
        "type": [
          "null",
          "string"
        ]
      },
      "language": {
        "type": [
          "null",
          "string"
        ]
      },
      "tags": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "fields": {
        "type": "object",
        "additionalProperties": {
          "$ref": "Json#"
        }
      },
      "firstSeenAt": {
        "type": "string"
      },
      "chatsOnChannel": {
        "type": "number"
      }
    },
    "additionalProperties": false,
    "required": [
      "channel",
      "chatsOnChannel",
      "email",
      "fields",
      "firstSeenAt",
      "id",
      "language",
      "name",
      "phone",
      "tags"
    ]
  },
  "ProviderAnswer": {
    "$id": "ProviderAnswer",
    "description": "As the provider's protocol says.",
    "type": "string"
  },
  "PublishRules": {
    "$id": "PublishRules",
    "type": "object",
    "properties": {
      "author": {
        "description": "Who publishes.",
        "type": "string"
      },
      "note": {
        "description": "Why, for people.",
        "type": "string"
      },
      "ifNumber": {
        "description": "Number of the version that is followed, 0 for none: refused `conflict` when another one is current. Left out: the one that is current now.",
        "minimum": 0,
        "type": "integer"
      },
      "sets": {
        "description": "Left out: the draft.",
        "maxItems": 1000,
        "type": "array",
        "items": {}
      },
      "share": {
        "description": "Percent of the threads that get it at first; what is in force stays for the rest. Left out: all.",
        "exclusiveMinimum": 0,
        "maximum": 100,
        "type": "number"
      }
    },
    "additionalProperties": false,
    "required": [
      "author"
    ]
  },
  "PublishedRules": {
    "$id": "PublishedRules",
    "type": "object",
    "properties": {
      "sets": {
        "description": "Rule sets as in schemas/rule-set.schema.json; all together are one.",
        "type": "array",
        "items": {}
      },
      "number": {
        "description": "1, 2, …",
        "type": "number"
      },
      "version": {
        "description": "Hash of what it says, as in traces.",
        "type": "string"
      },
      "author": {
        "type": [
          "null",
          "string"
        ]
      },
      "note": {
        "type": [
          "null",
          "string"
        ]
      },
      "at": {
        "type": "string"
      },
      "shares": {
        "description": "How it was rolled out, in order; empty: to all threads at once.",
        "type": "array",
        "items": {
          "$ref": "RuleShare#"
        }
      }
    },
    "additionalProperties": false,
    "required": [
      "at",
      "author",
      "note",
      "number",
      "sets",
      "shares",
      "version"
    ]
  },
  "Readiness": {
    "$id": "Readiness",
    "description": "Whether requests may be sent here.",
    "type": "object",
    "properties": {
      "status": {
        "enum": [
          "not-ready",
          "ready"
        ],
        "type": "string"
      },
      "reasons": {
        "description": "Why not; empty when ready.",
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "warnings": {
        "description": "What somebody should look at, though requests may be sent here.",
        "type": "array",
        "items": {
          "type": "string"
        }
      }
    },
    "additionalProperties": false,
    "required": [
      "reasons",
      "status"
    ]
  },
  "Recipients": {
    "$id": "Recipients",
    "description": "Who is told or written to inside the helpdesk.",
    "anyOf": [
      {
        "type": "object",
        "properties": {
          "agents": {
            "type": "array",
            "items": {
              "type": "string"
            }
          }
        },
        "additionalProperties": false,
        "required": [
          "agents"
        ]
      },
      {
        "type": "object",
        "properties": {
          "group": {
            "type": "string"
          }
        },
        "additionalProperties": false,
        "required": [
          "group"
        ]
      }
    ]
  },
  "Refusal": {
    "$id": "Refusal",
    "description": "Why a command changed nothing.",
    "type": "object",
    "properties": {
      "code": {
        "$ref": "RefusalCode#"
      },
      "message": {
        "description": "A sentence for people.",
        "type": "string"
      },
      "pointer": {
        "description": "JSON pointer into the command, where one field is to blame.",
        "type": "string"
      },
      "number": {
        "description": "The chat to look at instead.",
        "type": "number"
      },
      "guards": {
        "description": "What the chat machine asked before it refused.",
        "type": "array",
        "items": {
          "$ref": "AskedGuard#"
        }
      }
    },
    "additionalProperties": false,
    "required": [
      "code",
      "message"
    ]
  },
  "RefusalCode": {
    "$id": "RefusalCode",
    "enum": [
      "already-finished",
      "chat-is-live",
      "closed-not-offered",
      "conflict",
      "forbidden",
      "invalid",
      "merged",
      "no-automatic-finish",
      "no-previous",
      "no-workflow",
      "not-current",
      "not-found",
      "not-waiting",
      "nothing-to-split",
      "nothing-to-unmerge",
      "rate-limited",
      "too-large",
      "unavailable",
      "workflow-running"
    ],
    "type": "string"
  },
  "Replay": {
    "$id": "Replay",
    "type": "object",
    "properties": {
      "from": {
        "description": "Events from this moment on are sent again, in order, then what came since.",
        "format": "date-time",
        "type": "string"
      }
    },
    "additionalProperties": false,
    "required": [
      "from"
    ]
  },
  "RollBackRules": {
    "$id": "RollBackRules",
    "type": "object",
    "properties": {
      "to": {
        "description": "Number of the version that is to hold again.",
        "minimum": 1,
        "type": "integer"
      },
      "author": {
        "type": "string"
      },
      "note": {
        "type": "string"
      },
      "ifNumber": {
        "description": "As for publishing.",
        "minimum": 0,
        "type": "integer"
      }
    },
    "additionalProperties": false,
    "required": [
      "author",
      "to"
    ]
  },
  "RuleChange": {
    "$id": "RuleChange",
    "description": "One difference inside a thing: what was there and what is, `undefined` for nothing, and a sentence for people.",
    "type": "object",
    "properties": {
      "pointer": {
        "description": "JSON pointer into the new thing; of what is gone, into the old one.",
        "type": "string"
      },
      "before": {
        "anyOf": [
          {
            "type": "array",
            "items": {
              "$ref": "Json#"
            }
          },
          {
            "type": "object",
            "additionalProperties": {
              "$ref": "Json#"
            }
          },
          {
            "type": [
              "null",
              "string",
              "number",
              "boolean"
            ]
          }
        ]
      },
      "after": {
        "anyOf": [
          {
            "type": "array",
            "items": {
              "$ref": "Json#"
            }
          },
          {
            "type": "object",
            "additionalProperties": {
              "$ref": "Json#"
            }
          },
          {
            "type": [
              "null",
              "string",
              "number",
              "boolean"
            ]
          }
        ]
      },
      "sentence": {
        "type": "string"
      }
    },
    "additionalProperties": false,
    "required": [
      "after",
      "before",
      "pointer",
      "sentence"
    ]
  },
  "RuleDiagnostic": {
    "$id": "RuleDiagnostic",
    "description": "The same as `caseline check` prints.",
    "type": "object",
    "properties": {
      "severity": {
        "description": "`info`: nothing is wrong, but it is good to know.",
        "enum": [
          "error",
          "info",
          "warning"
        ],
        "type": "string"
      },
      "code": {
        "$ref": "DiagnosticCode#"
      },
      "message": {
        "description": "A sentence for people.",
        "type": "string"
      },
      "means": {
        "description": "What the code means in general.",
        "type": "string"
      },
      "set": {
        "description": "Index of the set that it is in; `null`: all of them.",
        "type": [
          "null",
          "number"
        ]
      },
      "pointer": {
        "description": "JSON pointer into that set.",
        "type": "string"
      },
      "docs": {
        "description": "Where the code is explained, in the documentation of this version.",
        "type": "string"
      },
      "fix": {
        "$ref": "Fix#",
        "description": "What would put it right at `pointer` of the set: another `value`, another name (`rename`), or nothing (`remove`)."
      },
      "witness": {
        "description": "A conversation that shows the fault; `null`: none was found, left out where a code has none.",
        "anyOf": [
          {
            "$ref": "RuleWitness#"
          },
          {
            "type": "null"
          }
        ]
      },
      "noWitness": {
        "description": "Why none was found, as a sentence; only where `witness` is `null`.",
        "type": "string"
      }
    },
    "additionalProperties": false,
    "required": [
      "code",
      "docs",
      "means",
      "message",
      "pointer",
      "set",
      "severity"
    ]
  },
  "RuleExplanation": {
    "$id": "RuleExplanation",
    "description": "What a rule's condition says of the facts of one moment.",
    "type": "object",
    "properties": {
      "rule": {
        "type": "string"
      },
      "name": {
        "type": "string"
      },
      "version": {
        "description": "Hash of the rule set that was asked.",
        "type": "string"
      },
      "verdict": {
        "description": "What json-rules-engine makes of the condition, whatever else keeps the rule from being done.",
        "enum": [
          "error",
          "failed",
          "matched"
        ],
        "type": "string"
      },
      "error": {
        "description": "What was thrown, when the verdict is `error`.",
        "type": "string"
      },
      "isEnabled": {
        "type": "boolean"
      },
      "isForChannel": {
        "description": "Whether the rule is for the message's channel.",
        "type": "boolean"
      },
      "tree": {
        "description": "`null`: the rule has no condition and always matches.",
        "anyOf": [
          {
            "$ref": "ExplainedList#"
          },
          {
            "$ref": "ExplainedNot#"
          },
          {
            "$ref": "ExplainedReference#"
          },
          {
            "$ref": "ExplainedFact#"
          },
          {
            "type": "null"
          }
        ]
      },
      "comparisons": {
        "description": "How many comparisons the condition has, and how many of them hold.",
        "type": "number"
      },
      "held": {
        "type": "number"
      },
      "missing": {
        "description": "The fewest comparisons that would have to be otherwise for the condition to hold; 0: it holds. `null`: nothing would help.",
        "type": [
          "null",
          "number"
        ]
      },
      "ownFacts": {
        "description": "Facts of the embedder that the condition reads. No trace keeps them: they were asked anew.",
        "type": "array",
        "items": {
          "type": "string"
        }
      }
    },
    "additionalProperties": false,
    "required": [
      "comparisons",
      "held",
      "isEnabled",
      "isForChannel",
      "missing",
      "ownFacts",
      "rule",
      "tree",
      "verdict",
      "version"
    ]
  },
  "RuleFigures": {
    "$id": "RuleFigures",
    "type": "object",
    "properties": {
      "from": {
        "description": "ISO 8601 UTC.",
        "type": "string"
      },
      "to": {
        "description": "Not included; `null`: until now.",
        "type": [
          "null",
          "string"
        ]
      },
      "versions": {
        "description": "Newest version first; then what was decided with rules that weren't published, or with none.",
        "type": "array",
        "items": {
          "$ref": "VersionFigures#"
        }
      }
    },
    "additionalProperties": false,
    "required": [
      "from",
      "to",
      "versions"
    ]
  },
  "RuleFiguresQuery": {
    "$id": "RuleFiguresQuery",
    "type": "object",
    "properties": {
      "from": {
        "description": "Left out: when the roll-out began, else when the current version was published.",
        "format": "date-time",
        "type": "string"
      },
      "to": {
        "description": "Not included.",
        "format": "date-time",
        "type": "string"
      }
    },
    "additionalProperties": false
  },
  "RuleRollout": {
    "$id": "RuleRollout",
    "type": "object",
    "properties": {
      "version": {
        "$ref": "RuleVersionHead#"
      },
      "share": {
        "description": "Percent of the threads.",
        "type": "number"
      }
    },
    "additionalProperties": false,
    "required": [
      "share",
      "version"
    ]
  },
  "RuleShare": {
    "$id": "RuleShare",
    "type": "object",
    "properties": {
      "share": {
        "description": "Percent of the threads; 0: taken back, 100: all.",
        "type": "number"
      },
      "author": {
        "type": [
          "null",
          "string"
        ]
      },
      "at": {
        "type": "string"
      }
    },
    "additionalProperties": false,
    "required": [
      "at",
      "author",
      "share"
    ]
  },
  "RuleVersionHead": {
    "$id": "RuleVersionHead",
    "type": "object",
    "properties": {
      "number": {
        "description": "1, 2, …",
        "type": "number"
      },
      "version": {
        "description": "Hash of what it says, as in traces.",
        "type": "string"
      },
      "author": {
        "type": [
          "null",
          "string"
        ]
      },
      "note": {
        "type": [
          "null",
          "string"
        ]
      },
      "at": {
        "type": "string"
      },
      "shares": {
        "description": "How it was rolled out, in order; empty: to all threads at once.",
        "type": "array",
        "items": {
          "$ref": "RuleShare#"
        }
      }
    },
    "additionalProperties": false,
    "required": [
      "at",
      "author",
      "note",
      "number",
      "shares",
      "version"
    ]
  },
  "RuleVersionPage": {
    "$id": "RuleVersionPage",
    "description": "Newest first.",
    "type": "object",
    "properties": {
      "items": {
        "type": "array",
        "items": {
          "$ref": "RuleVersionHead#"
        }
      },
      "next": {
        "description": "The next page's `cursor`; `null`: this is the last one.",
        "type": [
          "null",
          "string"
        ]
      }
    },
    "additionalProperties": false,
    "required": [
      "items",
      "next"
    ]
  },
  "RuleVersionPath": {
    "$id": "RuleVersionPath",
    "type": "object",
    "properties": {
      "number": {
        "minimum": 1,
        "maximum": 9007199254740991,
        "type": "integer"
      }
    },
    "additionalProperties": false,
    "required": [
      "number"
    ]
  },
  "RuleVersionsQuery": {
    "$id": "RuleVersionsQuery",
    "type": "object",
    "properties": {
      "cursor": {
        "description": "`next` of the page before.",
        "type": "string"
      },
      "limit": {
        "description": "Versions of one page; default 50.",
        "minimum": 1,
        "maximum": 200,
        "type": "integer"
      }
    },
    "additionalProperties": false
  },
  "RuleWitness": {
    "$id": "RuleWitness",
    "type": "object",
    "properties": {
      "story": {
        "description": "The same in a sentence.",
        "type": "string"
      },
      "scenario": {
        "$ref": "WitnessedScenario#",
        "description": "As in schemas/scenario.schema.json; it passes as long as the fault is there."
      }
    },
    "additionalProperties": false,
    "required": [
      "scenario",
      "story"
    ]
  },
  "RulesDiff": {
    "$id": "RulesDiff",
    "type": "object",
    "properties": {
      "isSame": {
        "type": "boolean"
      },
      "rules": {
        "$ref": "ThingDiff#",
        "description": "By id, in order of the new rules, removed ones in order of the old."
      },
      "isReordered": {
        "description": "Rules of one priority run in the order in which they stand; it is another one now.",
        "type": "boolean"
      },
      "schedules": {
        "$ref": "ThingDiff#",
        "description": "By name."
      },
      "conditions": {
        "$ref": "ThingDiff#"
      },
      "workflows": {
        "$ref": "ThingDiff#",
        "description": "By id."
      }
    },
    "additionalProperties": false,
    "required": [
      "conditions",
      "isReordered",
      "isSame",
      "rules",
      "schedules",
      "workflows"
    ]
  },
  "RulesDiffQuery": {
    "$id": "RulesDiffQuery",
    "type": "object",
    "properties": {
      "from": {
        "description": "`published` (the default), `rollout`, `draft`, or the number of a version.",
        "pattern": "^(?:published|rollout|draft|[1-9][0-9]{0,14})$",
        "type": "string"
      },
      "to": {
        "description": "The same; default `draft`.",
        "pattern": "^(?:published|rollout|draft|[1-9][0-9]{0,14})$",
        "type": "string"
      }
    },
    "additionalProperties": false
  },
  "RulesInForce": {
    "$id": "RulesInForce",
    "type": "object",
    "properties": {
      "number": {
        "description": "0: the rules of the configuration.",
        "type": "number"
      },
      "version": {
        "description": "Hash of what they say; `null`: the rules of the configuration.",
        "type": [
          "null",
          "string"
        ]
      },
      "since": {
        "type": [
          "null",
          "string"
        ]
      },
      "rollout": {
        "description": "A newer version that decides for a share of the threads here.",
        "anyOf": [
          {
            "type": "object",
            "properties": {
              "number": {
                "type": "number"
              },
              "version": {
                "type": "string"
              },
              "share": {
                "type": "number"
              }
            },
            "additionalProperties": false,
            "required": [
              "number",
              "share",
              "version"
            ]
          },
          {
            "type": "null"
          }
        ]
      },
      "failed": {
        "description": "A published version that this node can't use; the one before it stays in force here.",
        "anyOf": [
          {
            "$ref": "FailedVersion#"
          },
          {
            "type": "null"
          }
        ]
      }
    },
    "additionalProperties": false,
    "required": [
      "failed",
      "number",
      "rollout",
      "since",
      "version"
    ]
  },
  "RulesPublished": {
    "$id": "RulesPublished",
    "type": "object",
    "properties": {
      "published": {
        "$ref": "PublishedRules#"
      },
      "isUnchanged": {
        "description": "It was so already: nothing was published.",
        "type": "boolean"
      },
      "diagnostics": {
        "description": "Warnings and remarks about what was published.",
        "type": "array",
        "items": {
          "$ref": "RuleDiagnostic#"
        }
      },
      "inForce": {
        "$ref": "RulesInForce#",
        "description": "What this node decides with now; others follow within a second or two."
      }
    },
    "additionalProperties": false,
    "required": [
      "diagnostics",
      "inForce",
      "isUnchanged",
      "published"
    ]
  },
  "RulesShared": {
    "$id": "RulesShared",
    "type": "object",
    "properties": {
      "version": {
        "$ref": "RuleVersionHead#"
      },
      "isUnchanged": {
        "description": "It had this share already: nothing was done.",
        "type": "boolean"
      },
      "inForce": {
        "$ref": "RulesInForce#",
        "description": "What this node decides with now; others follow within a second or two."
      }
    },
    "additionalProperties": false,
    "required": [
      "inForce",
      "isUnchanged",
      "version"
    ]
  },
  "RulesView": {
    "$id": "RulesView",
    "description": "What is published and what is being written.",
    "type": "object",
    "properties": {
      "published": {
        "description": "`null`: nothing was published; the desk runs with the rules of its configuration.",
        "anyOf": [
          {
            "$ref": "PublishedRules#"
          },
          {
            "type": "null"
          }
        ]
      },
      "rollout": {
        "description": "A newer version that a share of the threads has already; `null`: none.",
        "anyOf": [
          {
            "$ref": "RuleRollout#"
          },
          {
            "type": "null"
          }
        ]
      },
      "draft": {
        "anyOf": [
          {
            "$ref": "DraftRules#"
          },
          {
            "type": "null"
          }
        ]
      },
      "configuration": {
        "description": "Those of this node's configuration: they decide until something is published. `null`: it names none.",
        "anyOf": [
          {
            "$ref": "ConfiguredRules#"
          },
          {
            "type": "null"
          }
        ]
      },
      "inForce": {
        "$ref": "RulesInForce#",
        "description": "What this node decides with."
      }
    },
    "additionalProperties": false,
    "required": [
      "configuration",
      "draft",
      "inForce",
      "published",
      "rollout"
    ]
  },
  "RunningWorkflow": {
    "$id": "RunningWorkflow",
    "description": "A workflow that runs in a chat, and where it stands. Times are ISO 8601 UTC.",
    "type": "object",
    "properties": {
      "chat": {
        "type": "number"
      },
      "channel": {
        "type": "string"
      },
      "customer": {
        "description": "The customer's id on the channel.",
        "type": "string"
      },
      "workflow": {
        "type": "string"
      },
      "name": {
        "type": [
          "null",
          "string"
        ]
      },
      "version": {
        "description": "Names what the workflow said when it started; another one than the present version's where it has changed since.",
        "type": "string"
      },
      "startedAt": {
        "type": "string"
      },
      "stack": {
        "description": "Workflows inside each other, outermost first, each with its step.",
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "workflow": {
              "type": "string"
            },
            "step": {
              "type": "string"
            }
          },
          "additionalProperties": false,
          "required": [
            "step",
            "workflow"
          ]
        }
      },
      "step": {
        "description": "The step of the innermost.",
        "type": "string"
      },
      "waitsFor": {
        "enum": [
          "answer",
          "outcome",
          "retry",
          "time"
        ],
        "type": "string"
      },
      "until": {
        "description": "When it goes on by itself; `null`: never.",
        "type": [
          "null",
          "string"
        ]
      },
      "call": {
        "description": "Id of the effect `call` whose outcome it waits for.",
        "type": [
          "null",
          "string"
        ]
      },
      "resumes": {
        "description": "How often something from outside let it go on.",
        "type": "number"
      }
    },
    "additionalProperties": false,
    "required": [
      "call",
      "channel",
      "chat",
      "customer",
      "name",
      "resumes",
      "stack",
      "startedAt",
      "step",
      "until",
      "version",
      "waitsFor",
      "workflow"
    ]
  },
  "SaveRules": {
    "$id": "SaveRules",
    "type": "object",
    "properties": {
      "sets": {
        "description": "Rule sets as in schemas/rule-set.schema.json; all together are one.",
        "maxItems": 1000,
        "type": "array",
        "items": {}
      },
      "author": {
        "description": "Who wrote them.",
        "type": "string"
      }
    },
    "additionalProperties": false,
    "required": [
      "sets"
    ]
  },
  "SavedRules": {
    "$id": "SavedRules",
    "type": "object",
    "properties": {
      "draft": {
        "$ref": "DraftRules#"
      },
      "diagnostics": {
        "description": "Warnings; with an error nothing is saved.",
        "type": "array",
        "items": {
          "$ref": "RuleDiagnostic#"
        }
      }
    },
    "additionalProperties": false,
    "required": [
      "diagnostics",
      "draft"
    ]
  },
  "ShareRules": {
    "$id": "ShareRules",
    "type": "object",
    "properties": {
      "number": {
        "description": "Number of the version that is being rolled out.",
        "minimum": 1,
        "type": "integer"
      },
      "share": {
        "description": "Percent of the threads: 100 ends it for all, 0 takes it back.",
        "minimum": 0,
        "maximum": 100,
        "type": "number"
      },
      "author": {
        "type": "string"
      }
    },
    "additionalProperties": false,
    "required": [
      "author",
      "number",
      "share"
    ]
  },
  "SimulateRules": {
    "$id": "SimulateRules",
    "description": "Rules: `sets`, else `version`, else the draft. History: `history`, else the desk's own of the `last` chats.",
    "type": "object",
    "properties": {
      "sets": {
        "description": "Rule sets as in schemas/rule-set.schema.json.",
        "maxItems": 1000,
        "type": "array",
        "items": {}
      },
      "version": {
        "description": "A published version.",
        "minimum": 1,
        "type": "integer"
      },
      "before": {
        "description": "The published version that they are compared with, 0 for no rules; default: what this node decides with.",
        "minimum": 0,
        "type": "integer"
      },
      "history": {
        "description": "Objects of our JSON Lines, such as `{\"type\":\"customer.message\", …}`, in order of time.",
        "maxItems": 10000,
        "type": "array",
        "items": {}
      },
      "last": {
        "description": "Customers of so many newest chats, each with all that their journal holds; default 100.",
        "minimum": 1,
        "maximum": 1000,
        "type": "integer"
      },
      "limit": {
        "description": "Differing chats that are listed; default 100.",
        "minimum": 1,
        "maximum": 1000,
        "type": "integer"
      },
      "timelines": {
        "description": "With every step of the chats that are listed.",
        "type": "boolean"
      }
    },
    "additionalProperties": false
  },
  "SimulatedCounts": {
    "$id": "SimulatedCounts",
    "type": "object",
    "properties": {
      "chats": {
        "type": "number"
      },
      "finished": {
        "type": "number"
      },
      "finishedBy": {
        "type": "object",
        "properties": {
          "agent": {
            "type": "number"
          },
          "timer": {
            "type": "number"
          },
          "automation": {
            "type": "number"
          },
          "split": {
            "type": "number"
          }
        },
        "additionalProperties": false,
        "required": [
          "agent",
          "automation",
          "split",
          "timer"
        ]
      },
      "reopened": {
        "type": "number"
      },
      "states": {
        "description": "Chats by the state in which they end.",
        "type": "object",
        "additionalProperties": {
          "type": "number"
        }
      },
      "automated": {
        "description": "Messages that rules sent.",
        "type": "number"
      },
      "effects": {
        "type": "object",
        "additionalProperties": {
          "type": "number"
        }
      },
      "rules": {
        "description": "How often each rule matched.",
        "type": "object",
        "additionalProperties": {
          "type": "number"
        }
      },
      "workflows": {
        "description": "How often workflows were started, and how they ended: `<id>: started`, `<id>: handed-over` …",
        "type": "object",
        "additionalProperties": {
          "type": "number"
        }
      },
      "withheld": {
        "description": "How often each rule matched and was held back.",
        "type": "object",
        "additionalProperties": {
          "type": "number"
        }
      }
    },
    "additionalProperties": false,
    "required": [
      "automated",
      "chats",
      "effects",
      "finished",
      "finishedBy",
      "reopened",
      "rules",
      "states",
      "withheld",
      "workflows"
    ]
  },
  "SimulatedDifference": {
    "$id": "SimulatedDifference",
    "type": "object",
    "properties": {
      "channel": {
        "type": "string"
      },
      "customer": {
        "type": "string"
      },
      "place": {
        "description": "The customer's first chat of the history is 1.",
        "type": "integer"
      },
      "at": {
        "description": "Where the two part.",
        "type": "string"
      },
      "common": {
        "description": "Steps that are the same in both before that.",
        "type": "integer"
      },
      "before": {
        "description": "`null`: nothing happens there.",
        "anyOf": [
          {
            "$ref": "SimulatedStep#"
          },
          {
            "type": "null"
          }
        ]
      },
      "after": {
        "anyOf": [
          {
            "$ref": "SimulatedStep#"
          },
          {
            "type": "null"
          }
        ]
      },
      "end": {
        "description": "States at the end; `null`: there is no such chat.",
        "type": "object",
        "properties": {
          "before": {
            "type": [
              "null",
              "string"
            ]
          },
          "after": {
            "type": [
              "null",
              "string"
            ]
          }
        },
        "additionalProperties": false,
        "required": [
          "after",
          "before"
        ]
      },
      "timelines": {
        "description": "Every step of both runs, where they were asked for.",
        "type": "object",
        "properties": {
          "before": {
            "type": "array",
            "items": {
              "$ref": "SimulatedStep#"
            }
          },
          "after": {
            "type": "array",
            "items": {
              "$ref": "SimulatedStep#"
            }
          }
        },
        "additionalProperties": false,
        "required": [
          "after",
          "before"
        ]
      }
    },
    "additionalProperties": false,
    "required": [
      "after",
      "at",
      "before",
      "channel",
      "common",
      "customer",
      "end",
      "place"
    ]
  },
  "SimulatedRule": {
    "$id": "SimulatedRule",
    "type": "object",
    "properties": {
      "rule": {
        "type": "string"
      },
      "matched": {
        "type": "object",
        "properties": {
          "before": {
            "type": "number"
          },
          "after": {
            "type": "number"
          }
        },
        "additionalProperties": false,
        "required": [
          "after",
          "before"
        ]
      },
      "withheld": {
        "type": "object",
        "properties": {
          "before": {
            "type": "number"
          },
          "after": {
            "type": "number"
          }
        },
        "additionalProperties": false,
        "required": [
          "after",
          "before"
        ]
      },
      "chats": {
        "description": "Chats in which it matches another number of times.",
        "type": "number"
      }
    },
    "additionalProperties": false,
    "required": [
      "chats",
      "matched",
      "rule",
      "withheld"
    ]
  },
  "SimulatedRules": {
    "$id": "SimulatedRules",
    "type": "object",
    "properties": {
      "history": {
        "type": "object",
        "properties": {
          "entries": {
            "description": "Commands of people that were played, under both sets of rules.",
            "type": "number"
          },
          "left": {
            "description": "Of the desk's own history: what could not be played again (e-mail, commands on a chat that was not the current one).",
            "type": "number"
          },
          "isCut": {
            "description": "There was more than the 10,000 commands that are played.",
            "type": "boolean"
          },
          "from": {
            "type": [
              "null",
              "string"
            ]
          },
          "until": {
            "type": [
              "null",
              "string"
            ]
          },
          "refused": {
            "description": "Commands that the engine refuses in this order.",
            "type": "object",
            "properties": {
              "before": {
                "type": "number"
              },
              "after": {
                "type": "number"
              }
            },
            "additionalProperties": false,
            "required": [
              "after",
              "before"
            ]
          }
        },
        "additionalProperties": false,
        "required": [
          "entries",
          "from",
          "isCut",
          "left",
          "refused",
          "until"
        ]
      },
      "before": {
        "$ref": "SimulatedCounts#",
        "description": "Under the rules in force, or version `before`."
      },
      "after": {
        "$ref": "SimulatedCounts#"
      },
      "chats": {
        "type": "object",
        "properties": {
          "compared": {
            "type": "number"
          },
          "different": {
            "type": "number"
          }
        },
        "additionalProperties": false,
        "required": [
          "compared",
          "different"
        ]
      },
      "rules": {
        "description": "By id: those that match, or are held back, another number of times in some chat.",
        "type": "array",
        "items": {
          "$ref": "SimulatedRule#"
        }
      },
      "differences": {
        "description": "In order of the moment at which they part.",
        "type": "array",
        "items": {
          "$ref": "SimulatedDifference#"
        }
      },
      "isCut": {
        "description": "More differ than are listed.",
        "type": "boolean"
      },
      "missingFacts": {
        "description": "Facts of the embedder: they have no value here, so conditions that ask them are false.",
        "type": "array",
        "items": {
          "type": "string"
        }
      }
    },
    "additionalProperties": false,
    "required": [
      "after",
      "before",
      "chats",
      "differences",
      "history",
      "isCut",
      "missingFacts",
      "rules"
    ]
  },
  "SimulatedStep": {
    "$id": "SimulatedStep",
    "type": "object",
    "properties": {
      "at": {
        "type": "string"
      },
      "cause": {
        "description": "The command's type, or `due`: time has passed.",
        "type": "string"
      },
      "text": {
        "description": "What the command says; `null`: it says nothing.",
        "type": [
          "null",
          "string"
        ]
      },
      "outcome": {
        "type": "string"
      },
      "state": {
        "type": "string"
      },
      "tags": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "events": {
        "description": "Without ids and numbers, which are the simulation's own.",
        "type": "array",
        "items": {
          "$ref": "SimulatedThing#"
        }
      },
      "effects": {
        "type": "array",
        "items": {
          "$ref": "SimulatedThing#"
        }
      }
    },
    "additionalProperties": false,
    "required": [
      "at",
      "cause",
      "effects",
      "events",
      "outcome",
      "state",
      "tags",
      "text"
    ]
  },
  "SimulatedThing": {
    "$id": "SimulatedThing",
    "type": "object",
    "additionalProperties": {},
    "properties": {
      "type": {
        "type": "string"
      }
    },
    "required": [
      "type"
    ]
  },
  "SplitBody": {
    "$id": "SplitBody",
    "type": "object",
    "properties": {
      "agent": {
        "type": "string"
      },
      "from": {
        "description": "E-mail only: id of the letter from which on the rest leaves.",
        "type": "string"
      }
    },
    "additionalProperties": false,
    "required": [
      "agent"
    ]
  },
  "Spread": {
    "$id": "Spread",
    "description": "How values are spread; `null` where there are none. Percentiles by the nearest rank.",
    "type": "object",
    "properties": {
      "count": {
        "type": "number"
      },
      "mean": {
        "type": [
          "null",
          "number"
        ]
      },
      "median": {
        "type": [
          "null",
          "number"
        ]
      },
      "p90": {
        "type": [
          "null",
          "number"
        ]
      },
      "max": {
        "type": [
          "null",
          "number"
        ]
      }
    },
    "additionalProperties": false,
    "required": [
      "count",
      "max",
      "mean",
      "median",
      "p90"
    ]
  },
  "StartWorkflowBody": {
    "$id": "StartWorkflowBody",
    "type": "object",
    "properties": {
      "workflow": {
        "description": "Id of a workflow of the rules in force.",
        "type": "string"
      },
      "agent": {
        "description": "Who starts it.",
        "type": "string"
      }
    },
    "additionalProperties": false,
    "required": [
      "workflow"
    ]
  },
  "StatsCoverage": {
    "$id": "StatsCoverage",
    "type": "object",
    "properties": {
      "threads": {
        "description": "Threads that were read.",
        "type": "number"
      },
      "chats": {
        "type": "number"
      },
      "prunedChats": {
        "description": "Chats whose journal was (partly) pruned: figures of old times are too low.",
        "type": "number"
      }
    },
    "additionalProperties": false,
    "required": [
      "chats",
      "prunedChats",
      "threads"
    ]
  },
  "StatsGroup": {
    "$id": "StatsGroup",
    "type": "object",
    "properties": {
      "key": {
        "$ref": "GroupKey#"
      },
      "chats": {
        "type": "object",
        "properties": {
          "started": {
            "description": "Chats that stand on their own; one that was merged away counts no more.",
            "type": "object",
            "properties": {
              "total": {
                "type": "number"
              },
              "by": {
                "type": "object",
                "properties": {
                  "customer": {
                    "type": "number"
                  },
                  "agent": {
                    "type": "number"
                  },
                  "split": {
                    "type": "number"
                  }
                },
                "additionalProperties": false,
                "required": [
                  "agent",
                  "customer",
                  "split"
                ]
              }
            },
            "additionalProperties": false,
            "required": [
              "by",
              "total"
            ]
          },
          "reopened": {
            "description": "Stretches of work after a chat's first: a customer came back, or an agent wrote on a finished chat.",
            "type": "object",
            "properties": {
              "total": {
                "type": "number"
              },
              "by": {
                "type": "object",
                "properties": {
                  "customer": {
                    "type": "number"
                  },
                  "agent": {
                    "type": "number"
                  }
                },
                "additionalProperties": false,
                "required": [
                  "agent",
                  "customer"
                ]
              }
            },
            "additionalProperties": false,
            "required": [
              "by",
              "total"
            ]
          },
          "finished": {
            "description": "Finishes; a chat that was reopened may have several. Statuses as they were given then.",
            "type": "object",
            "properties": {
              "total": {
                "type": "number"
              },
              "byStatus": {
                "$ref": "_readonlyclosed_number_readonlyopen_number_readonlypending_number#"
              },
              "by": {
                "$ref": "_readonlysplit_number_readonlyagent_number_readonlytimer_number_readonlyautomation_number#"
              }
            },
            "additionalProperties": false,
            "required": [
              "by",
              "byStatus",
              "total"
            ]
          },
          "inOneGo": {
            "description": "Of the chats that are finished now and were so in the period: those that were never reopened.",
            "type": "object",
            "properties": {
              "count": {
                "type": "number"
              },
              "of": {
                "type": "number"
              },
              "share": {
                "type": [
                  "null",
                  "number"
                ]
              }
            },
            "additionalProperties": false,
            "required": [
              "count",
              "of",
              "share"
            ]
          },
          "liveNow": {
            "description": "Whatever the period; `null` where the groups are times, and for one endless chat.",
            "type": [
              "null",
              "number"
            ]
          },
          "perCustomer": {
            "$ref": "Spread#",
            "description": "Of customers with a chat that was started in the period: how many."
          },
          "perMonth": {
            "$ref": "Spread#",
            "description": "Of customers and calendar months with a chat that was started: how many."
          }
        },
        "additionalProperties": false,
        "required": [
          "finished",
          "inOneGo",
          "liveNow",
          "perCustomer",
          "perMonth",
          "reopened",
          "started"
        ]
      },
      "customers": {
        "type": "object",
        "properties": {
          "wrote": {
            "description": "Each once.",
            "type": "number"
          },
          "daysWithContact": {
            "$ref": "Spread#",
            "description": "Of customers who wrote or were written to by an agent: on how many days."
          }
        },
        "additionalProperties": false,
        "required": [
          "daysWithContact",
          "wrote"
        ]
      },
      "messages": {
        "description": "`automation`: autoresponses and all else that rules sent. Notes are none.",
        "type": "object",
        "properties": {
          "customer": {
            "type": "number"
          },
          "agent": {
            "type": "number"
          },
          "automation": {
            "type": "number"
          }
        },
        "additionalProperties": false,
        "required": [
          "agent",
          "automation",
          "customer"
        ]
      },
      "autoresponses": {
        "type": "object",
        "properties": {
          "sent": {
            "description": "The same as `messages.automation`.",
            "type": "number"
          },
          "withheld": {
            "description": "Messages that rules and workflows held back, by why; known where the journal keeps reasons.",
            "type": "object",
            "properties": {
              "total": {
                "type": "number"
              },
              "by": {
                "$ref": "_readonly_not_first_chat_number_readonlyonce_number_readonlystorm_number_readonlyautomated_number_readonly_not_current_number_readonlybusy_number_readonly_agent_answered_number#"
              }
            },
            "additionalProperties": false,
            "required": [
              "by",
              "total"
            ]
          }
        },
        "additionalProperties": false,
        "required": [
          "sent",
          "withheld"
        ]
      },
      "businessHours": {
        "description": "The same durations in the open hours of the schedule that was named; `null`: none was.",
        "anyOf": [
          {
            "$ref": "Durations#"
          },
          {
            "type": "null"
          }
        ]
      },
      "firstResponse": {
        "$ref": "Spread#",
        "description": "From the customer's first message of a stretch that he began to the first by an agent; automation is no response."
      },
      "reply": {
        "$ref": "Spread#",
        "description": "From the customer's first unanswered message to an agent's. The first response is one of them."
      },
      "waiting": {
        "$ref": "Spread#",
        "description": "Of each finished stretch in which a customer wrote: how long, all in all, nobody had answered him."
      },
      "timeToFinish": {
        "$ref": "Spread#",
        "description": "From the beginning of a stretch to its finish."
      }
    },
    "additionalProperties": false,
    "required": [
      "autoresponses",
      "businessHours",
      "chats",
      "customers",
      "firstResponse",
      "key",
      "messages",
      "reply",
      "timeToFinish",
      "waiting"
    ]
  },
  "StatsQuery": {
    "$id": "StatsQuery",
    "type": "object",
    "properties": {
      "from": {
        "description": "A day such as 2026-03-01 in `zone`, or an ISO 8601 moment with its zone. Left out: from the beginning.",
        "type": "string"
      },
      "to": {
        "description": "Not included. Left out: no end.",
        "type": "string"
      },
      "zone": {
        "description": "IANA time zone of days; default UTC.",
        "type": "string"
      },
      "groupBy": {
        "enum": [
          "agent",
          "channel",
          "customer",
          "day",
          "hour",
          "month",
          "weekday",
          "weekday-hour"
        ],
        "type": "string"
      },
      "channel": {
        "description": "Only this channel.",
        "type": "string"
      },
      "schedule": {
        "description": "Name of a schedule of the rules in force: durations are also given in its open hours.",
        "type": "string"
      },
      "compare": {
        "description": "Also the total of the same messages as one endless chat for each thread.",
        "type": "boolean"
      }
    },
    "additionalProperties": false
  },
  "StatsSchedule": {
    "$id": "StatsSchedule",
    "type": "object",
    "properties": {
      "name": {
        "type": "string"
      },
      "zone": {
        "description": "IANA time zone.",
        "type": "string"
      }
    },
    "additionalProperties": false,
    "required": [
      "name",
      "zone"
    ]
  },
  "StatsView": {
    "$id": "StatsView",
    "description": "Durations are milliseconds of the clock and belong to the stretch of work that they happened in.",
    "type": "object",
    "properties": {
      "from": {
        "description": "`null`: from the beginning.",
        "type": [
          "null",
          "string"
        ]
      },
      "to": {
        "description": "Not included; `null`: no end.",
        "type": [
          "null",
          "string"
        ]
      },
      "zone": {
        "type": "string"
      },
      "groupBy": {
        "anyOf": [
          {
            "enum": [
              "agent",
              "channel",
              "customer",
              "day",
              "hour",
              "month",
              "weekday",
              "weekday-hour"
            ],
            "type": "string"
          },
          {
            "type": "null"
          }
        ]
      },
      "schedule": {
        "description": "Whose open hours `businessHours` are; `null`: none was named.",
        "anyOf": [
          {
            "$ref": "StatsSchedule#"
          },
          {
            "type": "null"
          }
        ]
      },
      "total": {
        "$ref": "Figures#"
      },
      "groups": {
        "description": "`null` without `groupBy`.",
        "anyOf": [
          {
            "type": "array",
            "items": {
              "$ref": "StatsGroup#"
            }
          },
          {
            "type": "null"
          }
        ]
      },
      "endless": {
        "description": "The total as one endless chat for each thread; `null` without `compare`.",
        "anyOf": [
          {
            "$ref": "Figures#"
          },
          {
            "type": "null"
          }
        ]
      },
      "coverage": {
        "$ref": "StatsCoverage#"
      }
    },
    "additionalProperties": false,
    "required": [
      "coverage",
      "endless",
      "from",
      "groupBy",
      "groups",
      "schedule",
      "to",
      "total",
      "zone"
    ]
  },
  "Status": {
    "$id": "Status",
    "description": "The outcome an agent (or silence) gives a finished chat.",
    "enum": [
      "closed",
      "open",
      "pending"
    ],
    "type": "string"
  },
  "StepTrace": {
    "$id": "StepTrace",
    "description": "One step, what it did, and where it led.",
    "type": "object",
    "properties": {
      "workflow": {
        "type": "string"
      },
      "step": {
        "type": "string"
      },
      "event": {
        "description": "The event of the machine; `waits`: it stays; `ends`; `handed over`.",
        "type": "string"
      },
      "to": {
        "description": "`null`: it waits or the run is over.",
        "type": [
          "null",
          "string"
        ]
      },
      "message": {
        "description": "Id of what it said.",
        "type": "string"
      },
      "withheld": {
        "$ref": "WithheldBy#"
      },
      "answer": {
        "$ref": "Json#",
        "description": "What was taken as the answer, chosen or returned."
      },
      "failed": {
        "description": "`choose`: of each case that didn't hold, in order, the first comparison that failed; `null`: it could not be judged.",
        "type": "array",
        "items": {
          "anyOf": [
            {
              "$ref": "Finding#"
            },
            {
              "type": "null"
            }
          ]
        }
      },
      "actions": {
        "description": "`do`: its actions.",
        "type": "array",
        "items": {
          "$ref": "ActionTrace#"
        }
      },
      "problem": {
        "description": "What went wrong.",
        "type": "string"
      }
    },
    "additionalProperties": false,
    "required": [
      "event",
      "step",
      "to",
      "workflow"
    ]
  },
  "StreamEvent": {
    "$id": "StreamEvent",
    "description": "What is behind `data:` of each event, and what webhooks bring.",
    "type": "object",
    "properties": {
      "id": {
        "description": "The same wherever and however often it is sent; `Last-Event-ID` and `after` take it.",
        "type": "string"
      },
      "type": {
        "enum": [
          "chat.finish-soon",
          "chat.finished",
          "chat.merged",
          "chat.postponed",
          "chat.reopened",
          "chat.resumed",
          "chat.split-off",
          "chat.started",
          "chat.started-by-agent",
          "chat.unmerged",
          "chat.updated",
          "message.automated",
          "message.deleted",
          "message.delivery",
          "message.edited",
          "message.received",
          "message.sent",
          "note.added",
          "workflow.ended",
          "workflow.started",
          "workflow.waiting"
        ],
        "type": "string"
      },
      "workspace": {
        "type": "string"
      },
      "at": {
        "format": "date-time",
        "type": "string"
      },
      "chat": {
        "type": "number"
      },
      "channel": {
        "type": "string"
      },
      "event": {
        "$ref": "DomainEvent#"
      }
    },
    "additionalProperties": false,
    "required": [
      "at",
      "channel",
      "chat",
      "event",
      "id",
      "type",
      "workspace"
    ]
  },
  "ThingDiff": {
    "$id": "ThingDiff",
    "type": "object",
    "properties": {
      "added": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "removed": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "changed": {
        "type": "array",
        "items": {
          "$ref": "ChangedThing#"
        }
      }
    },
    "additionalProperties": false,
    "required": [
      "added",
      "changed",
      "removed"
    ]
  },
  "TimeEvent": {
    "$id": "TimeEvent",
    "description": "The `event` of a time rule.",
    "type": "object",
    "properties": {
      "type": {
        "type": "string",
        "const": "time"
      },
      "by": {
        "type": "string",
        "const": "timer"
      },
      "at": {
        "type": "string"
      },
      "chat": {
        "type": "number"
      },
      "anchor": {
        "description": "When the event happened that it counts from.",
        "type": "string"
      },
      "after": {
        "description": "How long after the event, an ISO 8601 duration such as `PT2H` or `P1D`.",
        "type": "string"
      },
      "since": {
        "description": "The event that it counts from; a later event of the kind starts the count anew.",
        "enum": [
          "chat.finished",
          "chat.reopened",
          "chat.started",
          "message.received",
          "message.sent"
        ],
        "type": "string"
      },
      "businessHours": {
        "description": "Count only the open hours of this schedule.",
        "type": "string"
      },
      "unless": {
        "description": "Events that call it off. Default: the other side wrote, or the chat was finished or reopened.",
        "type": "array",
        "items": {
          "$ref": "DisarmingEvent#"
        }
      }
    },
    "additionalProperties": false,
    "required": [
      "after",
      "anchor",
      "at",
      "by",
      "chat",
      "since",
      "type"
    ]
  },
  "Trace": {
    "$id": "Trace",
    "description": "Why a command did what it did (spec 2.7).",
    "type": "object",
    "properties": {
      "command": {
        "type": "object",
        "properties": {
          "id": {
            "type": "string"
          },
          "type": {
            "$ref": "CommandType#"
          },
          "at": {
            "type": "string"
          }
        },
        "additionalProperties": false,
        "required": [
          "at",
          "id",
          "type"
        ]
      },
      "ruleSet": {
        "anyOf": [
          {
            "type": "object",
            "properties": {
              "name": {
                "type": "string"
              },
              "version": {
                "type": "string"
              }
            },
            "additionalProperties": false,
            "required": [
              "name",
              "version"
            ]
          },
          {
            "type": "null"
          }
        ]
      },
      "outcome": {
        "enum": [
          "appended",
          "deleted",
          "delivered",
          "duplicate",
          "edited",
          "finished",
          "looked",
          "merged",
          "noted",
          "postponed",
          "refused",
          "reopened",
          "resumed",
          "split",
          "started",
          "unchanged",
          "unmerged",
          "updated",
          "workflow-cancelled",
          "workflow-moved",
          "workflow-started"
        ],
        "type": "string"
      },
      "refusal": {
        "$ref": "Refusal#"
      },
      "counts": {
        "$ref": "VerdictCounts#"
      },
      "before": {
        "anyOf": [
          {
            "$ref": "ChatView#"
          },
          {
            "type": "null"
          }
        ]
      },
      "after": {
        "anyOf": [
          {
            "$ref": "ChatView#"
          },
          {
            "type": "null"
          }
        ]
      },
      "transition": {
        "anyOf": [
          {
            "type": "object",
            "properties": {
              "from": {
                "anyOf": [
                  {
                    "enum": [
                      "active",
                      "awaiting-split",
                      "closed",
                      "finished-open",
                      "finished-pending",
                      "merged"
                    ],
                    "type": "string"
                  },
                  {
                    "type": "null"
                  }
                ]
              },
              "to": {
                "$ref": "ChatStateName#"
              }
            },
            "additionalProperties": false,
            "required": [
              "from",
              "to"
            ]
          },
          {
            "type": "null"
          }
        ]
      },
      "passes": {
        "type": "array",
        "items": {
          "$ref": "PassTrace#"
        }
      },
      "workflows": {
        "description": "What workflows did, in order; absent: nothing.",
        "type": "array",
        "items": {
          "$ref": "WorkflowTrace#"
        }
      }
    },
    "additionalProperties": false,
    "required": [
      "after",
      "before",
      "command",
      "counts",
      "outcome",
      "passes",
      "ruleSet",
      "transition"
    ]
  },
  "Verdict": {
    "$id": "Verdict",
    "anyOf": [
      {
        "type": "object",
        "properties": {
          "kind": {
            "type": "string",
            "const": "matched"
          },
          "rule": {
            "type": "string"
          },
          "actions": {
            "type": "array",
            "items": {
              "$ref": "ActionTrace#"
            }
          }
        },
        "additionalProperties": false,
        "required": [
          "actions",
          "kind",
          "rule"
        ]
      },
      {
        "type": "object",
        "properties": {
          "kind": {
            "type": "string",
            "const": "failed"
          },
          "rule": {
            "type": "string"
          },
          "finding": {
            "$ref": "Finding#"
          }
        },
        "additionalProperties": false,
        "required": [
          "finding",
          "kind",
          "rule"
        ]
      },
      {
        "type": "object",
        "properties": {
          "kind": {
            "type": "string",
            "const": "ruled-out"
          },
          "rule": {
            "type": "string"
          },
          "finding": {
            "$ref": "Finding#"
          }
        },
        "additionalProperties": false,
        "required": [
          "finding",
          "kind",
          "rule"
        ]
      },
      {
        "type": "object",
        "properties": {
          "kind": {
            "type": "string",
            "const": "disabled"
          },
          "rule": {
            "type": "string"
          }
        },
        "additionalProperties": false,
        "required": [
          "kind",
          "rule"
        ]
      },
      {
        "type": "object",
        "properties": {
          "kind": {
            "type": "string",
            "const": "withheld"
          },
          "rule": {
            "type": "string"
          },
          "by": {
            "$ref": "WithheldBy#"
          },
          "mark": {
            "type": "string"
          },
          "actions": {
            "type": "array",
            "items": {
              "$ref": "ActionTrace#"
            }
          }
        },
        "additionalProperties": false,
        "required": [
          "actions",
          "by",
          "kind",
          "rule"
        ]
      },
      {
        "type": "object",
        "properties": {
          "kind": {
            "type": "string",
            "const": "stopped"
          },
          "rule": {
            "type": "string"
          },
          "by": {
            "anyOf": [
              {
                "type": "object",
                "properties": {
                  "rule": {
                    "type": "string"
                  }
                },
                "additionalProperties": false,
                "required": [
                  "rule"
                ]
              },
              {
                "enum": [
                  "limit",
                  "loop"
                ],
                "type": "string"
              }
            ]
          }
        },
        "additionalProperties": false,
        "required": [
          "by",
          "kind",
          "rule"
        ]
      },
      {
        "type": "object",
        "properties": {
          "kind": {
            "type": "string",
            "const": "error"
          },
          "rule": {
            "type": "string"
          },
          "code": {
            "type": "string"
          },
          "message": {
            "type": "string"
          },
          "actions": {
            "type": "array",
            "items": {
              "$ref": "ActionTrace#"
            }
          }
        },
        "additionalProperties": false,
        "required": [
          "code",
          "kind",
          "message",
          "rule"
        ]
      }
    ]
  },
  "VerdictCounts": {
    "$id": "VerdictCounts",
    "description": "How many rules got which verdict: first in every trace, so that 100,000 rules stay readable.",
    "type": "object",
    "properties": {
      "failed": {
        "type": "number"
      },
      "matched": {
        "type": "number"
      },
      "ruled-out": {
        "type": "number"
      },
      "disabled": {
        "type": "number"
      },
      "withheld": {
        "type": "number"
      },
      "stopped": {
        "type": "number"
      },
      "error": {
        "type": "number"
      }
    },
    "additionalProperties": false
  },
  "VersionFigures": {
    "$id": "VersionFigures",
    "type": "object",
    "properties": {
      "number": {
        "description": "Of the newest published version that says this; `null`: it was never published.",
        "type": [
          "null",
          "number"
        ]
      },
      "version": {
        "description": "Its hash; `null`: there were no rules.",
        "type": [
          "null",
          "string"
        ]
      },
      "decisions": {
        "description": "Commands that were decided with it.",
        "type": "number"
      },
      "threads": {
        "description": "Threads that they were about.",
        "type": "number"
      },
      "traced": {
        "description": "Those of the decisions whose trace is kept: verdicts are known of them only.",
        "type": "number"
      },
      "verdicts": {
        "$ref": "VerdictCounts#"
      },
      "automated": {
        "description": "Messages that rules and workflows sent.",
        "type": "number"
      }
    },
    "additionalProperties": false,
    "required": [
      "automated",
      "decisions",
      "number",
      "threads",
      "traced",
      "verdicts",
      "version"
    ]
  },
  "WebhookAttempt": {
    "$id": "WebhookAttempt",
    "description": "What came of one call.",
    "type": "object",
    "properties": {
      "isDelivered": {
        "type": "boolean"
      },
      "status": {
        "description": "The answer's HTTP status; `null`: there was no answer.",
        "type": [
          "null",
          "number"
        ]
      },
      "error": {
        "type": [
          "null",
          "string"
        ]
      }
    },
    "additionalProperties": false,
    "required": [
      "error",
      "isDelivered",
      "status"
    ]
  },
  "WebhookChanges": {
    "$id": "WebhookChanges",
    "description": "What is left out stays as it is.",
    "type": "object",
    "properties": {
      "url": {
        "maxLength": 2000,
        "type": "string"
      },
      "types": {
        "anyOf": [
          {
            "type": "array",
            "items": {
              "enum": [
                "chat.finish-soon",
                "chat.finished",
                "chat.merged",
                "chat.postponed",
                "chat.reopened",
                "chat.resumed",
                "chat.split-off",
                "chat.started",
                "chat.started-by-agent",
                "chat.unmerged",
                "chat.updated",
                "message.automated",
                "message.deleted",
                "message.delivery",
                "message.edited",
                "message.received",
                "message.sent",
                "note.added",
                "workflow.ended",
                "workflow.started",
                "workflow.waiting"
              ],
              "type": "string"
            }
          },
          {
            "type": "null"
          }
        ]
      },
      "channels": {
        "maxItems": 100,
        "anyOf": [
          {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          {
            "type": "null"
          }
        ]
      },
      "isPaused": {
        "description": "Nothing is sent, nothing is lost. Going on tries at once.",
        "type": "boolean"
      },
      "rotateSecret": {
        "description": "Makes a new secret and shows it in the answer; what is sent from then on is signed with it.",
        "type": "boolean",
        "const": true
      }
    },
    "additionalProperties": false
  },
  "WebhookList": {
    "$id": "WebhookList",
    "type": "object",
    "properties": {
      "items": {
        "type": "array",
        "items": {
          "$ref": "WebhookView#"
        }
      }
    },
    "additionalProperties": false,
    "required": [
      "items"
    ]
  },
  "WebhookPath": {
    "$id": "WebhookPath",
    "type": "object",
    "properties": {
      "id": {
        "minLength": 1,
        "maxLength": 100,
        "type": "string"
      }
    },
    "additionalProperties": false,
    "required": [
      "id"
    ]
  },
  "WebhookView": {
    "$id": "WebhookView",
    "type": "object",
    "properties": {
      "id": {
        "type": "string"
      },
      "url": {
        "type": "string"
      },
      "types": {
        "anyOf": [
          {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          {
            "type": "null"
          }
        ]
      },
      "channels": {
        "anyOf": [
          {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          {
            "type": "null"
          }
        ]
      },
      "createdAt": {
        "type": "string"
      },
      "isPaused": {
        "type": "boolean"
      },
      "attempts": {
        "description": "Failed attempts at the next event.",
        "type": "number"
      },
      "nextAttemptAt": {
        "description": "When the next attempt is made; `null`: nothing has failed.",
        "type": [
          "null",
          "string"
        ]
      },
      "lastError": {
        "type": [
          "null",
          "string"
        ]
      }
    },
    "additionalProperties": false,
    "required": [
      "attempts",
      "channels",
      "createdAt",
      "id",
      "isPaused",
      "lastError",
      "nextAttemptAt",
      "types",
      "url"
    ]
  },
  "WebhookWithSecret": {
    "$id": "WebhookWithSecret",
    "type": "object",
    "properties": {
      "secret": {
        "description": "Signs what is sent. Shown in this answer only; `null` where it isn't new, and where the answer is a repeated one.",
        "type": [
          "null",
          "string"
        ]
      },
      "id": {
        "type": "string"
      },
      "url": {
        "type": "string"
      },
      "types": {
        "anyOf": [
          {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          {
            "type": "null"
          }
        ]
      },
      "channels": {
        "anyOf": [
          {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          {
            "type": "null"
          }
        ]
      },
      "createdAt": {
        "type": "string"
      },
      "isPaused": {
        "type": "boolean"
      },
      "attempts": {
        "description": "Failed attempts at the next event.",
        "type": "number"
      },
      "nextAttemptAt": {
        "description": "When the next attempt is made; `null`: nothing has failed.",
        "type": [
          "null",
          "string"
        ]
      },
      "lastError": {
        "type": [
          "null",
          "string"
        ]
      }
    },
    "additionalProperties": false,
    "required": [
      "attempts",
      "channels",
      "createdAt",
      "id",
      "isPaused",
      "lastError",
      "nextAttemptAt",
      "secret",
      "types",
      "url"
    ]
  },
  "WithheldBy": {
    "$id": "WithheldBy",
    "description": "Why an action or rule was held back.",
    "enum": [
      "agent-answered",
      "automated",
      "busy",
      "not-current",
      "not-first-chat",
      "once",
      "storm"
    ],
    "type": "string"
  },
  "WitnessedScenario": {
    "$id": "WitnessedScenario",
    "type": "object",
    "properties": {
      "name": {
        "type": "string"
      },
      "given": {},
      "steps": {
        "type": "array",
        "items": {}
      }
    },
    "additionalProperties": false,
    "required": [
      "given",
      "name",
      "steps"
    ]
  },
  "WorkflowCause": {
    "$id": "WorkflowCause",
    "description": "What let a workflow go on, or left it as it was.",
    "anyOf": [
      {
        "type": "object",
        "properties": {
          "kind": {
            "type": "string",
            "const": "started"
          },
          "rule": {
            "type": "string"
          },
          "agent": {
            "type": "string"
          }
        },
        "additionalProperties": false,
        "required": [
          "kind"
        ]
      },
      {
        "type": "object",
        "properties": {
          "kind": {
            "type": "string",
            "const": "message"
          },
          "message": {
            "type": "string"
          },
          "pressed": {
            "type": "number"
          }
        },
        "additionalProperties": false,
        "required": [
          "kind",
          "message"
        ]
      },
      {
        "type": "object",
        "properties": {
          "kind": {
            "type": "string",
            "const": "timer"
          }
        },
        "additionalProperties": false,
        "required": [
          "kind"
        ]
      },
      {
        "type": "object",
        "properties": {
          "kind": {
            "type": "string",
            "const": "outcome"
          },
          "call": {
            "type": "string"
          },
          "failure": {
            "type": "string"
          }
        },
        "additionalProperties": false,
        "required": [
          "call",
          "kind"
        ]
      },
      {
        "type": "object",
        "properties": {
          "kind": {
            "type": "string",
            "const": "interrupted"
          },
          "by": {
            "enum": [
              "agent",
              "finish",
              "merge",
              "silence"
            ],
            "type": "string"
          }
        },
        "additionalProperties": false,
        "required": [
          "by",
          "kind"
        ]
      },
      {
        "type": "object",
        "properties": {
          "kind": {
            "type": "string",
            "const": "cancelled"
          },
          "agent": {
            "type": "string"
          }
        },
        "additionalProperties": false,
        "required": [
          "kind"
        ]
      }
    ]
  },
  "WorkflowEnd": {
    "$id": "WorkflowEnd",
    "description": "How a run came to its end. `agents` have the chat after `handed-over` and `interrupted`.",
    "enum": [
      "cancelled",
      "ended",
      "handed-over",
      "interrupted"
    ],
    "type": "string"
  },
  "WorkflowPage": {
    "$id": "WorkflowPage",
    "description": "Newest chat first.",
    "type": "object",
    "properties": {
      "items": {
        "type": "array",
        "items": {
          "$ref": "RunningWorkflow#"
        }
      },
      "next": {
        "description": "The next page's `cursor`; `null`: this is the last one.",
        "type": [
          "null",
          "string"
        ]
      }
    },
    "additionalProperties": false,
    "required": [
      "items",
      "next"
    ]
  },
  "WorkflowTrace": {
    "$id": "WorkflowTrace",
    "description": "What one command did to one run.",
    "type": "object",
    "properties": {
      "chat": {
        "type": "number"
      },
      "workflow": {
        "type": "string"
      },
      "run": {
        "type": "string"
      },
      "version": {
        "description": "Of the outermost workflow.",
        "type": "string"
      },
      "because": {
        "$ref": "WorkflowCause#"
      },
      "migratedTo": {
        "description": "The version that it was moved to by `migrate`.",
        "type": "string"
      },
      "steps": {
        "type": "array",
        "items": {
          "$ref": "StepTrace#"
        }
      },
      "now": {
        "anyOf": [
          {
            "type": "object",
            "properties": {
              "state": {
                "type": "string",
                "const": "waiting"
              },
              "step": {
                "type": "string"
              },
              "until": {
                "type": [
                  "null",
                  "string"
                ]
              }
            },
            "additionalProperties": false,
            "required": [
              "state",
              "step",
              "until"
            ]
          },
          {
            "type": "object",
            "properties": {
              "state": {
                "$ref": "WorkflowEnd#"
              },
              "reason": {
                "$ref": "HandoverReason#"
              }
            },
            "additionalProperties": false,
            "required": [
              "state"
            ]
          }
        ]
      }
    },
    "additionalProperties": false,
    "required": [
      "because",
      "chat",
      "now",
      "run",
      "steps",
      "version",
      "workflow"
    ]
  },
  "WorkflowsQuery": {
    "$id": "WorkflowsQuery",
    "type": "object",
    "properties": {
      "workflow": {
        "description": "Id of a workflow.",
        "type": "string"
      },
      "cursor": {
        "description": "`next` of the page before.",
        "type": "string"
      },
      "limit": {
        "description": "Workflows of one page; default 50.",
        "minimum": 1,
        "maximum": 200,
        "type": "integer"
      }
    },
    "additionalProperties": false
  },
  "XlsxBytes": {
    "$id": "XlsxBytes",
    "description": "An Excel workbook, a row for each chat.",
    "format": "binary",
    "type": "string"
  },
  "_readonly_not_first_chat_number_readonlyonce_number_readonlystorm_number_readonlyautomated_number_readonly_not_current_number_readonlybusy_number_readonly_agent_answered_number": {
    "$id": "_readonly_not_first_chat_number_readonlyonce_number_readonlystorm_number_readonlyautomated_number_readonly_not_current_number_readonlybusy_number_readonly_agent_answered_number",
    "type": "object",
    "properties": {
      "not-first-chat": {
        "type": "number"
      },
      "once": {
        "type": "number"
      },
      "storm": {
        "type": "number"
      },
      "automated": {
        "type": "number"
      },
      "not-current": {
        "type": "number"
      },
      "busy": {
        "type": "number"
      },
      "agent-answered": {
        "type": "number"
      }
    },
    "additionalProperties": false,
    "required": [
      "agent-answered",
      "automated",
      "busy",
      "not-current",
      "not-first-chat",
      "once",
      "storm"
    ]
  },
  "_readonlyclosed_number_readonlyopen_number_readonlypending_number": {
    "$id": "_readonlyclosed_number_readonlyopen_number_readonlypending_number",
    "type": "object",
    "properties": {
      "closed": {
        "type": "number"
      },
      "open": {
        "type": "number"
      },
      "pending": {
        "type": "number"
      }
    },
    "additionalProperties": false,
    "required": [
      "closed",
      "open",
      "pending"
    ]
  },
  "_readonlysplit_number_readonlyagent_number_readonlytimer_number_readonlyautomation_number": {
    "$id": "_readonlysplit_number_readonlyagent_number_readonlytimer_number_readonlyautomation_number",
    "type": "object",
    "properties": {
      "split": {
        "type": "number"
      },
      "agent": {
        "type": "number"
      },
      "timer": {
        "type": "number"
      },
      "automation": {
        "type": "number"
      }
    },
    "additionalProperties": false,
    "required": [
      "agent",
      "automation",
      "split",
      "timer"
    ]
  }
}
