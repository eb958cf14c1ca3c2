/** What a rule may look at, as CEL types it. Texts are `''` and flags false where nothing tells; numbers say what they are then. */
export const FACTS = {
  finding: {
    id: 'string',
    title: 'string',
    kind: 'string',
    rule: 'string',
    severity: 'string',
    /** 0–100. */
    score: 'double',
    isNew: 'bool',
    /** `open`, `accepted`, `false_positive`. */
    state: 'string',
    knownExploited: 'bool',
    /** 0–1; -1 = unknown. */
    epss: 'double',
    /** `none`, `poc`, `weaponised`, `exploited`, or `''`. */
    exploitMaturity: 'string',
    /** `absent`, `present`, `imported`, `called`, `loaded`, or `''`. */
    reachability: 'string',
    cwes: 'list<int>',
    advisories: 'list<string>',
    tool: 'string',
    tools: 'list<string>',
    path: 'string',
    /** 0 = unknown. */
    line: 'int',
    component: 'string',
    version: 'string',
    fixVersion: 'string',
    direct: 'bool',
    /** `runtime`, `development`, `optional`, `test`, or `''`. */
    scope: 'string',
    noise: 'list<string>',
    tags: 'list<string>',
    /** 0 for a new one; -1 = unknown. */
    ageDays: 'double',
    /** As its source writes it, `team:Payments` for the team of its application, or `''`. */
    owner: 'string',
    /** `codeowners`, `catalog-info`, …, or `''`. */
    ownerSource: 'string',
  },
  component: {
    name: 'string',
    version: 'string',
    fixVersion: 'string',
    purl: 'string',
    path: 'string',
    direct: 'bool',
    scope: 'string',
  },
  advisory: { id: 'string', ids: 'list<string>', knownExploited: 'bool', epss: 'double', cvss: 'double' },
  asset: {
    name: 'string',
    kind: 'string',
    criticality: 'string',
    exposure: 'string',
    environment: 'string',
    dataClasses: 'list<string>',
    controls: 'list<string>',
    compliance: 'list<string>',
  },
  application: { name: 'string', team: 'string' },
  /** SSVC for who runs the system; a point is `''` where more than one value is open. */
  ssvc: {
    decision: 'string',
    exploitation: 'string',
    exposure: 'string',
    automatable: 'string',
    humanImpact: 'string',
  },
  change: { branch: 'string', target: 'string', files: 'list<string>' },
} as const

interface Plain {
  string: string
  bool: boolean
  double: number
  int: number
  'list<string>': readonly string[]
  'list<int>': readonly number[]
}

/** The input of a policy: the same shape with plain values. */
export type Facts = {
  -readonly [Name in keyof typeof FACTS]: {
    -readonly [Field in keyof (typeof FACTS)[Name]]: (typeof FACTS)[Name][Field] extends keyof Plain
      ? Plain[(typeof FACTS)[Name][Field]]
      : never
  }
}

const EMPTY: { [Type in keyof Plain]: Plain[Type] } = {
  string: '',
  bool: false,
  double: 0,
  int: 0,
  'list<string>': [],
  'list<int>': [],
}
const UNKNOWN_NUMBERS = { epss: -1, cvss: -1 }

/** A new, open code finding of which nothing else is known: what a case in a policy starts from. */
export function noFacts(): Facts {
  const made = Object.fromEntries(
    Object.entries(FACTS).map(([name, fields]) => [
      name,
      Object.fromEntries(Object.entries(fields).map(([field, type]) => [field, EMPTY[type]])),
    ]),
  ) as unknown as Facts
  Object.assign(made.finding, { isNew: true, state: 'open', kind: 'code', severity: 'unknown', epss: -1 })
  Object.assign(made.advisory, UNKNOWN_NUMBERS)
  return made
}
