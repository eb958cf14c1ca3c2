import { z } from 'zod'
import { SLA_STARTS } from '../../model/sla-state.ts'
import { id, page, paging, ref, time } from './common.ts'

/** What a policy is for, the widest first; of rules that hold, one of a narrower scope wins. */
export const POLICY_SCOPES = ['everything', 'team', 'application', 'asset'] as const
/** `shipped` comes with Stance, `repository` out of a repository's `.stance/policy.yaml`, `stored` from the web, the CLI or the API. */
export const POLICY_SOURCES = ['shipped', 'repository', 'stored'] as const
export const EFFECT_NAMES = [
  'block',
  'review',
  'warn',
  'ignore',
  'rank',
  'sla',
  'assign',
  'tag',
  'notify',
  'noise',
] as const

const text = z.string().min(1).max(524_288)
const note = z.string().trim().max(2_000).default('')

/** `id` of the team, application or asset; left out for everything. */
export const policyScopeWish = z.object({ kind: z.enum(POLICY_SCOPES), id: id.optional() })
export const policyScope = z.object({
  kind: z.enum(POLICY_SCOPES),
  id: id.nullable(),
  name: z.string().nullable(),
})

export const policy = z.object({
  id,
  name: z.string(),
  description: z.string(),
  /** As its text says. */
  version: z.string(),
  /** Number of its stored text, from 1; 0 for one that comes with Stance. */
  revision: z.number().int(),
  scope: policyScope,
  source: z.enum(POLICY_SOURCES),
  enabled: z.boolean(),
  /** Only what makes things stricter counts of it: a repository's own, until an administrator trusts it. */
  bounded: z.boolean(),
  rules: z.number().int(),
  tests: z.number().int(),
  /** Kinds of effects that its rules have. */
  effects: z.array(z.enum(EFFECT_NAMES)),
  changedAt: time.nullable(),
  changedBy: z.string().nullable(),
  /** Why its text is not carried out (a repository's may be broken); null = it is. */
  error: z.string().nullable(),
  /** Open findings on which one of its rules counts. */
  firing: z.number().int(),
  /** Those of them that it gives to somebody and that are nobody's all the same. */
  unassigned: z.number().int(),
  /** People, teams and calendars that it names and that are not there: what it says of them does nothing. */
  unknownNames: z.array(z.string()),
})
export const policies = z.array(policy)

export const ruleSummary = z.object({
  id: z.string(),
  /** In the text, from 1. */
  line: z.number().int(),
  for: z.record(z.string(), z.array(z.string()).readonly()),
  applies: z.enum(['new', 'old', 'all']),
  when: z.string().nullable(),
  /** In words: `14 days from first seen`. */
  effects: z.array(z.object({ effect: z.enum(EFFECT_NAMES), value: z.string() })),
  reason: z.string(),
  fix: z.string().nullable(),
  /** Open findings on which it counts. */
  firing: z.number().int(),
  /** Those of them that it gives to somebody and that are nobody's all the same. */
  unassigned: z.number().int(),
})

export const policyFlaw = z.object({
  /** From 1. */
  line: z.number().int(),
  column: z.number().int(),
  /** Path in the document, `rules.0.when`; empty for the whole. */
  where: z.string(),
  message: z.string(),
})

export const policyDetail = policy.extend({
  text: z.string(),
  ruleList: z.array(ruleSummary),
  /** Rules that no test expects anything of. */
  untested: z.array(z.string()),
  /** What is worth a look: as `POST /policies/validate` says it of the text. */
  warnings: z.array(policyFlaw),
})

export const newPolicy = z.object({
  text,
  scope: policyScopeWish.default({ kind: 'everything' }),
  enabled: z.boolean().default(true),
  note,
})

/** Only what is given changes. One that comes with Stance can only be enabled and disabled. */
export const policyChange = z.object({
  text: text.optional(),
  scope: policyScopeWish.optional(),
  enabled: z.boolean().optional(),
  /** Lets a repository's own policy also make things less strict. */
  trusted: z.boolean().optional(),
  /** The revision that one began from: refused (409 `changed_meanwhile`) where another text has been kept since. */
  revision: z.number().int().min(0).optional(),
  note,
})

export const revision = z.object({
  revision: z.number().int(),
  text: z.string(),
  changedAt: time,
  changedBy: z.string(),
  note: z.string(),
})
export const revisions = z.array(revision)

export const textOnly = z.object({ text: z.string().max(524_288) })

export const validation = z.object({
  errors: z.array(policyFlaw),
  /** It can be used, and these are worth a look: a rule that no test covers, a name that nobody has. */
  warnings: z.array(policyFlaw),
  /** Null while there are errors. */
  policy: z
    .object({
      name: z.string(),
      version: z.string(),
      description: z.string(),
      rules: z.array(z.object({ id: z.string(), line: z.number().int() })),
      tests: z.number().int(),
    })
    .nullable(),
})

export const testResults = z.object({
  name: z.string(),
  passed: z.number().int(),
  failed: z.number().int(),
  tests: z.array(
    z.object({
      name: z.string(),
      line: z.number().int(),
      passed: z.boolean(),
      expected: z.string(),
      got: z.string(),
      conflicts: z.array(z.string()).readonly(),
    }),
  ),
  untested: z.array(z.string()),
})

/** What an editor completes. */
export const vocabulary = z.object({
  variables: z.array(
    z.object({
      name: z.string(),
      fields: z.array(
        z.object({
          name: z.string(),
          /** `string`, `bool`, `double`, `int`, `list<string>`, `list<int>`. */
          type: z.string(),
          doc: z.string(),
          /** Values that it may have, where they are known. */
          values: z.array(z.string()),
        }),
      ),
    }),
  ),
  functions: z.array(z.object({ name: z.string(), signature: z.string(), doc: z.string() })),
  effects: z.array(z.object({ name: z.enum(EFFECT_NAMES), doc: z.string(), example: z.string() })),
  /** Names in `for`, the most specific first. */
  targets: z.array(z.object({ name: z.string(), doc: z.string() })),
  /** Keys of a rule. */
  ruleKeys: z.array(z.object({ name: z.string(), doc: z.string() })),
})

export const dryRunRequest = z.object({
  text,
  scope: policyScopeWish.default({ kind: 'everything' }),
  /** The policy in force that this text would replace. */
  replaces: id.optional(),
})

export const ruleName = z.object({ policy: z.string(), rule: z.string(), effect: z.enum(EFFECT_NAMES) })

/** Rules that hold for the same findings, are as specific, and contradict each other. */
export const conflict = z.object({
  /** Which of them counts. */
  taken: ruleName,
  against: ruleName,
  /** Open findings that both are about. */
  findings: z.number().int(),
})
export const conflicts = z.array(conflict)

const outcome = z.object({
  /** 0–100 with what policies add. */
  score: z.number(),
  points: z.number(),
  sla: z.object({ days: z.number().int(), from: z.enum(SLA_STARTS), rule: z.string() }).nullable(),
  assign: z.string().nullable(),
  tags: z.array(z.string()),
  notify: z.array(z.string()),
  noise: z.string().nullable(),
  /** What a gate would do with it if it came in with a change. */
  gate: z.enum(['block', 'review', 'warn', 'ignore']).nullable(),
  rules: z.array(z.string()),
})

export const dryRun = z.object({
  /** Open findings looked at. */
  findings: z.number().int(),
  /** Those of which anything would change. */
  changed: z.number().int(),
  counts: z.object({
    scoreUp: z.number().int(),
    scoreDown: z.number().int(),
    slaSet: z.number().int(),
    slaShorter: z.number().int(),
    slaLonger: z.number().int(),
    slaRemoved: z.number().int(),
    /** Of those that are nobody's. */
    assigned: z.number().int(),
    tagged: z.number().int(),
    untagged: z.number().int(),
    notified: z.number().int(),
    noise: z.number().int(),
    noLongerNoise: z.number().int(),
    blocked: z.number().int(),
    noLongerBlocked: z.number().int(),
    toReview: z.number().int(),
  }),
  /** What each rule of the text would decide. */
  byRule: z.array(z.object({ rule: z.string(), effect: z.enum(EFFECT_NAMES), findings: z.number().int() })),
  examples: z.array(
    z.object({
      finding: z.object({
        id,
        title: z.string(),
        severity: z.string(),
        location: z.string(),
        asset: ref,
      }),
      before: outcome,
      after: outcome,
    }),
  ),
  conflicts,
  ms: z.number().int(),
  evaluations: z.number().int(),
})

export const firing = z.array(
  z.object({
    policy: z.object({ id: id.nullable(), name: z.string() }),
    rule: z.string(),
    effect: z.enum(EFFECT_NAMES),
    /** Open findings on which it counts, and on how many assets they are. */
    findings: z.number().int(),
    assets: z.number().int(),
  }),
)

/** A change of policies on its way through the assets. */
export const applying = z.object({ waiting: z.number().int(), done: z.boolean() })

/** The policies that a gate applies to a change of an asset. */
export const assetPolicies = z.array(
  z.object({
    name: z.string(),
    version: z.string(),
    source: z.enum(POLICY_SOURCES),
    scope: z.enum(POLICY_SCOPES),
    bounded: z.boolean(),
    text: z.string(),
  }),
)

/** What policies did to one finding. */
export const findingEffect = z.object({
  policy: z.string(),
  /** Of its page `/policies/<id>`; null for one that is gone. */
  policyId: id.nullable(),
  rule: z.string(),
  effect: z.enum(EFFECT_NAMES),
  /** In words. */
  value: z.string(),
  reason: z.string(),
})
export const findingEffects = z.array(findingEffect)

export const notification = z.object({
  id,
  at: time,
  title: z.string(),
  text: z.string(),
  /** Path in the web. */
  link: z.string(),
  policy: z.string(),
  rule: z.string(),
  /** Null where it is about several. */
  asset: ref.nullable(),
  /** Findings it is about: how many, and the first of them. */
  count: z.number().int(),
  findings: z.array(id),
  read: z.boolean(),
})
export const notificationsQuery = z.object({
  ...paging,
  cursor: id.optional(),
  unread: z.stringbool().optional(),
})
export const notifications = page(notification).extend({ unread: z.number().int() })
/** All of one's own when no ids are given. */
export const markRead = z.object({ ids: z.array(id).max(1_000).optional() })
