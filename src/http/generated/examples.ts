// Written by scripts/schemas.mjs: what the calls of scripts/http-story.mjs were answered.

/** By operation: the body of its first call, and the first answer of each status. */
export const EXAMPLES: {
  readonly [operation: string]:
    | { readonly body?: unknown; readonly answers: { readonly [status: string]: unknown } }
    | undefined
} = {
  "receiveMessage": {
    "body": {
      "channel": "tg-support",
      "customer": {
        "id": "42",
        "name": "Anna",
        "language": "en"
      },
      "id": "tg:1001",
      "text": "Hello! My parcel has not come. Order 5071.",
      "sentAt": "2026-03-02T08:59:58Z"
    },
    "answers": {
      "200": {
        "chat": {
          "number": 1,
          "state": "active",
          "status": null,
          "channel": "tg-support",
          "customer": "42",
          "subject": "Hello! My parcel has not come. Order 5071.",
          "subjectIsDefault": true,
          "isFirstOnChannel": true,
          "activation": 1,
          "startedAt": "2026-03-02T09:00:00.000Z",
          "startedBy": "customer",
          "reopenedAt": null,
          "finishedAt": null,
          "finishedBy": null,
          "autoFinishAt": "2026-03-02T09:10:00.000Z",
          "newSince": null,
          "previous": null,
          "next": null,
          "splitFrom": null,
          "mergedInto": null,
          "assignee": null,
          "priority": "normal",
          "tags": [],
          "fields": {},
          "counts": {
            "customer": 1,
            "agent": 0,
            "automation": 1,
            "notes": 0
          },
          "waitingSince": "2026-03-02T09:00:00.000Z",
          "workflow": null,
          "actions": [
            "reply",
            "note",
            "finish",
            "postpone",
            "set-subject",
            "assign",
            "tag"
          ],
          "version": 1
        },
        "outcome": "duplicate",
        "events": [],
        "effects": [],
        "warnings": []
      },
      "201": {
        "chat": {
          "number": 1,
          "state": "active",
          "status": null,
          "channel": "tg-support",
          "customer": "42",
          "subject": "Hello! My parcel has not come. Order 5071.",
          "subjectIsDefault": true,
          "isFirstOnChannel": true,
          "activation": 1,
          "startedAt": "2026-03-02T09:00:00.000Z",
          "startedBy": "customer",
          "reopenedAt": null,
          "finishedAt": null,
          "finishedBy": null,
          "autoFinishAt": "2026-03-02T09:10:00.000Z",
          "newSince": null,
          "previous": null,
          "next": null,
          "splitFrom": null,
          "mergedInto": null,
          "assignee": null,
          "priority": "normal",
          "tags": [],
          "fields": {},
          "counts": {
            "customer": 1,
            "agent": 0,
            "automation": 1,
            "notes": 0
          },
          "waitingSince": "2026-03-02T09:00:00.000Z",
          "workflow": null,
          "actions": [
            "reply",
            "note",
            "finish",
            "postpone",
            "set-subject",
            "assign",
            "tag"
          ],
          "version": 1
        },
        "outcome": "started",
        "events": [
          {
            "type": "chat.started",
            "chat": 1,
            "at": "2026-03-02T09:00:00.000Z",
            "by": "customer"
          },
          {
            "type": "message.received",
            "chat": 1,
            "at": "2026-03-02T09:00:00.000Z",
            "message": "tg:1001"
          },
          {
            "type": "message.automated",
            "chat": 1,
            "at": "2026-03-02T09:00:00.000Z",
            "message": "in:tg-support:tg:1001:greeting:d36be4517b39c43c:0",
            "rule": "greeting"
          }
        ],
        "effects": [
          {
            "type": "send-message",
            "id": "in:tg-support:tg:1001:greeting:d36be4517b39c43c:0",
            "chat": 1,
            "at": "2026-03-02T09:00:00.000Z",
            "rule": "greeting",
            "channel": "tg-support",
            "customer": "42",
            "message": "in:tg-support:tg:1001:greeting:d36be4517b39c43c:0",
            "text": "Hello, Anna! We will answer soon.",
            "attachments": []
          }
        ],
        "warnings": []
      }
    }
  },
  "listChats": {
    "answers": {
      "200": {
        "items": [
          {
            "number": 1,
            "state": "active",
            "status": null,
            "channel": "tg-support",
            "customer": "42",
            "subject": "Hello! My parcel has not come. Order 5071.",
            "subjectIsDefault": true,
            "isFirstOnChannel": true,
            "activation": 1,
            "startedAt": "2026-03-02T09:00:00.000Z",
            "startedBy": "customer",
            "reopenedAt": null,
            "finishedAt": null,
            "finishedBy": null,
            "autoFinishAt": "2026-03-02T09:10:00.000Z",
            "newSince": null,
            "previous": null,
            "next": null,
            "splitFrom": null,
            "mergedInto": null,
            "assignee": null,
            "priority": "normal",
            "tags": [],
            "fields": {},
            "counts": {
              "customer": 1,
              "agent": 0,
              "automation": 1,
              "notes": 0
            },
            "waitingSince": "2026-03-02T09:00:00.000Z",
            "workflow": null,
            "actions": [
              "reply",
              "note",
              "finish",
              "postpone",
              "set-subject",
              "assign",
              "tag"
            ],
            "version": 1
          }
        ],
        "next": null
      }
    }
  },
  "getChat": {
    "answers": {
      "200": {
        "number": 1,
        "state": "active",
        "status": null,
        "channel": "tg-support",
        "customer": "42",
        "subject": "Hello! My parcel has not come. Order 5071.",
        "subjectIsDefault": true,
        "isFirstOnChannel": true,
        "activation": 1,
        "startedAt": "2026-03-02T09:00:00.000Z",
        "startedBy": "customer",
        "reopenedAt": null,
        "finishedAt": null,
        "finishedBy": null,
        "autoFinishAt": "2026-03-02T09:10:00.000Z",
        "newSince": null,
        "previous": null,
        "next": null,
        "splitFrom": null,
        "mergedInto": null,
        "assignee": null,
        "priority": "normal",
        "tags": [],
        "fields": {},
        "counts": {
          "customer": 1,
          "agent": 0,
          "automation": 1,
          "notes": 0
        },
        "waitingSince": "2026-03-02T09:00:00.000Z",
        "workflow": null,
        "actions": [
          "reply",
          "note",
          "finish",
          "postpone",
          "set-subject",
          "assign",
          "tag"
        ],
        "version": 1
      }
    }
  },
  "explainMessage": {
    "answers": {
      "200": {
        "message": {
          "id": "tg:1001",
          "author": "customer",
          "kind": "message",
          "text": "Hello! My parcel has not come. Order 5071.",
          "attachments": [],
          "at": "2026-03-02T09:00:00.000Z",
          "sentAt": "2026-03-02T08:59:58.000Z",
          "seq": 1,
          "chat": 1
        },
        "outcome": "started",
        "ruleSetVersion": "d36be4517b39c43c",
        "trace": {
          "command": {
            "id": "in:tg-support:tg:1001",
            "type": "customer.message",
            "at": "2026-03-02T09:00:00.000Z"
          },
          "ruleSet": {
            "name": "Greeting",
            "version": "d36be4517b39c43c"
          },
          "outcome": "started",
          "counts": {
            "matched": 1,
            "failed": 1
          },
          "before": null,
          "after": {
            "number": 1,
            "state": "active",
            "status": null,
            "channel": "tg-support",
            "customer": "42",
            "subject": "Hello! My parcel has not come. Order 5071.",
            "subjectIsDefault": true,
            "isFirstOnChannel": true,
            "activation": 1,
            "startedAt": "2026-03-02T09:00:00.000Z",
            "startedBy": "customer",
            "reopenedAt": null,
            "finishedAt": null,
            "finishedBy": null,
            "autoFinishAt": "2026-03-02T09:10:00.000Z",
            "newSince": null,
            "previous": null,
            "next": null,
            "splitFrom": null,
            "mergedInto": null,
            "assignee": null,
            "priority": "normal",
            "tags": [],
            "fields": {},
            "counts": {
              "customer": 1,
              "agent": 0,
              "automation": 1,
              "notes": 0
            },
            "waitingSince": "2026-03-02T09:00:00.000Z",
            "workflow": null,
            "actions": [
              "reply",
              "note",
              "finish",
              "postpone",
              "set-subject",
              "assign",
              "tag"
            ],
            "version": 1
          },
          "transition": {
            "from": null,
            "to": "active"
          },
          "passes": [
            {
              "trigger": "chat.started",
              "chat": 1,
              "isCascade": false,
              "counts": {
                "matched": 1,
                "failed": 1
              },
              "verdicts": [
                {
                  "kind": "matched",
                  "rule": "greeting",
                  "actions": [
                    {
                      "index": 0,
                      "do": "send-message",
                      "outcome": {
                        "kind": "done",
                        "effect": "in:tg-support:tg:1001:greeting:d36be4517b39c43c:0",
                        "message": "in:tg-support:tg:1001:greeting:d36be4517b39c43c:0"
                      }
                    }
                  ]
                },
                {
                  "kind": "failed",
                  "rule": "urgent",
                  "finding": {
                    "fact": "message",
                    "path": "$.text",
                    "operator": "containsAnyText",
                    "expected": [
                      "urgent",
                      "at once"
                    ],
                    "actual": "Hello! My parcel has not come. Order 5071.",
                    "pointer": "/all/0"
                  }
                }
              ],
              "facts": {
                "event": {
                  "by": "customer",
                  "type": "chat.started",
                  "chat": 1,
                  "at": "2026-03-02T09:00:00.000Z"
                },
                "message": {
                  "id": "tg:1001",
                  "text": "Hello! My parcel has not come. Order 5071.",
                  "author": "customer",
                  "kind": "message",
                  "agent": null,
                  "attachments": [],
                  "at": "2026-03-02T09:00:00.000Z",
                  "late": false,
                  "automated": false,
                  "language": "en"
                },
                "chat": {
                  "number": 1,
                  "state": "active",
                  "status": null,
                  "channel": "tg-support",
                  "customer": "42",
                  "subject": "Hello! My parcel has not come. Order 5071.",
                  "subjectIsDefault": true,
                  "isFirstOnChannel": true,
                  "activation": 1,
                  "startedAt": "2026-03-02T09:00:00.000Z",
                  "startedBy": "customer",
                  "reopenedAt": null,
                  "finishedAt": null,
                  "finishedBy": null,
                  "autoFinishAt": "2026-03-02T09:10:00.000Z",
                  "newSince": null,
                  "previous": null,
                  "next": null,
                  "splitFrom": null,
                  "mergedInto": null,
                  "assignee": null,
                  "priority": "normal",
                  "tags": [],
                  "fields": {},
                  "counts": {
                    "customer": 1,
                    "agent": 0,
                    "automation": 0,
                    "notes": 0
                  },
                  "waitingSince": "2026-03-02T09:00:00.000Z",
                  "workflow": null,
                  "actions": [
                    "reply",
                    "note",
                    "finish",
                    "postpone",
                    "set-subject",
                    "assign",
                    "tag"
                  ],
                  "version": 0
                },
                "before": null,
                "customer": {
                  "channel": "tg-support",
                  "id": "42",
                  "name": "Anna",
                  "email": null,
                  "phone": null,
                  "language": "en",
                  "tags": [],
                  "fields": {},
                  "firstSeenAt": "2026-03-02T09:00:00.000Z",
                  "chatsOnChannel": 1
                },
                "channel": {
                  "id": "tg-support",
                  "kind": "telegram",
                  "name": "Telegram"
                },
                "agents": {
                  "online": 0,
                  "statuses": {}
                },
                "now": "2026-03-02T09:00:00.000Z"
              }
            },
            {
              "trigger": "message.received",
              "chat": 1,
              "isCascade": false,
              "counts": {},
              "verdicts": []
            }
          ]
        },
        "asked": {
          "version": {
            "hash": "d36be4517b39c43c",
            "number": null
          },
          "rule": [
            {
              "trigger": "chat.started",
              "chat": 1,
              "isCascade": false,
              "listens": true,
              "recorded": {
                "kind": "failed",
                "rule": "urgent",
                "finding": {
                  "fact": "message",
                  "path": "$.text",
                  "operator": "containsAnyText",
                  "expected": [
                    "urgent",
                    "at once"
                  ],
                  "actual": "Hello! My parcel has not come. Order 5071.",
                  "pointer": "/all/0"
                }
              },
              "explained": {
                "rule": "urgent",
                "version": "d36be4517b39c43c",
                "verdict": "failed",
                "isEnabled": true,
                "isForChannel": true,
                "ownFacts": [],
                "tree": {
                  "kind": "all",
                  "pointer": "",
                  "holds": false,
                  "lookedAt": true,
                  "parts": [
                    {
                      "kind": "fact",
                      "pointer": "/all/0",
                      "holds": false,
                      "lookedAt": true,
                      "fact": "message",
                      "path": "$.text",
                      "operator": "containsAnyText",
                      "expected": [
                        "urgent",
                        "at once"
                      ],
                      "actual": "Hello! My parcel has not come. Order 5071."
                    }
                  ]
                },
                "comparisons": 1,
                "held": 0,
                "missing": 1
              },
              "flip": {
                "from": "failed",
                "to": "matched",
                "changes": [
                  {
                    "fact": "message",
                    "path": "$.text",
                    "from": "Hello! My parcel has not come. Order 5071.",
                    "to": "Hello! My parcel has not come. Order 5071. urgent",
                    "turns": [
                      {
                        "pointer": "/all/0"
                      }
                    ]
                  }
                ]
              }
            },
            {
              "trigger": "message.received",
              "chat": 1,
              "isCascade": false,
              "listens": false,
              "recorded": null,
              "explained": null,
              "flip": null
            }
          ],
          "almost": [
            {
              "trigger": "chat.started",
              "chat": 1,
              "rules": [
                {
                  "rule": "urgent",
                  "missing": 1,
                  "comparisons": 1,
                  "held": 0
                }
              ]
            },
            {
              "trigger": "message.received",
              "chat": 1,
              "rules": []
            }
          ]
        }
      }
    }
  },
  "replyToChat": {
    "body": {
      "agent": "olga",
      "text": "Good day! I am looking.",
      "id": "out:1"
    },
    "answers": {
      "201": {
        "chat": {
          "number": 1,
          "state": "active",
          "status": null,
          "channel": "tg-support",
          "customer": "42",
          "subject": "Hello! My parcel has not come. Order 5071.",
          "subjectIsDefault": true,
          "isFirstOnChannel": true,
          "activation": 1,
          "startedAt": "2026-03-02T09:00:00.000Z",
          "startedBy": "customer",
          "reopenedAt": null,
          "finishedAt": null,
          "finishedBy": null,
          "autoFinishAt": "2026-03-02T09:11:00.000Z",
          "newSince": null,
          "previous": null,
          "next": null,
          "splitFrom": null,
          "mergedInto": null,
          "assignee": null,
          "priority": "normal",
          "tags": [],
          "fields": {},
          "counts": {
            "customer": 1,
            "agent": 1,
            "automation": 1,
            "notes": 0
          },
          "waitingSince": null,
          "workflow": null,
          "actions": [
            "reply",
            "note",
            "finish",
            "postpone",
            "set-subject",
            "assign",
            "tag"
          ],
          "version": 2
        },
        "outcome": "appended",
        "events": [
          {
            "type": "message.sent",
            "chat": 1,
            "at": "2026-03-02T09:01:00.000Z",
            "message": "out:1",
            "agent": "olga"
          }
        ],
        "effects": [
          {
            "type": "send-message",
            "id": "http:4bd6fc65df807d0e07b6e580615a019bce738078abbe4ed81e001834c0be6343/send",
            "chat": 1,
            "at": "2026-03-02T09:01:00.000Z",
            "channel": "tg-support",
            "customer": "42",
            "message": "out:1",
            "text": "Good day! I am looking.",
            "attachments": [],
            "agent": "olga"
          }
        ],
        "warnings": []
      }
    }
  },
  "reportDelivery": {
    "body": {
      "delivery": "sent",
      "channel": "tg-support"
    },
    "answers": {
      "200": {
        "chat": {
          "number": 1,
          "state": "active",
          "status": null,
          "channel": "tg-support",
          "customer": "42",
          "subject": "Hello! My parcel has not come. Order 5071.",
          "subjectIsDefault": true,
          "isFirstOnChannel": true,
          "activation": 1,
          "startedAt": "2026-03-02T09:00:00.000Z",
          "startedBy": "customer",
          "reopenedAt": null,
          "finishedAt": null,
          "finishedBy": null,
          "autoFinishAt": "2026-03-02T09:11:00.000Z",
          "newSince": null,
          "previous": null,
          "next": null,
          "splitFrom": null,
          "mergedInto": null,
          "assignee": null,
          "priority": "normal",
          "tags": [],
          "fields": {},
          "counts": {
            "customer": 1,
            "agent": 1,
            "automation": 1,
            "notes": 0
          },
          "waitingSince": null,
          "workflow": null,
          "actions": [
            "reply",
            "note",
            "finish",
            "postpone",
            "set-subject",
            "assign",
            "tag"
          ],
          "version": 2
        },
        "outcome": "delivered",
        "events": [
          {
            "type": "message.delivery",
            "chat": 1,
            "at": "2026-03-02T09:01:00.000Z",
            "message": "out:1",
            "delivery": "sent"
          }
        ],
        "effects": [],
        "warnings": []
      }
    }
  },
  "addNote": {
    "body": {
      "agent": "olga",
      "text": "The courier has it since Friday."
    },
    "answers": {
      "201": {
        "chat": {
          "number": 1,
          "state": "active",
          "status": null,
          "channel": "tg-support",
          "customer": "42",
          "subject": "Hello! My parcel has not come. Order 5071.",
          "subjectIsDefault": true,
          "isFirstOnChannel": true,
          "activation": 1,
          "startedAt": "2026-03-02T09:00:00.000Z",
          "startedBy": "customer",
          "reopenedAt": null,
          "finishedAt": null,
          "finishedBy": null,
          "autoFinishAt": "2026-03-02T09:11:00.000Z",
          "newSince": null,
          "previous": null,
          "next": null,
          "splitFrom": null,
          "mergedInto": null,
          "assignee": null,
          "priority": "normal",
          "tags": [],
          "fields": {},
          "counts": {
            "customer": 1,
            "agent": 1,
            "automation": 1,
            "notes": 1
          },
          "waitingSince": null,
          "workflow": null,
          "actions": [
            "reply",
            "note",
            "finish",
            "postpone",
            "set-subject",
            "assign",
            "tag"
          ],
          "version": 3
        },
        "outcome": "noted",
        "events": [
          {
            "type": "note.added",
            "chat": 1,
            "at": "2026-03-02T09:01:00.000Z",
            "message": "c4/4",
            "agent": "olga"
          }
        ],
        "effects": [],
        "warnings": []
      }
    }
  },
  "updateChat": {
    "body": {
      "agent": "olga",
      "subject": "Order 5071",
      "priority": "high",
      "tags": [
        "delivery"
      ],
      "assignee": {
        "agent": "olga"
      }
    },
    "answers": {
      "200": {
        "chat": {
          "number": 1,
          "state": "active",
          "status": null,
          "channel": "tg-support",
          "customer": "42",
          "subject": "Order 5071",
          "subjectIsDefault": false,
          "isFirstOnChannel": true,
          "activation": 1,
          "startedAt": "2026-03-02T09:00:00.000Z",
          "startedBy": "customer",
          "reopenedAt": null,
          "finishedAt": null,
          "finishedBy": null,
          "autoFinishAt": "2026-03-02T09:11:00.000Z",
          "newSince": null,
          "previous": null,
          "next": null,
          "splitFrom": null,
          "mergedInto": null,
          "assignee": {
            "agent": "olga"
          },
          "priority": "high",
          "tags": [
            "delivery"
          ],
          "fields": {},
          "counts": {
            "customer": 1,
            "agent": 1,
            "automation": 1,
            "notes": 1
          },
          "waitingSince": null,
          "workflow": null,
          "actions": [
            "reply",
            "note",
            "finish",
            "postpone",
            "set-subject",
            "assign",
            "tag"
          ],
          "version": 4
        },
        "outcome": "updated",
        "events": [
          {
            "type": "chat.updated",
            "chat": 1,
            "at": "2026-03-02T09:01:00.000Z",
            "by": "agent",
            "agent": "olga",
            "changes": {
              "subject": {
                "from": null,
                "to": "Order 5071"
              },
              "tags": {
                "from": [],
                "to": [
                  "delivery"
                ]
              },
              "priority": {
                "from": "normal",
                "to": "high"
              },
              "assignee": {
                "from": null,
                "to": {
                  "agent": "olga"
                }
              }
            }
          }
        ],
        "effects": [],
        "warnings": []
      }
    }
  },
  "postponeFinish": {
    "body": {
      "agent": "olga"
    },
    "answers": {
      "200": {
        "chat": {
          "number": 1,
          "state": "active",
          "status": null,
          "channel": "tg-support",
          "customer": "42",
          "subject": "Order 5071",
          "subjectIsDefault": false,
          "isFirstOnChannel": true,
          "activation": 1,
          "startedAt": "2026-03-02T09:00:00.000Z",
          "startedBy": "customer",
          "reopenedAt": null,
          "finishedAt": null,
          "finishedBy": null,
          "autoFinishAt": "2026-03-02T09:16:00.000Z",
          "newSince": null,
          "previous": null,
          "next": null,
          "splitFrom": null,
          "mergedInto": null,
          "assignee": {
            "agent": "olga"
          },
          "priority": "high",
          "tags": [
            "delivery"
          ],
          "fields": {},
          "counts": {
            "customer": 1,
            "agent": 1,
            "automation": 1,
            "notes": 1
          },
          "waitingSince": null,
          "workflow": null,
          "actions": [
            "reply",
            "note",
            "finish",
            "postpone",
            "set-subject",
            "assign",
            "tag"
          ],
          "version": 5
        },
        "outcome": "postponed",
        "events": [
          {
            "type": "chat.postponed",
            "chat": 1,
            "at": "2026-03-02T09:01:00.000Z",
            "due": "2026-03-02T09:16:00.000Z"
          }
        ],
        "effects": [],
        "warnings": []
      }
    }
  },
  "editMessage": {
    "body": {
      "text": "Hello! My parcel has not come. Order 5072.",
      "channel": "tg-support"
    },
    "answers": {
      "200": {
        "chat": {
          "number": 1,
          "state": "active",
          "status": null,
          "channel": "tg-support",
          "customer": "42",
          "subject": "Order 5071",
          "subjectIsDefault": false,
          "isFirstOnChannel": true,
          "activation": 1,
          "startedAt": "2026-03-02T09:00:00.000Z",
          "startedBy": "customer",
          "reopenedAt": null,
          "finishedAt": null,
          "finishedBy": null,
          "autoFinishAt": "2026-03-02T09:16:00.000Z",
          "newSince": null,
          "previous": null,
          "next": null,
          "splitFrom": null,
          "mergedInto": null,
          "assignee": {
            "agent": "olga"
          },
          "priority": "high",
          "tags": [
            "delivery"
          ],
          "fields": {},
          "counts": {
            "customer": 1,
            "agent": 1,
            "automation": 1,
            "notes": 1
          },
          "waitingSince": null,
          "workflow": null,
          "actions": [
            "reply",
            "note",
            "finish",
            "postpone",
            "set-subject",
            "assign",
            "tag"
          ],
          "version": 6
        },
        "outcome": "edited",
        "events": [
          {
            "type": "message.edited",
            "chat": 1,
            "at": "2026-03-02T09:01:00.000Z",
            "message": "tg:1001"
          }
        ],
        "effects": [],
        "warnings": []
      }
    }
  },
  "finishChat": {
    "body": {
      "agent": "olga",
      "status": "pending"
    },
    "answers": {
      "200": {
        "chat": {
          "number": 1,
          "state": "finished-pending",
          "status": "pending",
          "channel": "tg-support",
          "customer": "42",
          "subject": "Order 5071",
          "subjectIsDefault": false,
          "isFirstOnChannel": true,
          "activation": 1,
          "startedAt": "2026-03-02T09:00:00.000Z",
          "startedBy": "customer",
          "reopenedAt": null,
          "finishedAt": "2026-03-02T09:01:00.000Z",
          "finishedBy": "agent",
          "autoFinishAt": null,
          "newSince": null,
          "previous": null,
          "next": null,
          "splitFrom": null,
          "mergedInto": null,
          "assignee": {
            "agent": "olga"
          },
          "priority": "high",
          "tags": [
            "delivery"
          ],
          "fields": {},
          "counts": {
            "customer": 1,
            "agent": 1,
            "automation": 1,
            "notes": 1
          },
          "waitingSince": null,
          "workflow": null,
          "actions": [
            "reply",
            "note",
            "set-status",
            "set-subject",
            "assign",
            "tag"
          ],
          "version": 7
        },
        "outcome": "finished",
        "events": [
          {
            "type": "chat.finished",
            "chat": 1,
            "at": "2026-03-02T09:01:00.000Z",
            "by": "agent",
            "status": "pending",
            "agent": "olga"
          }
        ],
        "effects": [],
        "warnings": []
      }
    }
  },
  "splitChat": {
    "body": {
      "agent": "olga"
    },
    "answers": {
      "201": {
        "chat": {
          "number": 2,
          "state": "active",
          "status": null,
          "channel": "tg-support",
          "customer": "42",
          "subject": "Another thing: how do I change my address?",
          "subjectIsDefault": true,
          "isFirstOnChannel": false,
          "activation": 1,
          "startedAt": "2026-03-03T09:01:00.000Z",
          "startedBy": "split",
          "reopenedAt": null,
          "finishedAt": null,
          "finishedBy": null,
          "autoFinishAt": "2026-03-03T09:11:00.000Z",
          "newSince": null,
          "previous": 1,
          "next": null,
          "splitFrom": 1,
          "mergedInto": null,
          "assignee": {
            "agent": "olga"
          },
          "priority": "normal",
          "tags": [],
          "fields": {},
          "counts": {
            "customer": 1,
            "agent": 0,
            "automation": 0,
            "notes": 0
          },
          "waitingSince": "2026-03-03T09:01:00.000Z",
          "workflow": null,
          "actions": [
            "reply",
            "note",
            "finish",
            "postpone",
            "show-previous",
            "merge",
            "set-subject",
            "assign",
            "tag",
            "go-previous"
          ],
          "version": 9
        },
        "outcome": "split",
        "events": [
          {
            "type": "chat.split-off",
            "chat": 2,
            "at": "2026-03-03T09:01:00.000Z",
            "from": 1,
            "agent": "olga"
          }
        ],
        "effects": [],
        "warnings": []
      }
    }
  },
  "listMessages": {
    "answers": {
      "200": {
        "items": [
          {
            "id": "tg:1001",
            "author": "customer",
            "kind": "message",
            "text": "Hello! My parcel has not come. Order 5072.",
            "attachments": [],
            "at": "2026-03-02T09:00:00.000Z",
            "sentAt": "2026-03-02T08:59:58.000Z",
            "seq": 1,
            "edited": true,
            "history": [
              {
                "text": "Hello! My parcel has not come. Order 5071.",
                "until": "2026-03-02T09:01:00.000Z"
              }
            ],
            "chat": 1,
            "previous": true
          },
          {
            "id": "in:tg-support:tg:1001:greeting:d36be4517b39c43c:0",
            "author": "automation",
            "rule": "greeting",
            "kind": "message",
            "text": "Hello, Anna! We will answer soon.",
            "attachments": [],
            "at": "2026-03-02T09:00:00.000Z",
            "delivery": "pending",
            "seq": 2,
            "chat": 1,
            "previous": true
          }
        ],
        "next": null
      }
    }
  },
  "mergeChat": {
    "body": {
      "agent": "olga"
    },
    "answers": {
      "200": {
        "chat": {
          "number": 1,
          "state": "awaiting-split",
          "status": null,
          "channel": "tg-support",
          "customer": "42",
          "subject": "Order 5071",
          "subjectIsDefault": false,
          "isFirstOnChannel": true,
          "activation": 2,
          "startedAt": "2026-03-02T09:00:00.000Z",
          "startedBy": "customer",
          "reopenedAt": "2026-03-03T09:01:00.000Z",
          "finishedAt": null,
          "finishedBy": null,
          "autoFinishAt": "2026-03-03T09:11:00.000Z",
          "newSince": 5,
          "previous": null,
          "next": null,
          "splitFrom": null,
          "mergedInto": null,
          "assignee": {
            "agent": "olga"
          },
          "priority": "high",
          "tags": [
            "delivery"
          ],
          "fields": {},
          "counts": {
            "customer": 2,
            "agent": 1,
            "automation": 1,
            "notes": 1
          },
          "waitingSince": "2026-03-03T09:01:00.000Z",
          "workflow": null,
          "actions": [
            "reply",
            "note",
            "finish",
            "postpone",
            "split",
            "unmerge",
            "set-subject",
            "assign",
            "tag"
          ],
          "version": 10
        },
        "outcome": "merged",
        "events": [
          {
            "type": "chat.merged",
            "chat": 1,
            "at": "2026-03-03T09:01:00.000Z",
            "into": 1,
            "agent": "olga",
            "merged": 2
          }
        ],
        "effects": [],
        "warnings": []
      }
    }
  },
  "unmergeChat": {
    "body": {
      "agent": "olga"
    },
    "answers": {
      "200": {
        "chat": {
          "number": 2,
          "state": "active",
          "status": null,
          "channel": "tg-support",
          "customer": "42",
          "subject": "Another thing: how do I change my address?",
          "subjectIsDefault": true,
          "isFirstOnChannel": false,
          "activation": 1,
          "startedAt": "2026-03-03T09:01:00.000Z",
          "startedBy": "split",
          "reopenedAt": null,
          "finishedAt": null,
          "finishedBy": null,
          "autoFinishAt": "2026-03-03T09:11:00.000Z",
          "newSince": null,
          "previous": 1,
          "next": null,
          "splitFrom": 1,
          "mergedInto": null,
          "assignee": {
            "agent": "olga"
          },
          "priority": "normal",
          "tags": [],
          "fields": {},
          "counts": {
            "customer": 1,
            "agent": 0,
            "automation": 0,
            "notes": 0
          },
          "waitingSince": "2026-03-03T09:01:00.000Z",
          "workflow": null,
          "actions": [
            "reply",
            "note",
            "finish",
            "postpone",
            "show-previous",
            "merge",
            "set-subject",
            "assign",
            "tag",
            "go-previous"
          ],
          "version": 11
        },
        "outcome": "unmerged",
        "events": [
          {
            "type": "chat.unmerged",
            "chat": 2,
            "at": "2026-03-03T09:01:00.000Z",
            "out": 1,
            "agent": "olga"
          }
        ],
        "effects": [],
        "warnings": []
      }
    }
  },
  "deleteMessage": {
    "answers": {
      "200": {
        "chat": {
          "number": 3,
          "state": "finished-open",
          "status": "open",
          "channel": "tg-support",
          "customer": "42",
          "subject": null,
          "subjectIsDefault": true,
          "isFirstOnChannel": false,
          "activation": 1,
          "startedAt": "2026-03-03T10:01:00.000Z",
          "startedBy": "customer",
          "reopenedAt": null,
          "finishedAt": "2026-03-03T10:11:00.000Z",
          "finishedBy": "timer",
          "autoFinishAt": null,
          "newSince": null,
          "previous": 2,
          "next": null,
          "splitFrom": null,
          "mergedInto": null,
          "assignee": null,
          "priority": "normal",
          "tags": [],
          "fields": {},
          "counts": {
            "customer": 1,
            "agent": 0,
            "automation": 0,
            "notes": 0
          },
          "waitingSince": "2026-03-03T10:01:00.000Z",
          "workflow": null,
          "actions": [
            "reply",
            "note",
            "show-previous",
            "merge",
            "set-status",
            "set-subject",
            "assign",
            "tag",
            "go-previous"
          ],
          "version": 15
        },
        "outcome": "deleted",
        "events": [
          {
            "type": "message.deleted",
            "chat": 3,
            "at": "2026-03-03T10:11:00.000Z",
            "message": "tg:1003"
          }
        ],
        "effects": [],
        "warnings": []
      }
    }
  },
  "startWorkflow": {
    "body": {
      "workflow": "address",
      "agent": "olga"
    },
    "answers": {
      "201": {
        "chat": {
          "number": 3,
          "state": "finished-open",
          "status": "open",
          "channel": "tg-support",
          "customer": "42",
          "subject": null,
          "subjectIsDefault": true,
          "isFirstOnChannel": false,
          "activation": 1,
          "startedAt": "2026-03-03T10:01:00.000Z",
          "startedBy": "customer",
          "reopenedAt": null,
          "finishedAt": "2026-03-03T10:11:00.000Z",
          "finishedBy": "timer",
          "autoFinishAt": null,
          "newSince": null,
          "previous": 2,
          "next": null,
          "splitFrom": null,
          "mergedInto": null,
          "assignee": null,
          "priority": "normal",
          "tags": [],
          "fields": {},
          "counts": {
            "customer": 1,
            "agent": 0,
            "automation": 1,
            "notes": 0
          },
          "waitingSince": "2026-03-03T10:01:00.000Z",
          "workflow": "address",
          "actions": [
            "reply",
            "note",
            "show-previous",
            "merge",
            "set-status",
            "set-subject",
            "assign",
            "tag",
            "go-previous"
          ],
          "version": 16
        },
        "outcome": "workflow-started",
        "events": [
          {
            "type": "workflow.started",
            "chat": 3,
            "at": "2026-03-03T10:11:00.000Z",
            "workflow": "address",
            "agent": "olga"
          },
          {
            "type": "message.automated",
            "chat": 3,
            "at": "2026-03-03T10:11:00.000Z",
            "message": "c16:workflow:address:077133267b72370a.0:1",
            "rule": "workflow:address"
          },
          {
            "type": "workflow.waiting",
            "workflow": "address",
            "step": "ask",
            "until": "2026-03-03T11:11:00.000Z",
            "chat": 3,
            "at": "2026-03-03T10:11:00.000Z"
          }
        ],
        "effects": [
          {
            "type": "send-message",
            "id": "c16:workflow:address:077133267b72370a.0:1",
            "chat": 3,
            "at": "2026-03-03T10:11:00.000Z",
            "rule": "workflow:address",
            "channel": "tg-support",
            "customer": "42",
            "message": "c16:workflow:address:077133267b72370a.0:1",
            "text": "Your e-mail address?",
            "attachments": []
          }
        ],
        "warnings": []
      }
    }
  },
  "listWorkflows": {
    "answers": {
      "200": {
        "items": [
          {
            "chat": 3,
            "channel": "tg-support",
            "customer": "42",
            "workflow": "address",
            "name": "Ask for an address",
            "version": "26e6542f66328011",
            "startedAt": "2026-03-03T10:11:00.000Z",
            "stack": [
              {
                "workflow": "address",
                "step": "ask"
              }
            ],
            "step": "ask",
            "waitsFor": "answer",
            "until": "2026-03-03T11:11:00.000Z",
            "call": null,
            "resumes": 0
          }
        ],
        "next": null
      }
    }
  },
  "cancelWorkflow": {
    "answers": {
      "200": {
        "chat": {
          "number": 3,
          "state": "finished-open",
          "status": "open",
          "channel": "tg-support",
          "customer": "42",
          "subject": null,
          "subjectIsDefault": true,
          "isFirstOnChannel": false,
          "activation": 1,
          "startedAt": "2026-03-03T10:01:00.000Z",
          "startedBy": "customer",
          "reopenedAt": null,
          "finishedAt": "2026-03-03T10:11:00.000Z",
          "finishedBy": "timer",
          "autoFinishAt": null,
          "newSince": null,
          "previous": 2,
          "next": null,
          "splitFrom": null,
          "mergedInto": null,
          "assignee": null,
          "priority": "normal",
          "tags": [],
          "fields": {},
          "counts": {
            "customer": 1,
            "agent": 0,
            "automation": 1,
            "notes": 0
          },
          "waitingSince": "2026-03-03T10:01:00.000Z",
          "workflow": null,
          "actions": [
            "reply",
            "note",
            "show-previous",
            "merge",
            "set-status",
            "set-subject",
            "assign",
            "tag",
            "go-previous"
          ],
          "version": 17
        },
        "outcome": "workflow-cancelled",
        "events": [
          {
            "type": "workflow.ended",
            "chat": 3,
            "at": "2026-03-03T10:11:00.000Z",
            "workflow": "address",
            "step": "ask",
            "how": "cancelled"
          }
        ],
        "effects": [],
        "warnings": []
      }
    }
  },
  "getJournal": {
    "answers": {
      "200": {
        "items": [
          {
            "place": "1772452800.1",
            "thread": "tg-support:42",
            "channel": "tg-support",
            "command": {
              "id": "in:tg-support:tg:1001",
              "type": "customer.message",
              "at": "2026-03-02T09:00:00.000Z"
            },
            "chat": 1,
            "outcome": "started",
            "ruleSetVersion": "d36be4517b39c43c",
            "events": [
              {
                "type": "chat.started",
                "chat": 1,
                "at": "2026-03-02T09:00:00.000Z",
                "by": "customer"
              },
              {
                "type": "message.received",
                "chat": 1,
                "at": "2026-03-02T09:00:00.000Z",
                "message": "tg:1001"
              },
              {
                "type": "message.automated",
                "chat": 1,
                "at": "2026-03-02T09:00:00.000Z",
                "message": "in:tg-support:tg:1001:greeting:d36be4517b39c43c:0",
                "rule": "greeting"
              }
            ],
            "trace": {
              "command": {
                "id": "in:tg-support:tg:1001",
                "type": "customer.message",
                "at": "2026-03-02T09:00:00.000Z"
              },
              "ruleSet": {
                "name": "Greeting",
                "version": "d36be4517b39c43c"
              },
              "outcome": "started",
              "counts": {
                "matched": 1,
                "failed": 1
              },
              "before": null,
              "after": {
                "number": 1,
                "state": "active",
                "status": null,
                "channel": "tg-support",
                "customer": "42",
                "subject": "Hello! My parcel has not come. Order 5071.",
                "subjectIsDefault": true,
                "isFirstOnChannel": true,
                "activation": 1,
                "startedAt": "2026-03-02T09:00:00.000Z",
                "startedBy": "customer",
                "reopenedAt": null,
                "finishedAt": null,
                "finishedBy": null,
                "autoFinishAt": "2026-03-02T09:10:00.000Z",
                "newSince": null,
                "previous": null,
                "next": null,
                "splitFrom": null,
                "mergedInto": null,
                "assignee": null,
                "priority": "normal",
                "tags": [],
                "fields": {},
                "counts": {
                  "customer": 1,
                  "agent": 0,
                  "automation": 1,
                  "notes": 0
                },
                "waitingSince": "2026-03-02T09:00:00.000Z",
                "workflow": null,
                "actions": [
                  "reply",
                  "note",
                  "finish",
                  "postpone",
                  "set-subject",
                  "assign",
                  "tag"
                ],
                "version": 1
              },
              "transition": {
                "from": null,
                "to": "active"
              },
              "passes": [
                {
                  "trigger": "chat.started",
                  "chat": 1,
                  "isCascade": false,
                  "counts": {
                    "matched": 1,
                    "failed": 1
                  },
                  "verdicts": [
                    {
                      "kind": "matched",
                      "rule": "greeting",
                      "actions": [
                        {
                          "index": 0,
                          "do": "send-message",
                          "outcome": {
                            "kind": "done",
                            "effect": "in:tg-support:tg:1001:greeting:d36be4517b39c43c:0",
                            "message": "in:tg-support:tg:1001:greeting:d36be4517b39c43c:0"
                          }
                        }
                      ]
                    },
                    {
                      "kind": "failed",
                      "rule": "urgent",
                      "finding": {
                        "fact": "message",
                        "path": "$.text",
                        "operator": "containsAnyText",
                        "expected": [
                          "urgent",
                          "at once"
                        ],
                        "actual": "Hello! My parcel has not come. Order 5071.",
                        "pointer": "/all/0"
                      }
                    }
                  ],
                  "facts": {
                    "event": {
                      "by": "customer",
                      "type": "chat.started",
                      "chat": 1,
                      "at": "2026-03-02T09:00:00.000Z"
                    },
                    "message": {
                      "id": "tg:1001",
                      "text": "Hello! My parcel has not come. Order 5071.",
                      "author": "customer",
                      "kind": "message",
                      "agent": null,
                      "attachments": [],
                      "at": "2026-03-02T09:00:00.000Z",
                      "late": false,
                      "automated": false,
                      "language": "en"
                    },
                    "chat": {
                      "number": 1,
                      "state": "active",
                      "status": null,
                      "channel": "tg-support",
                      "customer": "42",
                      "subject": "Hello! My parcel has not come. Order 5071.",
                      "subjectIsDefault": true,
                      "isFirstOnChannel": true,
                      "activation": 1,
                      "startedAt": "2026-03-02T09:00:00.000Z",
                      "startedBy": "customer",
                      "reopenedAt": null,
                      "finishedAt": null,
                      "finishedBy": null,
                      "autoFinishAt": "2026-03-02T09:10:00.000Z",
                      "newSince": null,
                      "previous": null,
                      "next": null,
                      "splitFrom": null,
                      "mergedInto": null,
                      "assignee": null,
                      "priority": "normal",
                      "tags": [],
                      "fields": {},
                      "counts": {
                        "customer": 1,
                        "agent": 0,
                        "automation": 0,
                        "notes": 0
                      },
                      "waitingSince": "2026-03-02T09:00:00.000Z",
                      "workflow": null,
                      "actions": [
                        "reply",
                        "note",
                        "finish",
                        "postpone",
                        "set-subject",
                        "assign",
                        "tag"
                      ],
                      "version": 0
                    },
                    "before": null,
                    "customer": {
                      "channel": "tg-support",
                      "id": "42",
                      "name": "Anna",
                      "email": null,
                      "phone": null,
                      "language": "en",
                      "tags": [],
                      "fields": {},
                      "firstSeenAt": "2026-03-02T09:00:00.000Z",
                      "chatsOnChannel": 1
                    },
                    "channel": {
                      "id": "tg-support",
                      "kind": "telegram",
                      "name": "Telegram"
                    },
                    "agents": {
                      "online": 0,
                      "statuses": {}
                    },
                    "now": "2026-03-02T09:00:00.000Z"
                  }
                },
                {
                  "trigger": "message.received",
                  "chat": 1,
                  "isCascade": false,
                  "counts": {},
                  "verdicts": []
                }
              ]
            },
            "messages": [
              {
                "id": "tg:1001",
                "author": "customer",
                "kind": "message",
                "text": "Hello! My parcel has not come. Order 5072.",
                "attachments": [],
                "at": "2026-03-02T09:00:00.000Z",
                "sentAt": "2026-03-02T08:59:58.000Z",
                "seq": 1,
                "edited": true,
                "history": [
                  {
                    "text": "Hello! My parcel has not come. Order 5071.",
                    "until": "2026-03-02T09:01:00.000Z"
                  }
                ]
              },
              {
                "id": "in:tg-support:tg:1001:greeting:d36be4517b39c43c:0",
                "author": "automation",
                "rule": "greeting",
                "kind": "message",
                "text": "Hello, Anna! We will answer soon.",
                "attachments": [],
                "at": "2026-03-02T09:00:00.000Z",
                "delivery": "pending",
                "seq": 2
              }
            ]
          },
          {
            "place": "1772452800.2",
            "thread": "tg-support:42",
            "channel": "tg-support",
            "command": {
              "id": "http:4bd6fc65df807d0e07b6e580615a019bce738078abbe4ed81e001834c0be6343",
              "type": "agent.message",
              "at": "2026-03-02T09:01:00.000Z"
            },
            "chat": 1,
            "outcome": "appended",
            "ruleSetVersion": "d36be4517b39c43c",
            "events": [
              {
                "type": "message.sent",
                "chat": 1,
                "at": "2026-03-02T09:01:00.000Z",
                "message": "out:1",
                "agent": "olga"
              }
            ],
            "trace": {
              "command": {
                "id": "http:4bd6fc65df807d0e07b6e580615a019bce738078abbe4ed81e001834c0be6343",
                "type": "agent.message",
                "at": "2026-03-02T09:01:00.000Z"
              },
              "ruleSet": {
                "name": "Greeting",
                "version": "d36be4517b39c43c"
              },
              "outcome": "appended",
              "counts": {},
              "before": {
                "number": 1,
                "state": "active",
                "status": null,
                "channel": "tg-support",
                "customer": "42",
                "subject": "Hello! My parcel has not come. Order 5071.",
                "subjectIsDefault": true,
                "isFirstOnChannel": true,
                "activation": 1,
                "startedAt": "2026-03-02T09:00:00.000Z",
                "startedBy": "customer",
                "reopenedAt": null,
                "finishedAt": null,
                "finishedBy": null,
                "autoFinishAt": "2026-03-02T09:10:00.000Z",
                "newSince": null,
                "previous": null,
                "next": null,
                "splitFrom": null,
                "mergedInto": null,
                "assignee": null,
                "priority": "normal",
                "tags": [],
                "fields": {},
                "counts": {
                  "customer": 1,
                  "agent": 0,
                  "automation": 1,
                  "notes": 0
                },
                "waitingSince": "2026-03-02T09:00:00.000Z",
                "workflow": null,
                "actions": [
                  "reply",
                  "note",
                  "finish",
                  "postpone",
                  "set-subject",
                  "assign",
                  "tag"
                ],
                "version": 1
              },
              "after": {
                "number": 1,
                "state": "active",
                "status": null,
                "channel": "tg-support",
                "customer": "42",
                "subject": "Hello! My parcel has not come. Order 5071.",
                "subjectIsDefault": true,
                "isFirstOnChannel": true,
                "activation": 1,
                "startedAt": "2026-03-02T09:00:00.000Z",
                "startedBy": "customer",
                "reopenedAt": null,
                "finishedAt": null,
                "finishedBy": null,
                "autoFinishAt": "2026-03-02T09:11:00.000Z",
                "newSince": null,
                "previous": null,
                "next": null,
                "splitFrom": null,
                "mergedInto": null,
                "assignee": null,
                "priority": "normal",
                "tags": [],
                "fields": {},
                "counts": {
                  "customer": 1,
                  "agent": 1,
                  "automation": 1,
                  "notes": 0
                },
                "waitingSince": null,
                "workflow": null,
                "actions": [
                  "reply",
                  "note",
                  "finish",
                  "postpone",
                  "set-subject",
                  "assign",
                  "tag"
                ],
                "version": 2
              },
              "transition": {
                "from": "active",
                "to": "active"
              },
              "passes": [
                {
                  "trigger": "message.sent",
                  "chat": 1,
                  "isCascade": false,
                  "counts": {},
                  "verdicts": []
                }
              ]
            },
            "messages": [
              {
                "id": "out:1",
                "author": "agent",
                "agent": "olga",
                "kind": "message",
                "text": "Good day! I am looking.",
                "attachments": [],
                "at": "2026-03-02T09:01:00.000Z",
                "delivery": "sent",
                "seq": 3
              }
            ]
          }
        ],
        "threads": [
          {
            "key": "tg-support:42",
            "channel": "tg-support",
            "kind": "telegram",
            "endless": false,
            "customer": {
              "channel": "tg-support",
              "id": "42",
              "name": "Anna",
              "email": null,
              "phone": null,
              "language": "en",
              "tags": [],
              "fields": {},
              "firstSeenAt": "2026-03-02T09:00:00.000Z",
              "chatsOnChannel": 3
            },
            "current": 3,
            "chats": [
              {
                "view": {
                  "number": 1,
                  "state": "finished-pending",
                  "status": "pending",
                  "channel": "tg-support",
                  "customer": "42",
                  "subject": "Order 5071",
                  "subjectIsDefault": false,
                  "isFirstOnChannel": true,
                  "activation": 1,
                  "startedAt": "2026-03-02T09:00:00.000Z",
                  "startedBy": "customer",
                  "reopenedAt": null,
                  "finishedAt": "2026-03-02T09:01:00.000Z",
                  "finishedBy": "agent",
                  "autoFinishAt": null,
                  "newSince": null,
                  "previous": null,
                  "next": 2,
                  "splitFrom": null,
                  "mergedInto": null,
                  "assignee": {
                    "agent": "olga"
                  },
                  "priority": "high",
                  "tags": [
                    "delivery"
                  ],
                  "fields": {},
                  "counts": {
                    "customer": 1,
                    "agent": 1,
                    "automation": 1,
                    "notes": 1
                  },
                  "waitingSince": null,
                  "workflow": null,
                  "actions": [
                    "note",
                    "set-status",
                    "set-subject",
                    "assign",
                    "tag",
                    "go-next"
                  ],
                  "version": 11
                },
                "firstSeq": 1,
                "timers": []
              },
              {
                "view": {
                  "number": 2,
                  "state": "closed",
                  "status": "closed",
                  "channel": "tg-support",
                  "customer": "42",
                  "subject": "Another thing: how do I change my address?",
                  "subjectIsDefault": true,
                  "isFirstOnChannel": false,
                  "activation": 1,
                  "startedAt": "2026-03-03T09:01:00.000Z",
                  "startedBy": "split",
                  "reopenedAt": null,
                  "finishedAt": "2026-03-03T09:01:00.000Z",
                  "finishedBy": "agent",
                  "autoFinishAt": null,
                  "newSince": null,
                  "previous": 1,
                  "next": 3,
                  "splitFrom": 1,
                  "mergedInto": null,
                  "assignee": {
                    "agent": "olga"
                  },
                  "priority": "normal",
                  "tags": [],
                  "fields": {},
                  "counts": {
                    "customer": 1,
                    "agent": 0,
                    "automation": 0,
                    "notes": 0
                  },
                  "waitingSince": "2026-03-03T09:01:00.000Z",
                  "workflow": null,
                  "actions": [
                    "note",
                    "show-previous",
                    "set-status",
                    "set-subject",
                    "assign",
                    "tag",
                    "go-previous",
                    "go-next"
                  ],
                  "version": 13
                },
                "firstSeq": 5,
                "timers": []
              }
            ]
          }
        ],
        "next": "1772452800.2",
        "isMore": true,
        "isGap": false
      }
    }
  },
  "startChat": {
    "body": {
      "channel": "vk",
      "customer": {
        "id": "7",
        "name": "Boris"
      },
      "agent": "olga",
      "text": "Your order is ready."
    },
    "answers": {
      "200": {
        "chat": {
          "number": 4,
          "state": "active",
          "status": null,
          "channel": "vk",
          "customer": "7",
          "subject": null,
          "subjectIsDefault": true,
          "isFirstOnChannel": true,
          "activation": 1,
          "startedAt": "2026-03-03T10:11:00.000Z",
          "startedBy": "agent",
          "reopenedAt": null,
          "finishedAt": null,
          "finishedBy": null,
          "autoFinishAt": "2026-03-03T10:21:00.000Z",
          "newSince": null,
          "previous": null,
          "next": null,
          "splitFrom": null,
          "mergedInto": null,
          "assignee": null,
          "priority": "normal",
          "tags": [],
          "fields": {},
          "counts": {
            "customer": 0,
            "agent": 2,
            "automation": 0,
            "notes": 0
          },
          "waitingSince": null,
          "workflow": null,
          "actions": [
            "reply",
            "note",
            "finish",
            "postpone",
            "set-subject",
            "assign",
            "tag"
          ],
          "version": 2
        },
        "outcome": "appended",
        "events": [
          {
            "type": "message.sent",
            "chat": 4,
            "at": "2026-03-03T10:11:00.000Z",
            "message": "c19/2",
            "agent": "olga"
          }
        ],
        "effects": [
          {
            "type": "send-message",
            "id": "c19/send",
            "chat": 4,
            "at": "2026-03-03T10:11:00.000Z",
            "channel": "vk",
            "customer": "7",
            "message": "c19/2",
            "text": "We are open until six.",
            "attachments": [],
            "agent": "olga"
          }
        ],
        "warnings": []
      },
      "201": {
        "chat": {
          "number": 4,
          "state": "active",
          "status": null,
          "channel": "vk",
          "customer": "7",
          "subject": null,
          "subjectIsDefault": true,
          "isFirstOnChannel": true,
          "activation": 1,
          "startedAt": "2026-03-03T10:11:00.000Z",
          "startedBy": "agent",
          "reopenedAt": null,
          "finishedAt": null,
          "finishedBy": null,
          "autoFinishAt": "2026-03-03T10:21:00.000Z",
          "newSince": null,
          "previous": null,
          "next": null,
          "splitFrom": null,
          "mergedInto": null,
          "assignee": null,
          "priority": "normal",
          "tags": [],
          "fields": {},
          "counts": {
            "customer": 0,
            "agent": 1,
            "automation": 0,
            "notes": 0
          },
          "waitingSince": null,
          "workflow": null,
          "actions": [
            "reply",
            "note",
            "finish",
            "postpone",
            "set-subject",
            "assign",
            "tag"
          ],
          "version": 1
        },
        "outcome": "started",
        "events": [
          {
            "type": "chat.started-by-agent",
            "chat": 4,
            "at": "2026-03-03T10:11:00.000Z",
            "agent": "olga"
          },
          {
            "type": "message.sent",
            "chat": 4,
            "at": "2026-03-03T10:11:00.000Z",
            "message": "c18/1",
            "agent": "olga"
          }
        ],
        "effects": [
          {
            "type": "send-message",
            "id": "c18/send",
            "chat": 4,
            "at": "2026-03-03T10:11:00.000Z",
            "channel": "vk",
            "customer": "7",
            "message": "c18/1",
            "text": "Your order is ready.",
            "attachments": [],
            "agent": "olga"
          }
        ],
        "warnings": []
      }
    }
  },
  "listOutbox": {
    "answers": {
      "200": {
        "items": [
          {
            "thread": "vk:7",
            "effect": {
              "type": "send-message",
              "id": "c18/send",
              "chat": 4,
              "at": "2026-03-03T10:11:00.000Z",
              "channel": "vk",
              "customer": "7",
              "message": "c18/1",
              "text": "Your order is ready.",
              "attachments": [],
              "agent": "olga"
            },
            "attempts": 1,
            "attemptsBefore": 0,
            "notBefore": "2026-03-03T10:11:00.000Z",
            "state": "failed",
            "lastError": "blocked by the customer"
          },
          {
            "thread": "vk:7",
            "effect": {
              "type": "send-message",
              "id": "c19/send",
              "chat": 4,
              "at": "2026-03-03T10:11:00.000Z",
              "channel": "vk",
              "customer": "7",
              "message": "c19/2",
              "text": "We are open until six.",
              "attachments": [],
              "agent": "olga"
            },
            "attempts": 1,
            "attemptsBefore": 0,
            "notBefore": "2026-03-03T10:11:00.000Z",
            "state": "failed",
            "lastError": "blocked by the customer"
          }
        ]
      }
    }
  },
  "resendMessage": {
    "answers": {}
  },
  "discardMessage": {
    "answers": {}
  },
  "confirmWebhook": {
    "answers": {
      "200": "1158201444"
    }
  },
  "receiveWebhook": {
    "answers": {
      "200": "ok"
    }
  },
  "putChannel": {
    "body": {
      "kind": "telegram",
      "name": "Sales",
      "account": {
        "token": {
          "env": "CASELINE_SECRET_TELEGRAM"
        },
        "secretToken": "a-secret-of-our-own-making"
      }
    },
    "answers": {
      "200": {
        "id": "tg-sales",
        "kind": "telegram",
        "name": "Sales and returns",
        "from": "call",
        "endless": false,
        "hasAccount": true,
        "faults": [],
        "webhookUrl": "https://desk.example.com/v1/channels/tg-sales/webhook",
        "account": {
          "token": {
            "env": "CASELINE_SECRET_TELEGRAM"
          },
          "secretToken": "(hidden)"
        },
        "revision": 2
      },
      "201": {
        "id": "tg-sales",
        "kind": "telegram",
        "name": "Sales",
        "from": "call",
        "endless": false,
        "hasAccount": true,
        "faults": [],
        "webhookUrl": "https://desk.example.com/v1/channels/tg-sales/webhook",
        "account": {
          "token": {
            "env": "CASELINE_SECRET_TELEGRAM"
          },
          "secretToken": "(hidden)"
        },
        "revision": 1
      }
    }
  },
  "listChannels": {
    "answers": {
      "200": {
        "items": [
          {
            "id": "tg-sales",
            "kind": "telegram",
            "name": "Sales and returns",
            "from": "call",
            "endless": false,
            "hasAccount": true,
            "faults": [],
            "webhookUrl": "https://desk.example.com/v1/channels/tg-sales/webhook",
            "account": {
              "token": {
                "env": "CASELINE_SECRET_TELEGRAM"
              },
              "secretToken": "(hidden)"
            },
            "revision": 2
          },
          {
            "id": "tg-support",
            "kind": "telegram",
            "name": "Telegram",
            "from": "configuration",
            "endless": false,
            "hasAccount": false,
            "faults": [],
            "webhookUrl": null,
            "account": null,
            "revision": null
          }
        ]
      }
    }
  },
  "getChannel": {
    "answers": {
      "200": {
        "id": "tg-sales",
        "kind": "telegram",
        "name": "Sales and returns",
        "from": "call",
        "endless": false,
        "hasAccount": true,
        "faults": [],
        "webhookUrl": "https://desk.example.com/v1/channels/tg-sales/webhook",
        "account": {
          "token": {
            "env": "CASELINE_SECRET_TELEGRAM"
          },
          "secretToken": "(hidden)"
        },
        "revision": 2
      }
    }
  },
  "checkChannel": {
    "answers": {
      "200": {
        "isAsked": true,
        "findings": [
          {
            "severity": "warning",
            "message": "No webhook is set: nothing comes in"
          }
        ]
      }
    }
  },
  "removeChannel": {
    "answers": {}
  },
  "linkCustomer": {
    "body": {
      "channel": "vk",
      "customer": "7"
    },
    "answers": {
      "200": {
        "profile": {
          "channel": "tg-support",
          "id": "42",
          "name": "Anna",
          "email": null,
          "phone": null,
          "language": "en",
          "tags": [],
          "fields": {},
          "firstSeenAt": "2026-03-02T09:00:00.000Z",
          "chatsOnChannel": 3
        },
        "linked": [
          {
            "channel": "vk",
            "id": "7",
            "name": "Boris",
            "email": null,
            "phone": null,
            "language": null,
            "tags": [],
            "fields": {},
            "firstSeenAt": "2026-03-03T10:11:00.000Z",
            "chatsOnChannel": 1
          }
        ],
        "chats": {
          "items": [
            {
              "number": 4,
              "state": "active",
              "status": null,
              "channel": "vk",
              "customer": "7",
              "subject": null,
              "subjectIsDefault": true,
              "isFirstOnChannel": true,
              "activation": 1,
              "startedAt": "2026-03-03T10:11:00.000Z",
              "startedBy": "agent",
              "reopenedAt": null,
              "finishedAt": null,
              "finishedBy": null,
              "autoFinishAt": "2026-03-03T10:21:00.000Z",
              "newSince": null,
              "previous": null,
              "next": null,
              "splitFrom": null,
              "mergedInto": null,
              "assignee": null,
              "priority": "normal",
              "tags": [],
              "fields": {},
              "counts": {
                "customer": 0,
                "agent": 2,
                "automation": 0,
                "notes": 0
              },
              "waitingSince": null,
              "workflow": null,
              "actions": [
                "reply",
                "note",
                "finish",
                "postpone",
                "set-subject",
                "assign",
                "tag"
              ],
              "version": 2
            },
            {
              "number": 3,
              "state": "awaiting-split",
              "status": null,
              "channel": "tg-support",
              "customer": "42",
              "subject": null,
              "subjectIsDefault": true,
              "isFirstOnChannel": false,
              "activation": 2,
              "startedAt": "2026-03-03T10:01:00.000Z",
              "startedBy": "customer",
              "reopenedAt": "2026-03-03T10:11:00.000Z",
              "finishedAt": null,
              "finishedBy": null,
              "autoFinishAt": "2026-03-03T10:21:00.000Z",
              "newSince": 8,
              "previous": 2,
              "next": null,
              "splitFrom": null,
              "mergedInto": null,
              "assignee": null,
              "priority": "normal",
              "tags": [],
              "fields": {},
              "counts": {
                "customer": 2,
                "agent": 0,
                "automation": 1,
                "notes": 0
              },
              "waitingSince": "2026-03-03T10:01:00.000Z",
              "workflow": null,
              "actions": [
                "reply",
                "note",
                "finish",
                "postpone",
                "split",
                "show-previous",
                "merge",
                "set-subject",
                "assign",
                "tag",
                "go-previous"
              ],
              "version": 18
            },
            {
              "number": 2,
              "state": "closed",
              "status": "closed",
              "channel": "tg-support",
              "customer": "42",
              "subject": "Another thing: how do I change my address?",
              "subjectIsDefault": true,
              "isFirstOnChannel": false,
              "activation": 1,
              "startedAt": "2026-03-03T09:01:00.000Z",
              "startedBy": "split",
              "reopenedAt": null,
              "finishedAt": "2026-03-03T09:01:00.000Z",
              "finishedBy": "agent",
              "autoFinishAt": null,
              "newSince": null,
              "previous": 1,
              "next": 3,
              "splitFrom": 1,
              "mergedInto": null,
              "assignee": {
                "agent": "olga"
              },
              "priority": "normal",
              "tags": [],
              "fields": {},
              "counts": {
                "customer": 1,
                "agent": 0,
                "automation": 0,
                "notes": 0
              },
              "waitingSince": "2026-03-03T09:01:00.000Z",
              "workflow": null,
              "actions": [
                "note",
                "show-previous",
                "set-status",
                "set-subject",
                "assign",
                "tag",
                "go-previous",
                "go-next"
              ],
              "version": 13
            },
            {
              "number": 1,
              "state": "finished-pending",
              "status": "pending",
              "channel": "tg-support",
              "customer": "42",
              "subject": "Order 5071",
              "subjectIsDefault": false,
              "isFirstOnChannel": true,
              "activation": 1,
              "startedAt": "2026-03-02T09:00:00.000Z",
              "startedBy": "customer",
              "reopenedAt": null,
              "finishedAt": "2026-03-02T09:01:00.000Z",
              "finishedBy": "agent",
              "autoFinishAt": null,
              "newSince": null,
              "previous": null,
              "next": 2,
              "splitFrom": null,
              "mergedInto": null,
              "assignee": {
                "agent": "olga"
              },
              "priority": "high",
              "tags": [
                "delivery"
              ],
              "fields": {},
              "counts": {
                "customer": 1,
                "agent": 1,
                "automation": 1,
                "notes": 1
              },
              "waitingSince": null,
              "workflow": null,
              "actions": [
                "note",
                "set-status",
                "set-subject",
                "assign",
                "tag",
                "go-next"
              ],
              "version": 11
            }
          ],
          "next": null
        }
      }
    }
  },
  "getCustomer": {
    "answers": {
      "200": {
        "profile": {
          "channel": "tg-support",
          "id": "42",
          "name": "Anna",
          "email": null,
          "phone": null,
          "language": "en",
          "tags": [],
          "fields": {},
          "firstSeenAt": "2026-03-02T09:00:00.000Z",
          "chatsOnChannel": 3
        },
        "linked": [
          {
            "channel": "vk",
            "id": "7",
            "name": "Boris",
            "email": null,
            "phone": null,
            "language": null,
            "tags": [],
            "fields": {},
            "firstSeenAt": "2026-03-03T10:11:00.000Z",
            "chatsOnChannel": 1
          }
        ],
        "chats": {
          "items": [
            {
              "number": 4,
              "state": "active",
              "status": null,
              "channel": "vk",
              "customer": "7",
              "subject": null,
              "subjectIsDefault": true,
              "isFirstOnChannel": true,
              "activation": 1,
              "startedAt": "2026-03-03T10:11:00.000Z",
              "startedBy": "agent",
              "reopenedAt": null,
              "finishedAt": null,
              "finishedBy": null,
              "autoFinishAt": "2026-03-03T10:21:00.000Z",
              "newSince": null,
              "previous": null,
              "next": null,
              "splitFrom": null,
              "mergedInto": null,
              "assignee": null,
              "priority": "normal",
              "tags": [],
              "fields": {},
              "counts": {
                "customer": 0,
                "agent": 2,
                "automation": 0,
                "notes": 0
              },
              "waitingSince": null,
              "workflow": null,
              "actions": [
                "reply",
                "note",
                "finish",
                "postpone",
                "set-subject",
                "assign",
                "tag"
              ],
              "version": 2
            },
            {
              "number": 3,
              "state": "awaiting-split",
              "status": null,
              "channel": "tg-support",
              "customer": "42",
              "subject": null,
              "subjectIsDefault": true,
              "isFirstOnChannel": false,
              "activation": 2,
              "startedAt": "2026-03-03T10:01:00.000Z",
              "startedBy": "customer",
              "reopenedAt": "2026-03-03T10:11:00.000Z",
              "finishedAt": null,
              "finishedBy": null,
              "autoFinishAt": "2026-03-03T10:21:00.000Z",
              "newSince": 8,
              "previous": 2,
              "next": null,
              "splitFrom": null,
              "mergedInto": null,
              "assignee": null,
              "priority": "normal",
              "tags": [],
              "fields": {},
              "counts": {
                "customer": 2,
                "agent": 0,
                "automation": 1,
                "notes": 0
              },
              "waitingSince": "2026-03-03T10:01:00.000Z",
              "workflow": null,
              "actions": [
                "reply",
                "note",
                "finish",
                "postpone",
                "split",
                "show-previous",
                "merge",
                "set-subject",
                "assign",
                "tag",
                "go-previous"
              ],
              "version": 18
            }
          ],
          "next": "My5lYmJhNTQ1Ng"
        }
      }
    }
  },
  "unlinkCustomer": {
    "answers": {}
  },
  "setAgentStatus": {
    "body": {
      "status": "online",
      "ttl": "PT60S"
    },
    "answers": {
      "200": {
        "agent": "olga",
        "status": "online",
        "until": "2026-03-03T10:12:00.000Z"
      }
    }
  },
  "listAgents": {
    "answers": {
      "200": {
        "items": [
          {
            "agent": "olga",
            "status": "online",
            "until": "2026-03-03T10:12:00.000Z"
          }
        ]
      }
    }
  },
  "checkRules": {
    "body": {
      "sets": [
        {
          "rules": [
            {
              "id": "no-actions",
              "on": "chat.started"
            }
          ]
        }
      ]
    },
    "answers": {
      "200": {
        "isPublishable": false,
        "version": null,
        "diagnostics": [
          {
            "severity": "error",
            "code": "missing-property",
            "message": "`then` is missing.",
            "means": "A property that is needed is not there.",
            "set": 0,
            "pointer": "/rules/0",
            "docs": "docs/reference/diagnostics.md#missing-property"
          }
        ]
      }
    }
  },
  "saveRules": {
    "body": {
      "sets": [
        {
          "name": "Greeting",
          "rules": [
            {
              "id": "greeting-2",
              "on": "chat.started",
              "channels": [
                "telegram"
              ],
              "then": [
                {
                  "do": "send-message",
                  "text": "Hello{% if customer.name %}, {{ customer.name }}{% endif %}! We will answer soon."
                }
              ]
            }
          ]
        }
      ],
      "author": "vera"
    },
    "answers": {
      "200": {
        "draft": {
          "revision": 1,
          "sets": [
            {
              "name": "Greeting",
              "rules": [
                {
                  "id": "greeting-2",
                  "on": "chat.started",
                  "channels": [
                    "telegram"
                  ],
                  "then": [
                    {
                      "do": "send-message",
                      "text": "Hello{% if customer.name %}, {{ customer.name }}{% endif %}! We will answer soon."
                    }
                  ]
                }
              ]
            }
          ],
          "author": "vera",
          "at": "2026-03-03T10:11:00.000Z"
        },
        "diagnostics": []
      }
    }
  },
  "getHistory": {
    "answers": {
      "200": "{\"type\":\"customer.message\",\"at\":\"2026-03-02T09:00:00.000Z\",\"channel\":\"tg-support\",\"customer\":{\"id\":\"42\",\"name\":\"Anna\",\"language\":\"en\"},\"text\":\"Hello! My parcel has not come. Order 5071.\",\"attachments\":[],\"sentAt\":\"2026-03-02T08:59:58.000Z\",\"id\":\"tg:1001\"}\n{\"type\":\"agent.message\",\"at\":\"2026-03-02T09:01:00.000Z\",\"channel\":\"tg-support\",\"customer\":{\"id\":\"42\"},\"agent\":\"olga\",\"text\":\"Good day! I am looking.\",\"attachments\":[],\"id\":\"out:1\"}\n{\"type\":\"note\",\"at\":\"2026-03-02T09:01:00.000Z\",\"agent\":\"olga\",\"text\":\"The courier has it since Friday.\",\"attachments\":[],\"channel\":\"tg-support\",\"customer\":{\"id\":\"42\"}}\n{\"type\":\"update\",\"at\":\"2026-03-02T09:01:00.000Z\",\"agent\":\"olga\",\"channel\":\"tg-support\",\"customer\":{\"id\":\"42\"},\"subject\":\"Order 5071\",\"priority\":\"high\",\"tags\":[\"delivery\"],\"assignee\":{\"agent\":\"olga\"}}\n{\"type\":\"postpone\",\"at\":\"2026-03-02T09:01:00.000Z\",\"agent\":\"olga\",\"channel\":\"tg-support\",\"customer\":{\"id\":\"42\"}}\n{\"type\":\"edit\",\"at\":\"2026-03-02T09:01:00.000Z\",\"id\":\"tg:1001\",\"text\":\"Hello! My parcel has not come. Order 5072.\"}\n{\"type\":\"finish\",\"at\":\"2026-03-02T09:01:00.000Z\",\"agent\":\"olga\",\"status\":\"pending\",\"channel\":\"tg-support\",\"customer\":{\"id\":\"42\"}}\n{\"type\":\"customer.message\",\"at\":\"2026-03-03T09:01:00.000Z\",\"channel\":\"tg-support\",\"customer\":{\"id\":\"42\",\"name\":\"Anna\",\"language\":\"en\"},\"text\":\"Another thing: how do I change my address?\",\"attachments\":[],\"id\":\"tg:1002\"}\n{\"type\":\"split\",\"at\":\"2026-03-03T09:01:00.000Z\",\"agent\":\"olga\",\"channel\":\"tg-support\",\"customer\":{\"id\":\"42\"}}\n{\"type\":\"merge\",\"at\":\"2026-03-03T09:01:00.000Z\",\"agent\":\"olga\",\"channel\":\"tg-support\",\"customer\":{\"id\":\"42\"}}\n{\"type\":\"unmerge\",\"at\":\"2026-03-03T09:01:00.000Z\",\"agent\":\"olga\",\"channel\":\"tg-support\",\"customer\":{\"id\":\"42\"}}\n{\"type\":\"finish\",\"at\":\"2026-03-03T09:01:00.000Z\",\"agent\":\"olga\",\"status\":\"closed\",\"channel\":\"tg-support\",\"customer\":{\"id\":\"42\"}}\n{\"type\":\"customer.message\",\"at\":\"2026-03-03T10:01:00.000Z\",\"channel\":\"tg-support\",\"customer\":{\"id\":\"42\",\"name\":\"Anna\",\"language\":\"en\"},\"text\":\"Thank you!\",\"attachments\":[],\"id\":\"tg:1003\"}\n{\"type\":\"edit\",\"at\":\"2026-03-03T10:11:00.000Z\",\"id\":\"tg:1003\",\"deleted\":true}\n{\"type\":\"workflow.start\",\"at\":\"2026-03-03T10:11:00.000Z\",\"workflow\":\"address\",\"agent\":\"olga\",\"channel\":\"tg-support\",\"customer\":{\"id\":\"42\"}}\n{\"type\":\"workflow.cancel\",\"at\":\"2026-03-03T10:11:00.000Z\",\"agent\":\"olga\",\"channel\":\"tg-support\",\"customer\":{\"id\":\"42\"}}\n{\"type\":\"customer.message\",\"at\":\"2026-03-03T10:11:00.000Z\",\"channel\":\"tg-support\",\"customer\":{\"id\":\"42\",\"name\":\"Anna\",\"language\":\"en\"},\"text\":\"My invoice\",\"attachments\":[{\"kind\":\"file\",\"url\":\"https://files.example.com/7\",\"name\":\"invoice.pdf\",\"mimeType\":\"application/pdf\"}],\"id\":\"tg:1004\"}\n{\"type\":\"start\",\"at\":\"2026-03-03T10:11:00.000Z\",\"channel\":\"vk\",\"customer\":{\"id\":\"7\",\"name\":\"Boris\"},\"agent\":\"olga\",\"text\":\"Your order is ready.\",\"attachments\":[]}\n{\"type\":\"start\",\"at\":\"2026-03-03T10:11:00.000Z\",\"channel\":\"vk\",\"customer\":{\"id\":\"7\",\"name\":\"Boris\"},\"agent\":\"olga\",\"text\":\"We are open until six.\",\"attachments\":[]}\n{\"type\":\"customer.message\",\"at\":\"2026-03-03T10:11:00.000Z\",\"channel\":\"tg-support\",\"customer\":{\"id\":\"43\"},\"text\":\"Are you open today?\",\"attachments\":[],\"id\":\"tg:2001\"}\n"
    }
  },
  "simulateRules": {
    "body": {
      "sets": [
        {
          "rules": []
        }
      ],
      "last": 10,
      "limit": 1
    },
    "answers": {
      "200": {
        "history": {
          "entries": 20,
          "left": 0,
          "isCut": false,
          "from": "2026-03-02T09:00:00.000Z",
          "until": "2026-03-03T10:11:00.000Z",
          "refused": {
            "before": 0,
            "after": 2
          }
        },
        "before": {
          "chats": 5,
          "finished": 6,
          "reopened": 2,
          "automated": 3,
          "finishedBy": {
            "agent": 2,
            "timer": 4,
            "automation": 0,
            "split": 0
          },
          "states": {
            "awaiting-split": 1,
            "closed": 1,
            "finished-open": 2,
            "finished-pending": 1
          },
          "effects": {
            "send-message": 6
          },
          "rules": {
            "greeting": 2
          },
          "workflows": {
            "address: cancelled": 1,
            "address: started": 1
          },
          "withheld": {
            "greeting": 1
          }
        },
        "after": {
          "chats": 5,
          "finished": 6,
          "reopened": 2,
          "automated": 0,
          "finishedBy": {
            "agent": 2,
            "timer": 4,
            "automation": 0,
            "split": 0
          },
          "states": {
            "awaiting-split": 1,
            "closed": 1,
            "finished-open": 2,
            "finished-pending": 1
          },
          "effects": {
            "send-message": 3
          },
          "rules": {},
          "workflows": {},
          "withheld": {}
        },
        "chats": {
          "compared": 5,
          "different": 3
        },
        "rules": [
          {
            "rule": "greeting",
            "matched": {
              "before": 2,
              "after": 0
            },
            "withheld": {
              "before": 1,
              "after": 0
            },
            "chats": 2
          }
        ],
        "differences": [
          {
            "channel": "tg-support",
            "customer": "42",
            "place": 1,
            "at": "2026-03-02T09:00:00.000Z",
            "common": 0,
            "before": {
              "at": "2026-03-02T09:00:00.000Z",
              "cause": "customer.message",
              "text": "Hello! My parcel has not come. Order 5071.",
              "outcome": "started",
              "state": "active",
              "tags": [],
              "events": [
                {
                  "type": "chat.started",
                  "by": "customer"
                },
                {
                  "type": "message.received"
                },
                {
                  "type": "message.automated",
                  "rule": "greeting"
                }
              ],
              "effects": [
                {
                  "type": "send-message",
                  "rule": "greeting",
                  "channel": "tg-support",
                  "customer": "42",
                  "text": "Hello, Anna! We will answer soon.",
                  "attachments": []
                }
              ]
            },
            "after": {
              "at": "2026-03-02T09:00:00.000Z",
              "cause": "customer.message",
              "text": "Hello! My parcel has not come. Order 5071.",
              "outcome": "started",
              "state": "active",
              "tags": [],
              "events": [
                {
                  "type": "chat.started",
                  "by": "customer"
                },
                {
                  "type": "message.received"
                }
              ],
              "effects": []
            },
            "end": {
              "before": "awaiting-split",
              "after": "awaiting-split"
            }
          }
        ],
        "isCut": true,
        "missingFacts": []
      }
    }
  },
  "publishRules": {
    "body": {
      "author": "vera",
      "note": "A new greeting"
    },
    "answers": {
      "200": {
        "published": {
          "number": 1,
          "author": "vera",
          "note": "A new greeting",
          "at": "2026-03-03T10:11:00.000Z",
          "version": "9c59bc574aa8706a",
          "sets": [
            {
              "name": "Greeting",
              "rules": [
                {
                  "id": "greeting-2",
                  "on": "chat.started",
                  "channels": [
                    "telegram"
                  ],
                  "then": [
                    {
                      "do": "send-message",
                      "text": "Hello{% if customer.name %}, {{ customer.name }}{% endif %}! We will answer soon."
                    }
                  ]
                }
              ]
            }
          ],
          "shares": []
        },
        "isUnchanged": true,
        "diagnostics": [],
        "inForce": {
          "number": 1,
          "version": "9c59bc574aa8706a",
          "since": "2026-03-03T10:11:00.000Z",
          "rollout": null,
          "failed": null
        }
      },
      "201": {
        "published": {
          "number": 1,
          "author": "vera",
          "note": "A new greeting",
          "at": "2026-03-03T10:11:00.000Z",
          "version": "9c59bc574aa8706a",
          "sets": [
            {
              "name": "Greeting",
              "rules": [
                {
                  "id": "greeting-2",
                  "on": "chat.started",
                  "channels": [
                    "telegram"
                  ],
                  "then": [
                    {
                      "do": "send-message",
                      "text": "Hello{% if customer.name %}, {{ customer.name }}{% endif %}! We will answer soon."
                    }
                  ]
                }
              ]
            }
          ],
          "shares": []
        },
        "isUnchanged": false,
        "diagnostics": [],
        "inForce": {
          "number": 1,
          "version": "9c59bc574aa8706a",
          "since": "2026-03-03T10:11:00.000Z",
          "rollout": null,
          "failed": null
        }
      }
    }
  },
  "shareRules": {
    "body": {
      "number": 3,
      "share": 50,
      "author": "vera"
    },
    "answers": {
      "200": {
        "version": {
          "number": 3,
          "author": "vera",
          "note": null,
          "at": "2026-03-03T10:11:00.000Z",
          "version": "9c59bc574aa8706a",
          "shares": [
            {
              "share": 10,
              "author": "vera",
              "at": "2026-03-03T10:11:00.000Z"
            },
            {
              "share": 50,
              "author": "vera",
              "at": "2026-03-03T10:11:00.000Z"
            }
          ]
        },
        "isUnchanged": false,
        "inForce": {
          "number": 2,
          "version": "d36be4517b39c43c",
          "since": "2026-03-03T10:11:00.000Z",
          "rollout": {
            "number": 3,
            "version": "9c59bc574aa8706a",
            "share": 50
          },
          "failed": null
        }
      }
    }
  },
  "diffRules": {
    "answers": {
      "200": {
        "isSame": false,
        "rules": {
          "added": [
            "greeting-2"
          ],
          "removed": [
            "greeting",
            "urgent"
          ],
          "changed": []
        },
        "isReordered": false,
        "schedules": {
          "added": [],
          "removed": [],
          "changed": []
        },
        "conditions": {
          "added": [],
          "removed": [],
          "changed": []
        },
        "workflows": {
          "added": [],
          "removed": [
            "address"
          ],
          "changed": []
        }
      }
    }
  },
  "getRuleFigures": {
    "answers": {
      "200": {
        "from": "2026-03-01T00:00:00.000Z",
        "to": null,
        "versions": [
          {
            "version": "d36be4517b39c43c",
            "decisions": 25,
            "threads": 3,
            "traced": 25,
            "verdicts": {
              "matched": 2,
              "failed": 3,
              "withheld": 1
            },
            "automated": 3,
            "number": 2
          }
        ]
      }
    }
  },
  "getRules": {
    "answers": {
      "200": {
        "published": {
          "number": 2,
          "author": "vera",
          "note": null,
          "at": "2026-03-03T10:11:00.000Z",
          "version": "d36be4517b39c43c",
          "sets": [
            {
              "name": "Greeting",
              "workflows": [
                {
                  "id": "address",
                  "name": "Ask for an address",
                  "start": "ask",
                  "steps": {
                    "ask": {
                      "ask": {
                        "text": "Your e-mail address?",
                        "as": "email",
                        "into": "customer.email"
                      },
                      "next": "done",
                      "timeout": {
                        "after": "PT1H",
                        "next": "done"
                      }
                    },
                    "done": {
                      "end": {}
                    }
                  }
                }
              ],
              "rules": [
                {
                  "id": "greeting",
                  "on": "chat.started",
                  "channels": [
                    "telegram"
                  ],
                  "then": [
                    {
                      "do": "send-message",
                      "text": "Hello{% if customer.name %}, {{ customer.name }}{% endif %}! We will answer soon."
                    }
                  ]
                },
                {
                  "id": "urgent",
                  "on": "chat.started",
                  "when": {
                    "all": [
                      {
                        "fact": "message",
                        "path": "$.text",
                        "operator": "containsAnyText",
                        "value": [
                          "urgent",
                          "at once"
                        ]
                      }
                    ]
                  },
                  "then": [
                    {
                      "do": "set-priority",
                      "priority": "high"
                    }
                  ]
                }
              ]
            }
          ],
          "shares": []
        },
        "rollout": {
          "version": {
            "number": 3,
            "author": "vera",
            "note": null,
            "at": "2026-03-03T10:11:00.000Z",
            "version": "9c59bc574aa8706a",
            "shares": [
              {
                "share": 10,
                "author": "vera",
                "at": "2026-03-03T10:11:00.000Z"
              },
              {
                "share": 50,
                "author": "vera",
                "at": "2026-03-03T10:11:00.000Z"
              }
            ]
          },
          "share": 50
        },
        "draft": {
          "revision": 1,
          "sets": [
            {
              "name": "Greeting",
              "rules": [
                {
                  "id": "greeting-2",
                  "on": "chat.started",
                  "channels": [
                    "telegram"
                  ],
                  "then": [
                    {
                      "do": "send-message",
                      "text": "Hello{% if customer.name %}, {{ customer.name }}{% endif %}! We will answer soon."
                    }
                  ]
                }
              ]
            }
          ],
          "author": "vera",
          "at": "2026-03-03T10:11:00.000Z"
        },
        "configuration": {
          "version": "d36be4517b39c43c",
          "sets": [
            {
              "name": "Greeting",
              "workflows": [
                {
                  "id": "address",
                  "name": "Ask for an address",
                  "start": "ask",
                  "steps": {
                    "ask": {
                      "ask": {
                        "text": "Your e-mail address?",
                        "as": "email",
                        "into": "customer.email"
                      },
                      "next": "done",
                      "timeout": {
                        "after": "PT1H",
                        "next": "done"
                      }
                    },
                    "done": {
                      "end": {}
                    }
                  }
                }
              ],
              "rules": [
                {
                  "id": "greeting",
                  "on": "chat.started",
                  "channels": [
                    "telegram"
                  ],
                  "then": [
                    {
                      "do": "send-message",
                      "text": "Hello{% if customer.name %}, {{ customer.name }}{% endif %}! We will answer soon."
                    }
                  ]
                },
                {
                  "id": "urgent",
                  "on": "chat.started",
                  "when": {
                    "all": [
                      {
                        "fact": "message",
                        "path": "$.text",
                        "operator": "containsAnyText",
                        "value": [
                          "urgent",
                          "at once"
                        ]
                      }
                    ]
                  },
                  "then": [
                    {
                      "do": "set-priority",
                      "priority": "high"
                    }
                  ]
                }
              ]
            }
          ]
        },
        "inForce": {
          "number": 2,
          "version": "d36be4517b39c43c",
          "since": "2026-03-03T10:11:00.000Z",
          "rollout": {
            "number": 3,
            "version": "9c59bc574aa8706a",
            "share": 50
          },
          "failed": null
        }
      }
    }
  },
  "rollBackRules": {
    "body": {
      "author": "vera",
      "to": 1
    },
    "answers": {
      "200": {
        "published": {
          "number": 4,
          "author": "vera",
          "note": "Back to version 1",
          "at": "2026-03-03T10:11:00.000Z",
          "version": "9c59bc574aa8706a",
          "sets": [
            {
              "name": "Greeting",
              "rules": [
                {
                  "id": "greeting-2",
                  "on": "chat.started",
                  "channels": [
                    "telegram"
                  ],
                  "then": [
                    {
                      "do": "send-message",
                      "text": "Hello{% if customer.name %}, {{ customer.name }}{% endif %}! We will answer soon."
                    }
                  ]
                }
              ]
            }
          ],
          "shares": []
        },
        "isUnchanged": true,
        "diagnostics": [],
        "inForce": {
          "number": 4,
          "version": "9c59bc574aa8706a",
          "since": "2026-03-03T10:11:00.000Z",
          "rollout": null,
          "failed": null
        }
      },
      "201": {
        "published": {
          "number": 4,
          "author": "vera",
          "note": "Back to version 1",
          "at": "2026-03-03T10:11:00.000Z",
          "version": "9c59bc574aa8706a",
          "sets": [
            {
              "name": "Greeting",
              "rules": [
                {
                  "id": "greeting-2",
                  "on": "chat.started",
                  "channels": [
                    "telegram"
                  ],
                  "then": [
                    {
                      "do": "send-message",
                      "text": "Hello{% if customer.name %}, {{ customer.name }}{% endif %}! We will answer soon."
                    }
                  ]
                }
              ]
            }
          ],
          "shares": []
        },
        "isUnchanged": false,
        "diagnostics": [],
        "inForce": {
          "number": 4,
          "version": "9c59bc574aa8706a",
          "since": "2026-03-03T10:11:00.000Z",
          "rollout": null,
          "failed": null
        }
      }
    }
  },
  "listRuleVersions": {
    "answers": {
      "200": {
        "items": [
          {
            "number": 4,
            "author": "vera",
            "note": "Back to version 1",
            "at": "2026-03-03T10:11:00.000Z",
            "version": "9c59bc574aa8706a",
            "shares": []
          },
          {
            "number": 3,
            "author": "vera",
            "note": null,
            "at": "2026-03-03T10:11:00.000Z",
            "version": "9c59bc574aa8706a",
            "shares": [
              {
                "share": 10,
                "author": "vera",
                "at": "2026-03-03T10:11:00.000Z"
              },
              {
                "share": 50,
                "author": "vera",
                "at": "2026-03-03T10:11:00.000Z"
              },
              {
                "share": 0,
                "author": "vera",
                "at": "2026-03-03T10:11:00.000Z"
              }
            ]
          }
        ],
        "next": "My5hZDFmMTQ2NQ"
      }
    }
  },
  "getRuleVersion": {
    "answers": {
      "200": {
        "number": 1,
        "author": "vera",
        "note": "A new greeting",
        "at": "2026-03-03T10:11:00.000Z",
        "version": "9c59bc574aa8706a",
        "sets": [
          {
            "name": "Greeting",
            "rules": [
              {
                "id": "greeting-2",
                "on": "chat.started",
                "channels": [
                  "telegram"
                ],
                "then": [
                  {
                    "do": "send-message",
                    "text": "Hello{% if customer.name %}, {{ customer.name }}{% endif %}! We will answer soon."
                  }
                ]
              }
            ]
          }
        ],
        "shares": []
      }
    }
  },
  "getStats": {
    "answers": {
      "200": {
        "from": null,
        "to": null,
        "zone": "UTC",
        "groupBy": "channel",
        "schedule": null,
        "total": {
          "chats": {
            "started": {
              "total": 5,
              "by": {
                "customer": 3,
                "agent": 1,
                "split": 1
              }
            },
            "reopened": {
              "total": 1,
              "by": {
                "customer": 1,
                "agent": 0
              }
            },
            "finished": {
              "total": 3,
              "byStatus": {
                "open": 1,
                "pending": 1,
                "closed": 1
              },
              "by": {
                "agent": 2,
                "timer": 1,
                "automation": 0,
                "split": 0
              }
            },
            "inOneGo": {
              "count": 2,
              "of": 2,
              "share": 1
            },
            "liveNow": 3,
            "perCustomer": {
              "count": 3,
              "mean": 1.67,
              "median": 1,
              "p90": 3,
              "max": 3
            },
            "perMonth": {
              "count": 3,
              "mean": 1.67,
              "median": 1,
              "p90": 3,
              "max": 3
            }
          },
          "customers": {
            "wrote": 2,
            "daysWithContact": {
              "count": 3,
              "mean": 1.33,
              "median": 1,
              "p90": 2,
              "max": 2
            }
          },
          "messages": {
            "customer": 5,
            "agent": 3,
            "automation": 3
          },
          "autoresponses": {
            "sent": 3,
            "withheld": {
              "total": 1,
              "by": {
                "not-first-chat": 1,
                "once": 0,
                "storm": 0,
                "automated": 0,
                "not-current": 0,
                "busy": 0,
                "agent-answered": 0
              }
            }
          },
          "firstResponse": {
            "count": 1,
            "mean": 60000,
            "median": 60000,
            "p90": 60000,
            "max": 60000
          },
          "reply": {
            "count": 1,
            "mean": 60000,
            "median": 60000,
            "p90": 60000,
            "max": 60000
          },
          "waiting": {
            "count": 3,
            "mean": 220000,
            "median": 60000,
            "p90": 600000,
            "max": 600000
          },
          "timeToFinish": {
            "count": 3,
            "mean": 220000,
            "median": 60000,
            "p90": 600000,
            "max": 600000
          },
          "businessHours": null
        },
        "groups": [
          {
            "key": {
              "channel": "tg-support"
            },
            "chats": {
              "started": {
                "total": 4,
                "by": {
                  "customer": 3,
                  "agent": 0,
                  "split": 1
                }
              },
              "reopened": {
                "total": 1,
                "by": {
                  "customer": 1,
                  "agent": 0
                }
              },
              "finished": {
                "total": 3,
                "byStatus": {
                  "open": 1,
                  "pending": 1,
                  "closed": 1
                },
                "by": {
                  "agent": 2,
                  "timer": 1,
                  "automation": 0,
                  "split": 0
                }
              },
              "inOneGo": {
                "count": 2,
                "of": 2,
                "share": 1
              },
              "liveNow": 2,
              "perCustomer": {
                "count": 2,
                "mean": 2,
                "median": 1,
                "p90": 3,
                "max": 3
              },
              "perMonth": {
                "count": 2,
                "mean": 2,
                "median": 1,
                "p90": 3,
                "max": 3
              }
            },
            "customers": {
              "wrote": 2,
              "daysWithContact": {
                "count": 2,
                "mean": 1.5,
                "median": 1,
                "p90": 2,
                "max": 2
              }
            },
            "messages": {
              "customer": 5,
              "agent": 1,
              "automation": 3
            },
            "autoresponses": {
              "sent": 3,
              "withheld": {
                "total": 1,
                "by": {
                  "not-first-chat": 1,
                  "once": 0,
                  "storm": 0,
                  "automated": 0,
                  "not-current": 0,
                  "busy": 0,
                  "agent-answered": 0
                }
              }
            },
            "firstResponse": {
              "count": 1,
              "mean": 60000,
              "median": 60000,
              "p90": 60000,
              "max": 60000
            },
            "reply": {
              "count": 1,
              "mean": 60000,
              "median": 60000,
              "p90": 60000,
              "max": 60000
            },
            "waiting": {
              "count": 3,
              "mean": 220000,
              "median": 60000,
              "p90": 600000,
              "max": 600000
            },
            "timeToFinish": {
              "count": 3,
              "mean": 220000,
              "median": 60000,
              "p90": 600000,
              "max": 600000
            },
            "businessHours": null
          },
          {
            "key": {
              "channel": "vk"
            },
            "chats": {
              "started": {
                "total": 1,
                "by": {
                  "customer": 0,
                  "agent": 1,
                  "split": 0
                }
              },
              "reopened": {
                "total": 0,
                "by": {
                  "customer": 0,
                  "agent": 0
                }
              },
              "finished": {
                "total": 0,
                "byStatus": {
                  "open": 0,
                  "pending": 0,
                  "closed": 0
                },
                "by": {
                  "agent": 0,
                  "timer": 0,
                  "automation": 0,
                  "split": 0
                }
              },
              "inOneGo": {
                "count": 0,
                "of": 0,
                "share": null
              },
              "liveNow": 1,
              "perCustomer": {
                "count": 1,
                "mean": 1,
                "median": 1,
                "p90": 1,
                "max": 1
              },
              "perMonth": {
                "count": 1,
                "mean": 1,
                "median": 1,
                "p90": 1,
                "max": 1
              }
            },
            "customers": {
              "wrote": 0,
              "daysWithContact": {
                "count": 1,
                "mean": 1,
                "median": 1,
                "p90": 1,
                "max": 1
              }
            },
            "messages": {
              "customer": 0,
              "agent": 2,
              "automation": 0
            },
            "autoresponses": {
              "sent": 0,
              "withheld": {
                "total": 0,
                "by": {
                  "not-first-chat": 0,
                  "once": 0,
                  "storm": 0,
                  "automated": 0,
                  "not-current": 0,
                  "busy": 0,
                  "agent-answered": 0
                }
              }
            },
            "firstResponse": {
              "count": 0,
              "mean": null,
              "median": null,
              "p90": null,
              "max": null
            },
            "reply": {
              "count": 0,
              "mean": null,
              "median": null,
              "p90": null,
              "max": null
            },
            "waiting": {
              "count": 0,
              "mean": null,
              "median": null,
              "p90": null,
              "max": null
            },
            "timeToFinish": {
              "count": 0,
              "mean": null,
              "median": null,
              "p90": null,
              "max": null
            },
            "businessHours": null
          }
        ],
        "endless": null,
        "coverage": {
          "threads": 3,
          "chats": 5,
          "prunedChats": 0
        }
      }
    }
  },
  "exportCsv": {
    "answers": {
      "200": "number,subject,channel,customer,status,state,startedAt,startedBy,reopenedAt,finishedAt,finishedBy,waitingSince,activations,firstResponseSeconds,handlingSeconds,customerMessages,agentMessages,automatedMessages,notes,agent,group,priority,tags,fields,splitFrom,mergedFrom,previous,next\r\n5,Are you open today?,tg-support,43,,active,2026-03-03T10:11:00.000Z,customer,,,,2026-03-03T10:11:00.000Z,1,,,1,0,1,0,,,normal,,,,,,\r\n4,,vk,7,,active,2026-03-03T10:11:00.000Z,agent,,,,,1,,,0,2,0,0,,,normal,,,,,,\r\n3,,tg-support,42,,awaiting-split,2026-03-03T10:01:00.000Z,customer,2026-03-03T10:11:00.000Z,,,2026-03-03T10:01:00.000Z,2,,600,2,0,1,0,,,normal,,,,,2,\r\n2,Another thing: how do I change my address?,tg-support,42,closed,closed,2026-03-03T09:01:00.000Z,split,,2026-03-03T09:01:00.000Z,agent,2026-03-03T09:01:00.000Z,1,,0,1,0,0,0,olga,,normal,,,1,,1,3\r\n1,Order 5071,tg-support,42,pending,finished-pending,2026-03-02T09:00:00.000Z,customer,,2026-03-02T09:01:00.000Z,agent,,1,60,60,1,1,1,1,olga,,high,delivery,,,,,2\r\n"
    }
  },
  "exportJsonLines": {
    "answers": {
      "200": "{\"number\":5,\"state\":\"active\",\"status\":null,\"channel\":\"tg-support\",\"customer\":\"43\",\"subject\":\"Are you open today?\",\"subjectIsDefault\":true,\"isFirstOnChannel\":true,\"activation\":1,\"startedAt\":\"2026-03-03T10:11:00.000Z\",\"startedBy\":\"customer\",\"reopenedAt\":null,\"finishedAt\":null,\"finishedBy\":null,\"autoFinishAt\":\"2026-03-03T10:21:00.000Z\",\"newSince\":null,\"previous\":null,\"next\":null,\"splitFrom\":null,\"mergedInto\":null,\"assignee\":null,\"priority\":\"normal\",\"tags\":[],\"fields\":{},\"counts\":{\"customer\":1,\"agent\":0,\"automation\":1,\"notes\":0},\"waitingSince\":\"2026-03-03T10:11:00.000Z\",\"workflow\":null,\"actions\":[\"reply\",\"note\",\"finish\",\"postpone\",\"set-subject\",\"assign\",\"tag\"],\"version\":1,\"mergedFrom\":[],\"activations\":1,\"firstResponseMs\":null,\"handlingMs\":null}\n{\"number\":4,\"state\":\"active\",\"status\":null,\"channel\":\"vk\",\"customer\":\"7\",\"subject\":null,\"subjectIsDefault\":true,\"isFirstOnChannel\":true,\"activation\":1,\"startedAt\":\"2026-03-03T10:11:00.000Z\",\"startedBy\":\"agent\",\"reopenedAt\":null,\"finishedAt\":null,\"finishedBy\":null,\"autoFinishAt\":\"2026-03-03T10:21:00.000Z\",\"newSince\":null,\"previous\":null,\"next\":null,\"splitFrom\":null,\"mergedInto\":null,\"assignee\":null,\"priority\":\"normal\",\"tags\":[],\"fields\":{},\"counts\":{\"customer\":0,\"agent\":2,\"automation\":0,\"notes\":0},\"waitingSince\":null,\"workflow\":null,\"actions\":[\"reply\",\"note\",\"finish\",\"postpone\",\"set-subject\",\"assign\",\"tag\"],\"version\":2,\"mergedFrom\":[],\"activations\":1,\"firstResponseMs\":null,\"handlingMs\":null}\n{\"number\":3,\"state\":\"awaiting-split\",\"status\":null,\"channel\":\"tg-support\",\"customer\":\"42\",\"subject\":null,\"subjectIsDefault\":true,\"isFirstOnChannel\":false,\"activation\":2,\"startedAt\":\"2026-03-03T10:01:00.000Z\",\"startedBy\":\"customer\",\"reopenedAt\":\"2026-03-03T10:11:00.000Z\",\"finishedAt\":null,\"finishedBy\":null,\"autoFinishAt\":\"2026-03-03T10:21:00.000Z\",\"newSince\":8,\"previous\":2,\"next\":null,\"splitFrom\":null,\"mergedInto\":null,\"assignee\":null,\"priority\":\"normal\",\"tags\":[],\"fields\":{},\"counts\":{\"customer\":2,\"agent\":0,\"automation\":1,\"notes\":0},\"waitingSince\":\"2026-03-03T10:01:00.000Z\",\"workflow\":null,\"actions\":[\"reply\",\"note\",\"finish\",\"postpone\",\"split\",\"show-previous\",\"merge\",\"set-subject\",\"assign\",\"tag\",\"go-previous\"],\"version\":18,\"mergedFrom\":[],\"activations\":2,\"firstResponseMs\":null,\"handlingMs\":600000}\n{\"number\":2,\"state\":\"closed\",\"status\":\"closed\",\"channel\":\"tg-support\",\"customer\":\"42\",\"subject\":\"Another thing: how do I change my address?\",\"subjectIsDefault\":true,\"isFirstOnChannel\":false,\"activation\":1,\"startedAt\":\"2026-03-03T09:01:00.000Z\",\"startedBy\":\"split\",\"reopenedAt\":null,\"finishedAt\":\"2026-03-03T09:01:00.000Z\",\"finishedBy\":\"agent\",\"autoFinishAt\":null,\"newSince\":null,\"previous\":1,\"next\":3,\"splitFrom\":1,\"mergedInto\":null,\"assignee\":{\"agent\":\"olga\"},\"priority\":\"normal\",\"tags\":[],\"fields\":{},\"counts\":{\"customer\":1,\"agent\":0,\"automation\":0,\"notes\":0},\"waitingSince\":\"2026-03-03T09:01:00.000Z\",\"workflow\":null,\"actions\":[\"note\",\"show-previous\",\"set-status\",\"set-subject\",\"assign\",\"tag\",\"go-previous\",\"go-next\"],\"version\":13,\"mergedFrom\":[],\"activations\":1,\"firstResponseMs\":null,\"handlingMs\":0}\n{\"number\":1,\"state\":\"finished-pending\",\"status\":\"pending\",\"channel\":\"tg-support\",\"customer\":\"42\",\"subject\":\"Order 5071\",\"subjectIsDefault\":false,\"isFirstOnChannel\":true,\"activation\":1,\"startedAt\":\"2026-03-02T09:00:00.000Z\",\"startedBy\":\"customer\",\"reopenedAt\":null,\"finishedAt\":\"2026-03-02T09:01:00.000Z\",\"finishedBy\":\"agent\",\"autoFinishAt\":null,\"newSince\":null,\"previous\":null,\"next\":2,\"splitFrom\":null,\"mergedInto\":null,\"assignee\":{\"agent\":\"olga\"},\"priority\":\"high\",\"tags\":[\"delivery\"],\"fields\":{},\"counts\":{\"customer\":1,\"agent\":1,\"automation\":1,\"notes\":1},\"waitingSince\":null,\"workflow\":null,\"actions\":[\"note\",\"set-status\",\"set-subject\",\"assign\",\"tag\",\"go-next\"],\"version\":11,\"mergedFrom\":[],\"activations\":1,\"firstResponseMs\":60000,\"handlingMs\":60000}\n"
    }
  },
  "createKey": {
    "body": {
      "name": "The shop’s bot",
      "scopes": [
        "ingest"
      ]
    },
    "answers": {
      "201": {
        "id": "8f14e45fceea167a",
        "workspace": "default",
        "name": "The shop’s bot",
        "scopes": [
          "ingest"
        ],
        "createdAt": "2026-03-03T10:11:00.000Z",
        "revokedAt": null,
        "key": "cl_8f14e45fceea167a_secret000000000000000000000000000000000000000000"
      }
    }
  },
  "listKeys": {
    "answers": {
      "200": {
        "items": [
          {
            "id": "8f14e45fceea167a",
            "workspace": "default",
            "name": "The shop’s bot",
            "scopes": [
              "ingest"
            ],
            "createdAt": "2026-03-03T10:11:00.000Z",
            "revokedAt": null
          }
        ]
      }
    }
  },
  "revokeKey": {
    "answers": {}
  },
  "health": {
    "answers": {
      "200": {
        "status": "ok"
      }
    }
  },
  "readiness": {
    "answers": {
      "200": {
        "status": "ready",
        "reasons": []
      }
    }
  },
  "metrics": {
    "answers": {}
  }
}
