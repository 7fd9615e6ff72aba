// What editors get beside what is validated: a schema for people. It accepts no set that the check refuses for its shape,
// and it completes and explains by what stands beside the cursor: paths by fact, operators by the kind of what the path
// leads to, actions as snippets. All of it is made from the tables of facts and operators, so nothing is written twice.

const TEXTS = {
  text: 'a text',
  number: 'a number',
  boolean: 'true or false',
  time: 'a time',
  clock: 'a time of day',
  list: 'a list',
  record: 'an object',
}
/** Of these a comparison with one of the known values makes sense. */
const COMPARES_ONE = ['equal', 'notEqual', 'not:equal']
const COMPARES_SOME = ['in', 'notIn', 'not:in']

/** The schema of rule sets as editors get it. `facts`: name → type; `help`: name → sentence; `operators`: name → operator. */
export function editorSchema(schema, { facts, help, operators, decorators }) {
  const edited = structuredClone(schema)
  const { definitions } = edited
  for (const node of nodesIn(edited)) {
    if (node.discriminator !== undefined) byConstant(node, definitions)
    if (isByType(node)) byKind(node)
  }
  explainLeaf(definitions, facts, help, operators, decorators)
  addSnippets(definitions)
  forbidLeafAtRoot(definitions)
  return edited
}

/** The schema of scenarios as editors get it: each kind of step as a snippet. */
export function scenarioEditorSchema(schema) {
  const edited = structuredClone(schema)
  edited.definitions.Step.defaultSnippets = stepSnippets(edited.definitions.Step, edited.definitions)
  return edited
}

/** Of a choice by what each kind of step requires; where a kind has several verbs, each of them. */
function stepSnippets(step, definitions) {
  const snippets = []
  for (let chain = step; chain !== undefined; chain = chain.if === undefined ? undefined : chain.else) {
    const shape = resolved(chain.then ?? chain, definitions)
    const required = shape.required ?? []
    for (const verb of shape.oneOf?.flatMap((one) => one.required) ?? [chain.if?.required[0] ?? required[0]]) {
      snippets.push({
        label: verb,
        description: shape.properties[verb].description ?? shape.description ?? '',
        body: bodyOf(shape, [...new Set([...required, verb])], definitions),
      })
    }
  }
  return snippets
}

function* nodesIn(node) {
  if (node === null || typeof node !== 'object') return
  if (!Array.isArray(node)) yield node
  for (const value of Object.values(node)) yield* nodesIn(value)
}

/** A choice by nothing but the type. */
function isByType(node) {
  return node.if !== undefined && Object.keys(node.if).join() === 'type'
}

/** Editors look for values to offer in `anyOf`, not behind `if`. */
function byKind(node) {
  const branches = []
  let rest = node
  for (; isByType(rest); rest = rest.else) branches.push(rest.then)
  branches.push(rest)
  // Where nothing fits, editors tell what is wrong with the first.
  branches.sort((one, other) => Number(isSingle(other)) - Number(isSingle(one)))
  const { if: _, then: __, else: ___, ...others } = node
  for (const key of ['if', 'then', 'else']) delete node[key]
  Object.assign(node, others, { anyOf: branches })
}

function isSingle({ type }) {
  return type !== undefined && type !== 'array' && type !== 'object'
}

/** `oneOf` tells of every shape what is wrong; a choice by the constant tells it of the one that was meant. */
function byConstant(node, definitions) {
  const { propertyName } = node.discriminator
  const shapes = node.oneOf.map(({ $ref }) => [$ref, resolved({ $ref }, definitions)])
  const constants = shapes.map(([, shape]) => constantOf(shape.properties[propertyName]))
  delete node.discriminator
  delete node.oneOf
  node.properties[propertyName] = {
    description: 'What is done.',
    enum: constants,
    enumDescriptions: shapes.map(([, { description = '' }]) => description),
  }
  node.allOf = shapes.map(([$ref], at) => ({
    if: { required: [propertyName], properties: { [propertyName]: { const: constants[at] } } },
    then: { $ref },
  }))
  node.defaultSnippets = shapes.map(([, shape], at) => ({
    label: constants[at],
    description: shape.description ?? '',
    body: snippetOf(shape, propertyName, constants[at], definitions),
  }))
}

function snippetOf(shape, tag, constant, definitions) {
  // What the type can't require: an assignment names somebody.
  const wanted = (shape.required ?? []).filter((name) => name !== tag)
  const names =
    wanted.length > 0 ? wanted : [Object.keys(shape.properties).find((name) => name !== tag && name !== 'once')]
  return { [tag]: constant, ...bodyOf(shape, names, definitions) }
}

function bodyOf(shape, names, definitions) {
  let stop = 0
  const placeholder = (schema) => {
    const { enum: values, type, required = [], properties = {}, anyOf, then } = resolved(schema, definitions)
    if (values !== undefined && type !== 'boolean') return `\${${++stop}|${values.join(',')}|}`
    if (anyOf !== undefined || then !== undefined) return placeholder(anyOf?.[0] ?? then)
    if (type === 'boolean') return true
    if (type === 'array') return [`$${++stop}`]
    if (type === 'object') return Object.fromEntries(required.map((name) => [name, placeholder(properties[name])]))
    return `$${++stop}`
  }
  return Object.fromEntries(names.map((name) => [name, placeholder(shape.properties[name])]))
}

function explainLeaf(definitions, facts, help, operators, decorators) {
  const leaf = definitions.FactCondition
  const names = [...facts.keys()]
  leaf.properties.fact = {
    description: leaf.properties.fact.description,
    type: 'string',
    anyOf: [{ enum: names, enumDescriptions: names.map((name) => help.get(name) ?? '') }, { type: 'string' }],
  }
  for (const kind of [...Object.keys(TEXTS), ANYTHING]) {
    definitions[operatorName(kind)] = operatorsOf(kind, operators, decorators)
  }
  leaf.properties.operator = { description: leaf.properties.operator.description, type: 'string' }
  leaf.allOf = [
    { if: is({ fact: names }), else: { properties: { operator: ref(ANYTHING) } } },
    ...names.flatMap((name) => branchesOf(name, facts.get(name))),
  ]
}

/** What nothing is known of: fields, facts of the embedder. */
const ANYTHING = 'anything'

const operatorName = (kind) => `OperatorOf${kind[0].toUpperCase()}${kind.slice(1)}`

function operatorsOf(kind, operators, decorators) {
  const all = [...operators.values()]
  const fits = all.filter(({ facts }) => kind === ANYTHING || facts === 'any' || facts.includes(kind))
  const misfits = all.filter((operator) => !fits.includes(operator)).map(({ name }) => name)
  const decorated = fits.map(({ name, help }) => [`not:${name}`, `Not so: ${help}`])
  const elements = kind === 'list' ? all.filter(({ facts }) => facts === 'any' || facts.includes('text')) : []
  const offered = [
    ...fits.map(({ name, help }) => [name, help]),
    ...decorated,
    ...elements.map(({ name, help }) => [`someFact:${name}`, `Of one element at least: ${help}`]),
  ]
  return {
    type: 'string',
    anyOf: [
      { enum: offered.map(([name]) => name), enumDescriptions: offered.map(([, text]) => text) },
      { type: 'string', pattern: `^(?:(?:${decorators.join('|')}):)*[A-Za-z]\\w*$` },
    ],
    ...(misfits.length === 0
      ? {}
      : {
          not: { enum: [...misfits, ...misfits.map((name) => `not:${name}`)] },
          errorMessage: `This operator isn't for ${TEXTS[kind]}.`,
        }),
  }
}

/** What is known of a comparison once its fact is: its paths, and then what its path leads to. */
function branchesOf(fact, type) {
  const here = is({ fact: [fact] })
  const { paths, open } = pathsIn(type)
  const branches = []
  if (type.kind === 'record') {
    // Past what is known, and into lists, everything is possible.
    const further = [...open.map(escapedPattern), '.*\\[', '\\.']
    branches.push({
      if: here,
      then: {
        properties: {
          path: {
            anyOf: [
              { enum: paths.map(({ path }) => path), enumDescriptions: paths.map(({ type: of }) => told(of)) },
              { type: 'string', pattern: `^(?:\\$$|${further.join('|')})` },
            ],
          },
        },
      },
    })
  }
  const params = PARAMS[fact]
  if (params !== undefined) branches.push({ if: here, then: { properties: { params } } })
  const kinds = Object.keys(TEXTS)
    .map((kind) => [kind, paths.filter((one) => one.type.kind === kind).map(({ path }) => path)])
    .filter(([, of]) => of.length > 0)
  const otherwise = ref(type.kind === 'record' ? ANYTHING : type.kind)
  const chosen = kinds.reduceRight(
    (rest, [kind, of]) => ({
      if: is({ fact: [fact], path: of }),
      then: { properties: { operator: ref(kind) } },
      else: rest,
    }),
    { properties: { operator: otherwise } },
  )
  branches.push({ if: here, then: chosen })
  for (const [values, of] of valuesIn(paths)) {
    const compares = (names) => is({ fact: [fact], path: of, operator: names })
    const suggested = { anyOf: [{ enum: values }, {}] }
    branches.push({ if: compares(COMPARES_ONE), then: { properties: { value: suggested } } })
    branches.push({ if: compares(COMPARES_SOME), then: { properties: { value: { items: suggested } } } })
  }
  return branches
}

const PARAMS = {
  schedule: {
    type: 'object',
    properties: { name: { type: 'string', description: 'The schedule, one of those under `schedules`.' } },
    defaultSnippets: [{ label: 'name', description: 'Which schedule', body: { name: '$1' } }],
  },
  agents: {
    type: 'object',
    properties: { id: { type: 'string', description: 'The agent whose `$.status` is asked for.' } },
    defaultSnippets: [{ label: 'id', description: 'Which agent', body: { id: '$1' } }],
  },
}

const ref = (kind) => ({ $ref: `#/definitions/${operatorName(kind)}` })

/** The properties have one of these values. Said by patterns: what stands in an `enum` would be offered, even behind `if`. */
function is(values) {
  const patterns = Object.entries(values).map(([name, of]) => [name, { pattern: `^(?:${of.map(exactly).join('|')})$` }])
  return { required: Object.keys(values), properties: Object.fromEntries(patterns) }
}

function exactly(text) {
  return text.replace(/[$.]/g, '\\$&')
}

/** Paths with their types; `open`: those that lead on into the unknown. */
function pathsIn(type, path = '$') {
  if (type.kind === 'unknown') return { paths: [], open: path === '$' ? [] : [path] }
  const own = path === '$' ? [] : [{ path, type }]
  const length = type.kind === 'list' && path !== '$' ? [{ path: `${path}.length`, type: { kind: 'number' } }] : []
  const inner =
    type.kind === 'record' ? Object.entries(type.properties).map(([name, of]) => pathsIn(of, `${path}.${name}`)) : []
  return {
    paths: [...own, ...length, ...inner.flatMap(({ paths }) => paths)],
    open: inner.flatMap(({ open }) => open),
  }
}

function valuesIn(paths) {
  const groups = new Map()
  for (const { path, type } of paths) {
    const values = type.kind === 'boolean' ? [true, false] : type.kind === 'text' ? type.values : undefined
    if (values === undefined) continue
    const key = JSON.stringify(values)
    groups.set(key, [values, [...(groups.get(key)?.[1] ?? []), path]])
  }
  return groups.values()
}

function told(type) {
  const what =
    type.values === undefined ? TEXTS[type.kind] : `one of ${type.values.map((one) => `\`${one}\``).join(', ')}`
  return `${what[0].toUpperCase()}${what.slice(1)}${type.nullable ? ', or nothing' : ''}.`
}

function escapedPattern(path) {
  return `${exactly(path)}(?:$|[.\\[])`
}

/** A comparison at the root is the commonest mistake, and said to be four others. */
function forbidLeafAtRoot(definitions) {
  const last = { if: { required: ['fact'] }, then: { not: {}, errorMessage: ROOT_LEAF } }
  let chain = definitions.TopLevelCondition
  while (chain.else?.if !== undefined) chain = chain.else
  chain.else = { ...last, else: chain.else }
}

const ROOT_LEAF = 'The root of a condition is `all`, `any`, `not` or `condition`: put this comparison into `all`.'

function addSnippets(definitions) {
  const fact = { fact: '$1', path: '^"\\$.$2"', operator: '$3', value: '$4' }
  const groups = [
    { label: 'all', description: 'All of these hold', body: { all: ['$1'] } },
    { label: 'any', description: 'One of these holds', body: { any: ['$1'] } },
    { label: 'not', description: 'This one does not hold', body: { not: '$1' } },
    { label: 'condition', description: 'A named condition of the set', body: { condition: '$1' } },
  ]
  definitions.TopLevelCondition.defaultSnippets = groups
  definitions.Condition.defaultSnippets = [
    { label: 'fact', description: 'Compares a fact with a value', body: fact },
    ...groups,
  ]
  const { WorkflowStep } = definitions
  if (WorkflowStep !== undefined) WorkflowStep.defaultSnippets = stepSnippets(WorkflowStep, definitions)
  if (definitions.Rule === undefined) return
  definitions.Rule.defaultSnippets = [
    {
      label: 'rule',
      description: 'A rule: on this, when that holds, do these',
      body: { id: '$1', name: '$2', on: '$3', when: { all: ['$4'] }, then: ['$5'] },
    },
  ]
  definitions.ScheduleDefinition.defaultSnippets = [
    {
      label: 'business hours',
      description: 'Open from Monday to Friday',
      body: { zone: stopWith(1, 'Europe/Moscow'), week: { 'mon-fri': [stopWith(2, '09:00-18:00')] } },
    },
  ]
}

/** A place to type at, with what stands there first. */
function stopWith(at, text) {
  return `\${${at}:${text}}`
}

function resolved(schema, definitions) {
  if (schema?.$ref === undefined) return schema ?? {}
  return definitions[decodeURIComponent(schema.$ref.replace('#/definitions/', ''))]
}

function constantOf(schema) {
  return schema.const ?? schema.enum[0]
}
