// Written by scripts/schemas.mjs; a module, because importing JSON is not everywhere the same.
import type { JsonSchema } from '../schema-fault.js'

export const ruleSetSchema: JsonSchema = {
  "$schema": "http://json-schema.org/draft-07/schema#",
  "title": "Caseline rule set",
  "description": "A set of rules, the schedules and named conditions that they use.",
  "type": "object",
  "properties": {
    "$schema": {
      "description": "Where the schema is, so that editors complete and explain.",
      "type": "string"
    },
    "name": {
      "description": "What the set is called in lists and traces.",
      "type": "string"
    },
    "schedules": {
      "$ref": "#/definitions/Schedules",
      "description": "Business hours by name."
    },
    "conditions": {
      "$ref": "#/definitions/NamedConditions",
      "description": "Conditions by name, used in rules as `{ \"condition\": \"name\" }`."
    },
    "vocabulary": {
      "$ref": "#/definitions/Vocabulary",
      "description": "Tags, groups and fields that rules may use. Where a list is given, anything else is reported as unknown."
    },
    "rules": {
      "description": "The rules, judged by priority and then in this order.",
      "type": "array",
      "items": {
        "$ref": "#/definitions/Rule"
      }
    },
    "workflows": {
      "description": "Conversations step by step, started by rules; they may also stand in files of their own, `*.workflow.json`.",
      "type": "array",
      "items": {
        "$ref": "#/definitions/Workflow"
      }
    }
  },
  "additionalProperties": false,
  "definitions": {
    "Schedules": {
      "type": "object",
      "additionalProperties": {
        "$ref": "#/definitions/ScheduleDefinition"
      }
    },
    "ScheduleDefinition": {
      "description": "Business hours in one time zone.",
      "type": "object",
      "properties": {
        "zone": {
          "description": "IANA time zone, such as `Europe/Moscow`.",
          "type": "string"
        },
        "week": {
          "$ref": "#/definitions/WeekHours",
          "description": "Stretches of open hours by weekday or range of weekdays: `{ \"mon-fri\": [\"09:00-13:00\", \"14:00-18:00\"], \"sat\": [\"22:00-02:00\"] }`. A stretch that ends at or before its start runs overnight. `00:00-24:00` is a whole day."
        },
        "holidays": {
          "description": "Days that differ from the week.",
          "type": "array",
          "items": {
            "$ref": "#/definitions/Holiday"
          }
        }
      },
      "additionalProperties": false,
      "required": [
        "week",
        "zone"
      ]
    },
    "WeekHours": {
      "type": "object",
      "additionalProperties": {
        "type": "array",
        "items": {
          "type": "string"
        }
      }
    },
    "Holiday": {
      "description": "A day that differs from the week: closed, or open at other hours.",
      "type": "object",
      "properties": {
        "date": {
          "description": "The day in the schedule's zone, `YYYY-MM-DD`, or `MM-DD` for every year.",
          "type": "string"
        },
        "name": {
          "description": "What the day is called.",
          "type": "string"
        },
        "hours": {
          "description": "Open hours of a short day. Left out: closed all day.",
          "type": "array",
          "items": {
            "type": "string"
          }
        }
      },
      "additionalProperties": false,
      "required": [
        "date"
      ]
    },
    "NamedConditions": {
      "type": "object",
      "additionalProperties": {
        "$ref": "#/definitions/TopLevelCondition"
      }
    },
    "TopLevelCondition": {
      "description": "A condition at the root of a rule or of a named condition.",
      "if": {
        "required": [
          "all"
        ]
      },
      "then": {
        "$ref": "#/definitions/AllCondition"
      },
      "else": {
        "if": {
          "required": [
            "any"
          ]
        },
        "then": {
          "$ref": "#/definitions/AnyCondition"
        },
        "else": {
          "if": {
            "required": [
              "not"
            ]
          },
          "then": {
            "$ref": "#/definitions/NotCondition"
          },
          "else": {
            "$ref": "#/definitions/ConditionReference"
          }
        }
      }
    },
    "AllCondition": {
      "description": "True when every one holds (and when the list is empty).",
      "type": "object",
      "properties": {
        "all": {
          "description": "The conditions that must all hold.",
          "type": "array",
          "items": {
            "$ref": "#/definitions/Condition"
          }
        },
        "name": {
          "description": "A name for the trace.",
          "type": "string"
        },
        "priority": {
          "description": "Higher is evaluated first.",
          "type": "number"
        }
      },
      "additionalProperties": false,
      "required": [
        "all"
      ]
    },
    "Condition": {
      "if": {
        "required": [
          "all"
        ]
      },
      "then": {
        "$ref": "#/definitions/AllCondition"
      },
      "else": {
        "if": {
          "required": [
            "any"
          ]
        },
        "then": {
          "$ref": "#/definitions/AnyCondition"
        },
        "else": {
          "if": {
            "required": [
              "not"
            ]
          },
          "then": {
            "$ref": "#/definitions/NotCondition"
          },
          "else": {
            "if": {
              "required": [
                "condition"
              ]
            },
            "then": {
              "$ref": "#/definitions/ConditionReference"
            },
            "else": {
              "$ref": "#/definitions/FactCondition"
            }
          }
        }
      }
    },
    "AnyCondition": {
      "description": "True when at least one holds (and when the list is empty).",
      "type": "object",
      "properties": {
        "any": {
          "description": "The conditions of which one must hold.",
          "type": "array",
          "items": {
            "$ref": "#/definitions/Condition"
          }
        },
        "name": {
          "description": "A name for the trace.",
          "type": "string"
        },
        "priority": {
          "description": "Higher is evaluated first.",
          "type": "number"
        }
      },
      "additionalProperties": false,
      "required": [
        "any"
      ]
    },
    "NotCondition": {
      "description": "True when the one inside doesn't hold.",
      "type": "object",
      "properties": {
        "not": {
          "$ref": "#/definitions/Condition",
          "description": "The condition that must not hold."
        },
        "name": {
          "description": "A name for the trace.",
          "type": "string"
        },
        "priority": {
          "description": "Higher is evaluated first.",
          "type": "number"
        }
      },
      "additionalProperties": false,
      "required": [
        "not"
      ]
    },
    "ConditionReference": {
      "description": "The named condition of the set.",
      "type": "object",
      "properties": {
        "condition": {
          "description": "Its name under `conditions`.",
          "type": "string"
        },
        "name": {
          "description": "A name for the trace.",
          "type": "string"
        },
        "priority": {
          "description": "Higher is evaluated first.",
          "type": "number"
        }
      },
      "additionalProperties": false,
      "required": [
        "condition"
      ]
    },
    "FactCondition": {
      "description": "Compares a fact with a value.",
      "type": "object",
      "properties": {
        "fact": {
          "description": "The fact: event, message, chat, before, customer, channel, agents, schedule, now, or one of your own.",
          "type": "string",
          "anyOf": [
            {
              "enum": [
                "event",
                "message",
                "chat",
                "before",
                "customer",
                "channel",
                "agents",
                "schedule",
                "now"
              ]
            },
            {
              "type": "string"
            }
          ]
        },
        "path": {
          "description": "Where in the fact: `$.name`, `$['name']`, `$[0]` steps only.",
          "type": "string"
        },
        "params": {
          "$ref": "#/definitions/Params",
          "description": "Parameters of the fact (`name` of a schedule, `id` of an agent) or of the operator (`exact` for text)."
        },
        "operator": {
          "description": "How to compare: an operator, with decorators in front if need be (`not:equal`, `someFact:containsText`).",
          "type": "string",
          "anyOf": [
            {
              "enum": [
                "equal",
                "notEqual",
                "in",
                "notIn",
                "contains",
                "doesNotContain",
                "lessThan",
                "lessThanInclusive",
                "greaterThan",
                "greaterThanInclusive",
                "containsText",
                "containsAnyText",
                "containsAllText",
                "containsWord",
                "startsWith",
                "endsWith",
                "matches",
                "isBlank",
                "isEmail",
                "isPhone",
                "between",
                "hasAny",
                "hasAll",
                "hasNone",
                "before",
                "after",
                "olderThan",
                "youngerThan",
                "changedTo",
                "changedFrom",
                "someFact:equal",
                "someValue:equal",
                "everyFact:equal",
                "everyValue:equal",
                "swap:equal",
                "not:equal",
                "someFact:containsText",
                "someValue:containsText",
                "everyFact:containsText",
                "everyValue:containsText",
                "swap:containsText",
                "not:containsText",
                "someFact:matches",
                "someValue:matches",
                "everyFact:matches",
                "everyValue:matches",
                "swap:matches",
                "not:matches"
              ]
            },
            {
              "type": "string"
            }
          ]
        },
        "value": {
          "description": "What to compare with, or `{ \"fact\": … }` for another fact."
        },
        "name": {
          "description": "A name for the trace.",
          "type": "string"
        },
        "priority": {
          "description": "Higher is evaluated first.",
          "type": "number"
        }
      },
      "additionalProperties": false,
      "required": [
        "fact",
        "operator",
        "value"
      ]
    },
    "Params": {
      "type": "object",
      "additionalProperties": {}
    },
    "Vocabulary": {
      "description": "What is known outside the rule set, for finding typing mistakes.",
      "type": "object",
      "properties": {
        "tags": {
          "description": "Known tags.",
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "groups": {
          "description": "Known groups of agents.",
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "fields": {
          "description": "Known extra fields of chats and customers.",
          "type": "array",
          "items": {
            "type": "string"
          }
        }
      },
      "additionalProperties": false
    },
    "Rule": {
      "description": "One rule: when one of the triggers happens and the condition holds, the actions are done.",
      "type": "object",
      "properties": {
        "id": {
          "description": "Unique in the whole set; part of once-marks and effect ids, so keep it when the text changes.",
          "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$",
          "type": "string"
        },
        "name": {
          "description": "What people call the rule.",
          "type": "string"
        },
        "description": {
          "description": "Why the rule exists.",
          "type": "string"
        },
        "enabled": {
          "description": "Set to false to keep the rule without judging it.",
          "type": "boolean"
        },
        "priority": {
          "description": "Higher is judged first; rules of one priority in file order. Default 1.",
          "minimum": 1,
          "maximum": 1000000,
          "type": "integer"
        },
        "on": {
          "description": "What makes the rule be judged.",
          "if": {
            "type": "array"
          },
          "then": {
            "type": "array",
            "items": {
              "$ref": "#/definitions/Trigger"
            }
          },
          "else": {
            "if": {
              "type": "string"
            },
            "then": {
              "enum": [
                "chat.finished",
                "chat.merged",
                "chat.reopened",
                "chat.resumed",
                "chat.split-off",
                "chat.started",
                "chat.started-by-agent",
                "chat.unmerged",
                "chat.updated",
                "message.received",
                "message.sent",
                "note.added"
              ],
              "type": "string"
            },
            "else": {
              "$ref": "#/definitions/TimeTrigger"
            }
          }
        },
        "channels": {
          "description": "Which channels (ids or kinds) the rule is for. Left out: all.",
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "when": {
          "$ref": "#/definitions/TopLevelCondition",
          "description": "The condition. Left out: always."
        },
        "then": {
          "description": "What is done, in order.",
          "type": "array",
          "items": {
            "$ref": "#/definitions/RuleAction"
          }
        },
        "stop": {
          "description": "Ends the pass after this rule matched.",
          "type": "boolean"
        },
        "lint": {
          "$ref": "#/definitions/RuleLint",
          "description": "What the lint would say of this rule, and is meant so."
        }
      },
      "additionalProperties": false,
      "required": [
        "id",
        "on",
        "then"
      ]
    },
    "TimeTrigger": {
      "description": "A moment some time after an event, unless something happened in between.",
      "type": "object",
      "properties": {
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
            "$ref": "#/definitions/DisarmingEvent"
          }
        }
      },
      "additionalProperties": false,
      "required": [
        "after",
        "since"
      ]
    },
    "DisarmingEvent": {
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
    "Trigger": {
      "if": {
        "type": "string"
      },
      "then": {
        "enum": [
          "chat.finished",
          "chat.merged",
          "chat.reopened",
          "chat.resumed",
          "chat.split-off",
          "chat.started",
          "chat.started-by-agent",
          "chat.unmerged",
          "chat.updated",
          "message.received",
          "message.sent",
          "note.added"
        ],
        "type": "string"
      },
      "else": {
        "$ref": "#/definitions/TimeTrigger"
      }
    },
    "RuleAction": {
      "type": "object",
      "required": [
        "do"
      ],
      "properties": {
        "do": {
          "enum": [
            "send-message",
            "send-email",
            "add-note",
            "set-subject",
            "set-priority",
            "add-tags",
            "remove-tags",
            "set-field",
            "assign",
            "finish",
            "notify",
            "webhook",
            "start-workflow",
            "call"
          ]
        }
      },
      "discriminator": {
        "propertyName": "do"
      },
      "oneOf": [
        {
          "$ref": "#/definitions/SendMessage"
        },
        {
          "$ref": "#/definitions/SendEmail"
        },
        {
          "$ref": "#/definitions/AddNote"
        },
        {
          "$ref": "#/definitions/SetSubject"
        },
        {
          "$ref": "#/definitions/SetPriority"
        },
        {
          "$ref": "#/definitions/AddTags"
        },
        {
          "$ref": "#/definitions/RemoveTags"
        },
        {
          "$ref": "#/definitions/SetField"
        },
        {
          "$ref": "#/definitions/Assign"
        },
        {
          "$ref": "#/definitions/FinishChat"
        },
        {
          "$ref": "#/definitions/Notify"
        },
        {
          "$ref": "#/definitions/Webhook"
        },
        {
          "$ref": "#/definitions/StartWorkflow"
        },
        {
          "$ref": "#/definitions/Call"
        }
      ]
    },
    "SendMessage": {
      "description": "Says something to the customer in the chat.",
      "type": "object",
      "properties": {
        "do": {
          "type": "string",
          "const": "send-message"
        },
        "text": {
          "$ref": "#/definitions/Text",
          "description": "What to say."
        },
        "onlyFirstChatOnChannel": {
          "description": "Only in the customer's first chat on this channel. Default: true under `chat.started`, else false.",
          "type": "boolean"
        },
        "delay": {
          "description": "Say it this much later (ISO 8601 duration) unless an agent has written meanwhile.",
          "type": "string"
        },
        "once": {
          "$ref": "#/definitions/Once",
          "description": "How often it may be done."
        }
      },
      "additionalProperties": false,
      "required": [
        "do",
        "text"
      ]
    },
    "Text": {
      "description": "A Liquid template, or one per language with `default` or the first as the fallback.",
      "if": {
        "type": "string"
      },
      "then": {
        "type": "string"
      },
      "else": {
        "$ref": "#/definitions/TextByLanguage"
      }
    },
    "TextByLanguage": {
      "type": "object",
      "additionalProperties": {
        "type": "string"
      }
    },
    "Once": {
      "description": "How often the action may be done.",
      "if": {
        "type": "string"
      },
      "then": {
        "enum": [
          "activation",
          "chat",
          "customer",
          "customer-channel",
          "message",
          "never-limit"
        ],
        "type": "string"
      },
      "else": {
        "if": {
          "required": [
            "per"
          ],
          "properties": {
            "per": {
              "const": "absence"
            }
          }
        },
        "then": {
          "$ref": "#/definitions/OncePerAbsence"
        },
        "else": {
          "$ref": "#/definitions/OncePerDuration"
        }
      }
    },
    "OncePerAbsence": {
      "description": "Once in each closed stretch of a schedule.",
      "type": "object",
      "properties": {
        "per": {
          "description": "The closed stretch.",
          "type": "string",
          "const": "absence"
        },
        "schedule": {
          "description": "The schedule.",
          "type": "string"
        }
      },
      "additionalProperties": false,
      "required": [
        "per",
        "schedule"
      ]
    },
    "OncePerDuration": {
      "description": "Once in a stretch of time.",
      "type": "object",
      "properties": {
        "per": {
          "description": "ISO 8601 duration such as `PT12H`.",
          "pattern": "^P(?!$)",
          "type": "string"
        },
        "of": {
          "description": "Counted for this chat, this customer on this channel, or this customer.",
          "enum": [
            "chat",
            "customer",
            "customer-channel"
          ],
          "type": "string"
        }
      },
      "additionalProperties": false,
      "required": [
        "of",
        "per"
      ]
    },
    "SendEmail": {
      "description": "Writes an e-mail to the customer or to agents.",
      "type": "object",
      "properties": {
        "do": {
          "type": "string",
          "const": "send-email"
        },
        "to": {
          "description": "To whom: the customer's address, agents by id, or a group.",
          "if": {
            "type": "string"
          },
          "then": {
            "const": "customer",
            "type": "string"
          },
          "else": {
            "if": {
              "required": [
                "agents"
              ]
            },
            "then": {
              "$ref": "#/definitions/ToAgents"
            },
            "else": {
              "$ref": "#/definitions/ToGroup"
            }
          }
        },
        "subject": {
          "$ref": "#/definitions/Text",
          "description": "Subject line."
        },
        "text": {
          "$ref": "#/definitions/Text",
          "description": "Body; values are escaped for HTML."
        },
        "onlyFirstChatOnChannel": {
          "description": "Only in the customer's first chat on this channel. Default: false.",
          "type": "boolean"
        },
        "once": {
          "$ref": "#/definitions/Once",
          "description": "How often it may be done."
        }
      },
      "additionalProperties": false,
      "required": [
        "do",
        "subject",
        "text",
        "to"
      ]
    },
    "ToAgents": {
      "type": "object",
      "properties": {
        "agents": {
          "description": "Agents' ids.",
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
    "ToGroup": {
      "type": "object",
      "properties": {
        "group": {
          "description": "The group of agents.",
          "type": "string"
        }
      },
      "additionalProperties": false,
      "required": [
        "group"
      ]
    },
    "AddNote": {
      "description": "Writes a note that only agents see.",
      "type": "object",
      "properties": {
        "do": {
          "type": "string",
          "const": "add-note"
        },
        "text": {
          "$ref": "#/definitions/Text",
          "description": "The note."
        },
        "once": {
          "$ref": "#/definitions/Once",
          "description": "How often it may be done."
        }
      },
      "additionalProperties": false,
      "required": [
        "do",
        "text"
      ]
    },
    "SetSubject": {
      "description": "Sets the subject.",
      "type": "object",
      "properties": {
        "do": {
          "type": "string",
          "const": "set-subject"
        },
        "subject": {
          "$ref": "#/definitions/Text",
          "description": "The subject."
        },
        "once": {
          "$ref": "#/definitions/Once",
          "description": "How often it may be done."
        }
      },
      "additionalProperties": false,
      "required": [
        "do",
        "subject"
      ]
    },
    "SetPriority": {
      "description": "Sets the priority.",
      "type": "object",
      "properties": {
        "do": {
          "type": "string",
          "const": "set-priority"
        },
        "priority": {
          "description": "The priority.",
          "enum": [
            "high",
            "low",
            "normal",
            "urgent"
          ],
          "type": "string"
        },
        "once": {
          "$ref": "#/definitions/Once",
          "description": "How often it may be done."
        }
      },
      "additionalProperties": false,
      "required": [
        "do",
        "priority"
      ]
    },
    "AddTags": {
      "description": "Adds tags that the chat doesn't have.",
      "type": "object",
      "properties": {
        "do": {
          "type": "string",
          "const": "add-tags"
        },
        "tags": {
          "description": "The tags.",
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "once": {
          "$ref": "#/definitions/Once",
          "description": "How often it may be done."
        }
      },
      "additionalProperties": false,
      "required": [
        "do",
        "tags"
      ]
    },
    "RemoveTags": {
      "description": "Takes tags away.",
      "type": "object",
      "properties": {
        "do": {
          "type": "string",
          "const": "remove-tags"
        },
        "tags": {
          "description": "The tags.",
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "once": {
          "$ref": "#/definitions/Once",
          "description": "How often it may be done."
        }
      },
      "additionalProperties": false,
      "required": [
        "do",
        "tags"
      ]
    },
    "SetField": {
      "description": "Sets a field of the chat or of the customer.",
      "type": "object",
      "properties": {
        "do": {
          "type": "string",
          "const": "set-field"
        },
        "of": {
          "description": "`chat` or `customer`.",
          "enum": [
            "chat",
            "customer"
          ],
          "type": "string"
        },
        "field": {
          "description": "The field's name; for customers also `name`, `email`, `phone`, `language`.",
          "type": "string"
        },
        "value": {
          "description": "The value; texts are templates. `null` removes it.",
          "type": [
            "null",
            "string",
            "number",
            "boolean"
          ]
        },
        "once": {
          "$ref": "#/definitions/Once",
          "description": "How often it may be done."
        }
      },
      "additionalProperties": false,
      "required": [
        "do",
        "field",
        "of",
        "value"
      ]
    },
    "Assign": {
      "description": "Gives the chat to an agent or a group, or to nobody.",
      "type": "object",
      "properties": {
        "do": {
          "type": "string",
          "const": "assign"
        },
        "agent": {
          "description": "The agent's id.",
          "type": "string"
        },
        "group": {
          "description": "The group.",
          "type": "string"
        },
        "none": {
          "description": "Nobody.",
          "type": "boolean",
          "const": true
        },
        "once": {
          "$ref": "#/definitions/Once",
          "description": "How often it may be done."
        }
      },
      "additionalProperties": false,
      "required": [
        "do"
      ],
      "oneOf": [
        {
          "required": [
            "agent"
          ]
        },
        {
          "required": [
            "group"
          ]
        },
        {
          "required": [
            "none"
          ]
        }
      ]
    },
    "FinishChat": {
      "description": "Finishes the chat. Only an agent closes.",
      "type": "object",
      "properties": {
        "do": {
          "type": "string",
          "const": "finish"
        },
        "status": {
          "description": "The status it gets.",
          "enum": [
            "open",
            "pending"
          ],
          "type": "string"
        },
        "once": {
          "$ref": "#/definitions/Once",
          "description": "How often it may be done."
        }
      },
      "additionalProperties": false,
      "required": [
        "do",
        "status"
      ]
    },
    "Notify": {
      "description": "Tells agents.",
      "type": "object",
      "properties": {
        "do": {
          "type": "string",
          "const": "notify"
        },
        "to": {
          "description": "Whom.",
          "if": {
            "required": [
              "agents"
            ]
          },
          "then": {
            "$ref": "#/definitions/ToAgents"
          },
          "else": {
            "$ref": "#/definitions/ToGroup"
          }
        },
        "text": {
          "$ref": "#/definitions/Text",
          "description": "What."
        },
        "once": {
          "$ref": "#/definitions/Once",
          "description": "How often it may be done."
        }
      },
      "additionalProperties": false,
      "required": [
        "do",
        "text",
        "to"
      ]
    },
    "Webhook": {
      "description": "Calls an address with JSON, signed with HMAC-SHA256.",
      "type": "object",
      "properties": {
        "do": {
          "type": "string",
          "const": "webhook"
        },
        "url": {
          "description": "The address. Private and link-local ones are refused unless the desk allows them.",
          "type": "string"
        },
        "secret": {
          "description": "Name of the desk's secret to sign with.",
          "type": "string"
        },
        "body": {
          "description": "What to send; texts inside are templates. Left out: event and chat."
        },
        "once": {
          "$ref": "#/definitions/Once",
          "description": "How often it may be done."
        }
      },
      "additionalProperties": false,
      "required": [
        "do",
        "url"
      ]
    },
    "StartWorkflow": {
      "description": "Starts a workflow in the chat.",
      "type": "object",
      "properties": {
        "do": {
          "type": "string",
          "const": "start-workflow"
        },
        "workflow": {
          "description": "The workflow's id.",
          "type": "string"
        },
        "once": {
          "$ref": "#/definitions/Once",
          "description": "How often it may be done."
        }
      },
      "additionalProperties": false,
      "required": [
        "do",
        "workflow"
      ]
    },
    "Call": {
      "description": "Calls a function that the embedder registered.",
      "type": "object",
      "properties": {
        "do": {
          "type": "string",
          "const": "call"
        },
        "name": {
          "description": "Its name.",
          "type": "string"
        },
        "args": {
          "description": "Its arguments; texts inside are templates."
        },
        "once": {
          "$ref": "#/definitions/Once",
          "description": "How often it may be done."
        }
      },
      "additionalProperties": false,
      "required": [
        "do",
        "name"
      ]
    },
    "RuleLint": {
      "description": "Findings that are left out for a rule.",
      "type": "object",
      "properties": {
        "allow": {
          "description": "Codes of findings that are meant so.",
          "type": "array",
          "items": {
            "$ref": "#/definitions/AllowedFinding"
          }
        }
      },
      "additionalProperties": false,
      "required": [
        "allow"
      ]
    },
    "AllowedFinding": {
      "enum": [
        "always-true",
        "away-first-chat-only",
        "contradictory-condition",
        "double-autoresponse",
        "duplicate-rule",
        "rule-loop",
        "shadowed-rule",
        "undone-action",
        "unindexed-rule",
        "unreachable-rule"
      ],
      "type": "string"
    },
    "Workflow": {
      "description": "A conversation with a customer, step by step: it runs in one chat, waits for answers and survives restarts.",
      "type": "object",
      "properties": {
        "$schema": {
          "description": "Where the schema is, so that editors complete and explain.",
          "type": "string"
        },
        "id": {
          "description": "Unique in the whole set; what `start-workflow` names.",
          "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$",
          "type": "string"
        },
        "name": {
          "description": "What people call the workflow.",
          "type": "string"
        },
        "description": {
          "description": "Why the workflow exists.",
          "type": "string"
        },
        "start": {
          "description": "The step that it begins with.",
          "type": "string"
        },
        "steps": {
          "$ref": "#/definitions/WorkflowSteps",
          "description": "The steps by name; names are letters of any script, digits, `_` and `-`."
        },
        "migrate": {
          "$ref": "#/definitions/MigratedSteps",
          "description": "Where chats go on that wait in a step of an older version: the step there and the step here. Steps that aren't named finish on the version they started with."
        }
      },
      "additionalProperties": false,
      "required": [
        "id",
        "start",
        "steps"
      ]
    },
    "WorkflowSteps": {
      "type": "object",
      "additionalProperties": {
        "$ref": "#/definitions/WorkflowStep"
      }
    },
    "WorkflowStep": {
      "if": {
        "required": [
          "send"
        ]
      },
      "then": {
        "$ref": "#/definitions/SendStep"
      },
      "else": {
        "if": {
          "required": [
            "ask"
          ]
        },
        "then": {
          "$ref": "#/definitions/AskStep"
        },
        "else": {
          "if": {
            "required": [
              "menu"
            ]
          },
          "then": {
            "$ref": "#/definitions/MenuStep"
          },
          "else": {
            "if": {
              "required": [
                "choose"
              ]
            },
            "then": {
              "$ref": "#/definitions/ChooseStep"
            },
            "else": {
              "if": {
                "required": [
                  "wait"
                ]
              },
              "then": {
                "$ref": "#/definitions/WaitStep"
              },
              "else": {
                "if": {
                  "required": [
                    "do"
                  ]
                },
                "then": {
                  "$ref": "#/definitions/DoStep"
                },
                "else": {
                  "if": {
                    "required": [
                      "call"
                    ]
                  },
                  "then": {
                    "$ref": "#/definitions/CallStep"
                  },
                  "else": {
                    "if": {
                      "required": [
                        "run"
                      ]
                    },
                    "then": {
                      "$ref": "#/definitions/RunStep"
                    },
                    "else": {
                      "if": {
                        "required": [
                          "handoff"
                        ]
                      },
                      "then": {
                        "$ref": "#/definitions/HandoffStep"
                      },
                      "else": {
                        "$ref": "#/definitions/EndStep"
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    },
    "SendStep": {
      "description": "Says something to the customer.",
      "type": "object",
      "properties": {
        "send": {
          "$ref": "#/definitions/SendContent",
          "description": "What is said."
        },
        "next": {
          "description": "The step that comes next.",
          "type": "string"
        },
        "description": {
          "description": "What the step is for.",
          "type": "string"
        },
        "atMost": {
          "description": "How often the step may be entered in one run; after that `else` comes instead.",
          "minimum": 1,
          "maximum": 1000,
          "type": "integer"
        },
        "else": {
          "description": "The step that comes instead when `atMost` is used up. Left out: the chat is handed over to agents.",
          "type": "string"
        }
      },
      "additionalProperties": false,
      "required": [
        "next",
        "send"
      ]
    },
    "SendContent": {
      "type": "object",
      "properties": {
        "text": {
          "$ref": "#/definitions/Text",
          "description": "What to say."
        }
      },
      "additionalProperties": false,
      "required": [
        "text"
      ]
    },
    "AskStep": {
      "description": "Asks the customer something and waits for the answer.",
      "type": "object",
      "properties": {
        "ask": {
          "$ref": "#/definitions/Question",
          "description": "The question."
        },
        "next": {
          "description": "The step that comes when the answer is understood.",
          "type": "string"
        },
        "timeout": {
          "$ref": "#/definitions/StepTimeout",
          "description": "What comes when the customer doesn't answer."
        },
        "gaveUp": {
          "description": "The step that comes when no answer was understood. Left out: the chat is handed over to agents.",
          "type": "string"
        },
        "interruptedBy": {
          "description": "What ends the waiting. Default: an agent's message and a finish that somebody decided. A merge always does.",
          "type": "array",
          "items": {
            "$ref": "#/definitions/Interruption"
          }
        },
        "interrupted": {
          "description": "The step that comes then. Left out: the workflow ends and the chat is the agents', after `customer` the step `next` comes.",
          "type": "string"
        },
        "description": {
          "description": "What the step is for.",
          "type": "string"
        },
        "atMost": {
          "description": "How often the step may be entered in one run; after that `else` comes instead.",
          "minimum": 1,
          "maximum": 1000,
          "type": "integer"
        },
        "else": {
          "description": "The step that comes instead when `atMost` is used up. Left out: the chat is handed over to agents.",
          "type": "string"
        }
      },
      "additionalProperties": false,
      "required": [
        "ask",
        "next"
      ]
    },
    "Question": {
      "type": "object",
      "properties": {
        "text": {
          "$ref": "#/definitions/Text",
          "description": "What is asked."
        },
        "as": {
          "description": "What counts as an answer. `contact` is an e-mail address or a phone number, kept as the customer's.",
          "enum": [
            "contact",
            "date",
            "email",
            "number",
            "one-of",
            "phone",
            "regex",
            "text"
          ],
          "type": "string"
        },
        "into": {
          "description": "Where the answer is kept: `customer.email`, `customer.phone`, `customer.name`, `customer.language`, `customer.fields.<name>`, `chat.fields.<name>` or `chat.subject`.",
          "type": "string"
        },
        "retries": {
          "description": "How often the customer is asked again after an answer that isn't understood. Default 2.",
          "minimum": 0,
          "maximum": 20,
          "type": "integer"
        },
        "invalid": {
          "$ref": "#/definitions/Text",
          "description": "What is said after an answer that isn't understood. Left out: the question again."
        },
        "options": {
          "description": "`one-of`: the answers to choose from.",
          "type": "array",
          "items": {
            "$ref": "#/definitions/AnswerOption"
          }
        },
        "pattern": {
          "description": "`regex`: an RE2 pattern that occurs in the answer; its first group, or all of the match, is the value.",
          "type": "string"
        },
        "min": {
          "description": "`number`: the least.",
          "type": "number"
        },
        "max": {
          "description": "`number`: the most.",
          "type": "number"
        },
        "whole": {
          "description": "`number`: without a fraction.",
          "type": "boolean"
        },
        "country": {
          "description": "`phone`, `contact`: the country whose numbers may be given without their prefix, such as `RU`. Left out: that of the customer's language.",
          "type": "string"
        },
        "only": {
          "description": "`date`: only days and times to come, or gone by. Left out: both; a day without a year is the next one.",
          "enum": [
            "future",
            "past"
          ],
          "type": "string"
        },
        "zone": {
          "description": "`date`: the IANA zone in which days and hours are meant, such as `Europe/Moscow`. Default: UTC.",
          "type": "string"
        },
        "reopens": {
          "description": "In a finished chat: an answer that is understood doesn't reopen it; with false. Default true.",
          "type": "boolean"
        }
      },
      "additionalProperties": false,
      "required": [
        "as",
        "text"
      ]
    },
    "AnswerOption": {
      "type": "object",
      "properties": {
        "label": {
          "$ref": "#/definitions/Text",
          "description": "What the customer sees: on a button, or in a numbered list."
        },
        "value": {
          "description": "What is kept of it. Left out: the label.",
          "type": [
            "string",
            "number",
            "boolean"
          ]
        }
      },
      "additionalProperties": false,
      "required": [
        "label"
      ]
    },
    "StepTimeout": {
      "description": "What comes when nothing comes.",
      "type": "object",
      "properties": {
        "after": {
          "description": "How long, an ISO 8601 duration such as `PT1H`.",
          "type": "string"
        },
        "businessHours": {
          "description": "Count only the open hours of this schedule.",
          "type": "string"
        },
        "next": {
          "description": "The step that comes then.",
          "type": "string"
        }
      },
      "additionalProperties": false,
      "required": [
        "after",
        "next"
      ]
    },
    "Interruption": {
      "description": "`agent`: an agent writes. `finish`: an agent or a rule finishes the chat. `silence`: the automatic finish. `customer`: the customer writes (`wait` and `call` only).",
      "enum": [
        "agent",
        "customer",
        "finish",
        "silence"
      ],
      "type": "string"
    },
    "MenuStep": {
      "description": "Lets the customer choose how to go on.",
      "type": "object",
      "properties": {
        "menu": {
          "$ref": "#/definitions/Menu",
          "description": "What there is to choose from."
        },
        "timeout": {
          "$ref": "#/definitions/StepTimeout",
          "description": "What comes when the customer doesn't choose."
        },
        "gaveUp": {
          "description": "The step that comes when no choice was understood. Left out: the chat is handed over to agents.",
          "type": "string"
        },
        "interruptedBy": {
          "description": "What ends the waiting. Default: an agent's message and a finish that somebody decided. A merge always does.",
          "type": "array",
          "items": {
            "$ref": "#/definitions/Interruption"
          }
        },
        "interrupted": {
          "description": "The step that comes then. Left out: the workflow ends and the chat is the agents', after `customer` the step `next` comes.",
          "type": "string"
        },
        "description": {
          "description": "What the step is for.",
          "type": "string"
        },
        "atMost": {
          "description": "How often the step may be entered in one run; after that `else` comes instead.",
          "minimum": 1,
          "maximum": 1000,
          "type": "integer"
        },
        "else": {
          "description": "The step that comes instead when `atMost` is used up. Left out: the chat is handed over to agents.",
          "type": "string"
        }
      },
      "additionalProperties": false,
      "required": [
        "menu"
      ]
    },
    "Menu": {
      "type": "object",
      "properties": {
        "text": {
          "$ref": "#/definitions/Text",
          "description": "What is asked."
        },
        "options": {
          "description": "What there is to choose from, at most 30.",
          "type": "array",
          "items": {
            "$ref": "#/definitions/MenuOption"
          }
        },
        "into": {
          "description": "Where the choice is kept, as with `ask`.",
          "type": "string"
        },
        "retries": {
          "description": "How often the customer is asked again after an answer that isn't understood. Default 2.",
          "minimum": 0,
          "maximum": 20,
          "type": "integer"
        },
        "invalid": {
          "$ref": "#/definitions/Text",
          "description": "What is said after an answer that isn't understood. Left out: the menu again."
        },
        "reopens": {
          "description": "In a finished chat: an answer that is understood doesn't reopen it; with false. Default true.",
          "type": "boolean"
        }
      },
      "additionalProperties": false,
      "required": [
        "options",
        "text"
      ]
    },
    "MenuOption": {
      "type": "object",
      "properties": {
        "next": {
          "description": "The step that comes when this is chosen.",
          "type": "string"
        },
        "label": {
          "$ref": "#/definitions/Text",
          "description": "What the customer sees: on a button, or in a numbered list."
        },
        "value": {
          "description": "What is kept of it. Left out: the label.",
          "type": [
            "string",
            "number",
            "boolean"
          ]
        }
      },
      "additionalProperties": false,
      "required": [
        "label",
        "next"
      ]
    },
    "ChooseStep": {
      "description": "Goes on by conditions, without a word to the customer.",
      "type": "object",
      "properties": {
        "choose": {
          "description": "The first whose condition holds.",
          "type": "array",
          "items": {
            "$ref": "#/definitions/Choice"
          }
        },
        "otherwise": {
          "description": "The step that comes when none holds.",
          "type": "string"
        },
        "description": {
          "description": "What the step is for.",
          "type": "string"
        },
        "atMost": {
          "description": "How often the step may be entered in one run; after that `else` comes instead.",
          "minimum": 1,
          "maximum": 1000,
          "type": "integer"
        },
        "else": {
          "description": "The step that comes instead when `atMost` is used up. Left out: the chat is handed over to agents.",
          "type": "string"
        }
      },
      "additionalProperties": false,
      "required": [
        "choose",
        "otherwise"
      ]
    },
    "Choice": {
      "type": "object",
      "properties": {
        "when": {
          "$ref": "#/definitions/TopLevelCondition",
          "description": "The condition, as in rules; the fact `workflow` has the answers given so far."
        },
        "next": {
          "description": "The step that comes when it holds.",
          "type": "string"
        }
      },
      "additionalProperties": false,
      "required": [
        "next",
        "when"
      ]
    },
    "WaitStep": {
      "description": "Waits for time to pass.",
      "type": "object",
      "properties": {
        "wait": {
          "$ref": "#/definitions/Waiting",
          "description": "How long or until when."
        },
        "next": {
          "description": "The step that comes then.",
          "type": "string"
        },
        "interruptedBy": {
          "description": "What ends the waiting. Default: an agent's message and a finish that somebody decided. A merge always does.",
          "type": "array",
          "items": {
            "$ref": "#/definitions/Interruption"
          }
        },
        "interrupted": {
          "description": "The step that comes then. Left out: the workflow ends and the chat is the agents', after `customer` the step `next` comes.",
          "type": "string"
        },
        "description": {
          "description": "What the step is for.",
          "type": "string"
        },
        "atMost": {
          "description": "How often the step may be entered in one run; after that `else` comes instead.",
          "minimum": 1,
          "maximum": 1000,
          "type": "integer"
        },
        "else": {
          "description": "The step that comes instead when `atMost` is used up. Left out: the chat is handed over to agents.",
          "type": "string"
        }
      },
      "additionalProperties": false,
      "required": [
        "next",
        "wait"
      ]
    },
    "Waiting": {
      "if": {
        "required": [
          "for"
        ]
      },
      "then": {
        "$ref": "#/definitions/WaitDuration"
      },
      "else": {
        "if": {
          "required": [
            "until"
          ]
        },
        "then": {
          "$ref": "#/definitions/WaitUntil"
        },
        "else": {
          "$ref": "#/definitions/WaitUntilOpen"
        }
      }
    },
    "WaitDuration": {
      "type": "object",
      "properties": {
        "for": {
          "description": "How long, an ISO 8601 duration such as `P1D`.",
          "type": "string"
        },
        "businessHours": {
          "description": "Count only the open hours of this schedule.",
          "type": "string"
        }
      },
      "additionalProperties": false,
      "required": [
        "for"
      ]
    },
    "WaitUntil": {
      "type": "object",
      "properties": {
        "until": {
          "description": "ISO 8601 moment or day, a template such as `{{ chat.fields.appointment }}`. One that has gone by isn't waited for.",
          "type": "string"
        },
        "minus": {
          "description": "So much earlier, an ISO 8601 duration.",
          "type": "string"
        },
        "zone": {
          "description": "The IANA zone of a day or time without an offset. Default: UTC.",
          "type": "string"
        },
        "unknown": {
          "description": "The step that comes when it is no moment. Left out: the chat is handed over to agents.",
          "type": "string"
        }
      },
      "additionalProperties": false,
      "required": [
        "until"
      ]
    },
    "WaitUntilOpen": {
      "type": "object",
      "properties": {
        "untilOpen": {
          "description": "The schedule; while it is open nothing is waited for.",
          "type": "string"
        }
      },
      "additionalProperties": false,
      "required": [
        "untilOpen"
      ]
    },
    "DoStep": {
      "description": "Does what rules do.",
      "type": "object",
      "properties": {
        "do": {
          "description": "The actions, in order.",
          "type": "array",
          "items": {
            "$ref": "#/definitions/RuleAction"
          }
        },
        "next": {
          "description": "The step that comes next.",
          "type": "string"
        },
        "description": {
          "description": "What the step is for.",
          "type": "string"
        },
        "atMost": {
          "description": "How often the step may be entered in one run; after that `else` comes instead.",
          "minimum": 1,
          "maximum": 1000,
          "type": "integer"
        },
        "else": {
          "description": "The step that comes instead when `atMost` is used up. Left out: the chat is handed over to agents.",
          "type": "string"
        }
      },
      "additionalProperties": false,
      "required": [
        "do",
        "next"
      ]
    },
    "CallStep": {
      "description": "Calls a function that the embedder registered and waits for what it returns.",
      "type": "object",
      "properties": {
        "call": {
          "$ref": "#/definitions/CalledFunction",
          "description": "The function."
        },
        "next": {
          "description": "The step that comes next.",
          "type": "string"
        },
        "retry": {
          "$ref": "#/definitions/Retry",
          "description": "Tried again when it fails. Left out: not at all."
        },
        "catch": {
          "description": "The step that comes when it failed for good. Left out: the chat is handed over to agents.",
          "type": "string"
        },
        "timeout": {
          "$ref": "#/definitions/StepTimeout",
          "description": "What comes when there is no outcome."
        },
        "interruptedBy": {
          "description": "What ends the waiting. Default: an agent's message and a finish that somebody decided. A merge always does.",
          "type": "array",
          "items": {
            "$ref": "#/definitions/Interruption"
          }
        },
        "interrupted": {
          "description": "The step that comes then. Left out: the workflow ends and the chat is the agents', after `customer` the step `next` comes.",
          "type": "string"
        },
        "description": {
          "description": "What the step is for.",
          "type": "string"
        },
        "atMost": {
          "description": "How often the step may be entered in one run; after that `else` comes instead.",
          "minimum": 1,
          "maximum": 1000,
          "type": "integer"
        },
        "else": {
          "description": "The step that comes instead when `atMost` is used up. Left out: the chat is handed over to agents.",
          "type": "string"
        }
      },
      "additionalProperties": false,
      "required": [
        "call",
        "next"
      ]
    },
    "CalledFunction": {
      "type": "object",
      "properties": {
        "name": {
          "description": "Its name.",
          "type": "string"
        },
        "args": {
          "description": "Its arguments; texts inside are templates."
        },
        "into": {
          "description": "Where what it returns is kept, as with `ask`.",
          "type": "string"
        }
      },
      "additionalProperties": false,
      "required": [
        "name"
      ]
    },
    "Retry": {
      "type": "object",
      "properties": {
        "times": {
          "description": "How often.",
          "minimum": 1,
          "maximum": 20,
          "type": "integer"
        },
        "backoff": {
          "description": "How long before the first one, an ISO 8601 duration; each pause is twice the one before. Default `PT10S`.",
          "type": "string"
        }
      },
      "additionalProperties": false,
      "required": [
        "times"
      ]
    },
    "RunStep": {
      "description": "Runs another workflow and goes on when that has ended.",
      "type": "object",
      "properties": {
        "run": {
          "description": "Its id.",
          "type": "string"
        },
        "next": {
          "description": "The step that comes next.",
          "type": "string"
        },
        "description": {
          "description": "What the step is for.",
          "type": "string"
        },
        "atMost": {
          "description": "How often the step may be entered in one run; after that `else` comes instead.",
          "minimum": 1,
          "maximum": 1000,
          "type": "integer"
        },
        "else": {
          "description": "The step that comes instead when `atMost` is used up. Left out: the chat is handed over to agents.",
          "type": "string"
        }
      },
      "additionalProperties": false,
      "required": [
        "next",
        "run"
      ]
    },
    "HandoffStep": {
      "description": "Ends the workflow and leaves the chat to agents.",
      "type": "object",
      "properties": {
        "description": {
          "description": "What the step is for.",
          "type": "string"
        },
        "handoff": {
          "$ref": "#/definitions/Handoff",
          "description": "For whom, and what they should know."
        }
      },
      "additionalProperties": false,
      "required": [
        "handoff"
      ]
    },
    "Handoff": {
      "type": "object",
      "properties": {
        "note": {
          "$ref": "#/definitions/Text",
          "description": "A note that only agents see."
        },
        "group": {
          "description": "Who gets the chat: a group.",
          "type": "string"
        },
        "agent": {
          "description": "Who gets the chat: an agent.",
          "type": "string"
        }
      },
      "additionalProperties": false
    },
    "EndStep": {
      "description": "Ends the workflow.",
      "type": "object",
      "properties": {
        "description": {
          "description": "What the step is for.",
          "type": "string"
        },
        "end": {
          "$ref": "#/definitions/NoContent",
          "description": "Nothing is said about it."
        }
      },
      "additionalProperties": false,
      "required": [
        "end"
      ]
    },
    "NoContent": {
      "type": "object",
      "properties": {
        "description": {
          "description": "For remarks.",
          "type": "string"
        }
      },
      "additionalProperties": false
    },
    "MigratedSteps": {
      "type": "object",
      "additionalProperties": {
        "type": "string"
      }
    }
  }
}
