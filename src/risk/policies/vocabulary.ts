import { CONTROLS, CRITICALITIES, DATA_CLASSES, ENVIRONMENTS, EXPOSURES } from '../../model/application.ts'
import { ASSET_KINDS } from '../../model/asset.ts'
import { DEPLOYER_DECISIONS } from '../../model/deployer-decision.ts'
import { EXPLOIT_MATURITIES } from '../../model/exploit-maturity.ts'
import { KINDS } from '../../model/kind.ts'
import { NOISE } from '../../model/noise.ts'
import { OWNER_SOURCES } from '../../model/owner.ts'
import { REACHES } from '../../model/reachability.ts'
import { SEVERITIES } from '../../model/severity.ts'
import { AUTOMATABLE, EXPLOITATION, HUMAN_IMPACT, SYSTEM_EXPOSURE } from '../ssvc/tables.ts'
import { EFFECTS, type EffectName } from './effect.ts'
import { FACTS } from './facts.ts'
import { TARGETS, type TargetName } from './target.ts'

interface Word {
  doc: string
  values?: readonly string[]
}

/** Of each fact what it says; a fact without words does not compile. */
const WORDS: { [Name in keyof typeof FACTS]: { [Field in keyof (typeof FACTS)[Name]]: Word } } = {
  finding: {
    id: { doc: 'Its id.' },
    title: { doc: 'One line that says what is wrong.' },
    kind: { doc: 'What sort of weakness it is.', values: KINDS },
    rule: { doc: 'The tool’s name for this weakness.' },
    severity: { doc: 'The worst of its tools’ severities, or a person’s.', values: SEVERITIES },
    score: { doc: '0–100, without what policies add; of a combination at least that of its strongest part.' },
    isNew: { doc: 'At the gate: the target branch does not have it. Always false of stored findings.' },
    state: { doc: 'Its state.', values: ['open', 'fixed', 'accepted', 'false_positive'] },
    knownExploited: { doc: 'In CISA’s list of what is exploited in the wild, or a report says so.' },
    epss: { doc: 'Probability of exploitation within 30 days, 0–1; -1 unknown.' },
    exploitMaturity: { doc: 'How far exploits have come.', values: EXPLOIT_MATURITIES },
    reachability: { doc: 'How near a running program comes to it.', values: REACHES },
    cwes: { doc: 'Numbers of its weaknesses: 79 in finding.cwes.' },
    advisories: { doc: 'All names of its vulnerability.' },
    tool: { doc: 'The first tool that sees it.' },
    tools: { doc: 'All tools that see it.' },
    path: { doc: 'Of its file, from the root of the repository.' },
    line: { doc: '0 unknown.' },
    component: { doc: 'Name of the package.' },
    version: { doc: 'Of the package.' },
    fixVersion: { doc: 'The first version without it; empty where there is none.' },
    direct: { doc: 'The package is asked for by name, not by another package.' },
    scope: { doc: 'What the package is for.', values: ['runtime', 'development', 'optional', 'test'] },
    noise: { doc: 'Why it is seldom worth a person’s time.', values: NOISE },
    tags: { doc: 'The tools’ tags; not those that policies set.' },
    ageDays: { doc: 'Days since it was first seen; 0 new, -1 unknown.' },
    owner: { doc: 'Whose it is: as CODEOWNERS and the like write it, or team:Name.' },
    ownerSource: { doc: 'How that is known.', values: OWNER_SOURCES },
  },
  component: {
    name: { doc: 'As finding.component.' },
    version: { doc: 'As finding.version.' },
    fixVersion: { doc: 'As finding.fixVersion.' },
    purl: { doc: 'Package URL.' },
    path: { doc: 'Of the file that names the package.' },
    direct: { doc: 'As finding.direct.' },
    scope: { doc: 'As finding.scope.', values: ['runtime', 'development', 'optional', 'test'] },
  },
  advisory: {
    id: { doc: 'One name of the vulnerability.' },
    ids: { doc: 'All its names.' },
    knownExploited: { doc: 'As finding.knownExploited.' },
    epss: { doc: 'As finding.epss.' },
    cvss: { doc: 'Highest CVSS base score 0–10; -1 unknown.' },
  },
  asset: {
    name: { doc: 'Its name.' },
    kind: { doc: 'What sort of thing it is.', values: ASSET_KINDS },
    criticality: { doc: 'What it is worth to the business.', values: CRITICALITIES },
    exposure: { doc: 'From where it can be reached.', values: EXPOSURES },
    environment: { doc: 'Where it runs.', values: ENVIRONMENTS },
    dataClasses: { doc: 'What data it holds.', values: DATA_CLASSES },
    controls: { doc: 'What stands between an attacker and a weakness.', values: CONTROLS },
    compliance: { doc: 'Frameworks that hold for it.' },
  },
  application: {
    name: { doc: 'Of the application that it belongs to.' },
    team: { doc: 'Name of the team that owns the application.' },
  },
  ssvc: {
    decision: {
      doc: 'What who runs it should do; empty where more than one is open.',
      values: DEPLOYER_DECISIONS,
    },
    exploitation: { doc: 'How far it is exploited; empty where that is open.', values: EXPLOITATION },
    exposure: { doc: 'How exposed the system is; empty where that is open.', values: SYSTEM_EXPOSURE },
    automatable: { doc: 'Whether attacks can be automated; empty where that is open.', values: AUTOMATABLE },
    humanImpact: {
      doc: 'What it does to people and the mission; empty where that is open.',
      values: HUMAN_IMPACT,
    },
  },
  change: {
    branch: { doc: 'At the gate: the branch of the change.' },
    target: { doc: 'At the gate: what it is compared with.' },
    files: { doc: 'At the gate: the paths that the change touches.' },
  },
}

const FUNCTIONS = [
  {
    name: 'matches',
    signature: 'text.matches("pattern")',
    doc: 'RE2 pattern; finds it anywhere in the text.',
  },
  { name: 'startsWith', signature: 'text.startsWith("…")', doc: 'The text begins so.' },
  { name: 'endsWith', signature: 'text.endsWith("…")', doc: 'The text ends so.' },
  { name: 'contains', signature: 'text.contains("…")', doc: 'It is anywhere in the text.' },
  { name: 'lowerAscii', signature: 'text.lowerAscii()', doc: 'The text in small letters.' },
  { name: 'size', signature: 'size(text or list)', doc: 'How many characters or elements.' },
  { name: 'exists', signature: 'list.exists(one, condition)', doc: 'The condition holds for an element.' },
  { name: 'all', signature: 'list.all(one, condition)', doc: 'The condition holds for each element.' },
  { name: 'exists_one', signature: 'list.exists_one(one, condition)', doc: 'It holds for exactly one.' },
  { name: 'in', signature: 'value in list', doc: 'The list has the value.' },
] as const

const EFFECT_WORDS: Record<EffectName, { doc: string; example: string }> = {
  block: { doc: 'The change may not come in.', example: 'block: New and critical.' },
  review: {
    doc: 'The change passes once a person has looked.',
    example: 'review: This licence needs a word.',
  },
  warn: { doc: 'The change passes, with a warning.', example: 'warn: New and medium.' },
  ignore: { doc: 'At the gate it counts for nothing.', example: 'ignore: Not used in what runs.' },
  rank: { doc: 'Points of the score, from -50 to 50.', example: 'rank: 10' },
  sla: {
    doc: 'By when it has to be fixed.',
    example: 'sla: { days: 14, from: known, calendar: office }',
  },
  assign: { doc: 'Who takes it, where nobody has: owner, team:Name or an e-mail.', example: 'assign: owner' },
  tag: { doc: 'Words to find it by.', example: 'tag: [pci, kev]' },
  notify: { doc: 'Who is told: owner, team:Name or an e-mail.', example: 'notify: [owner, "team:Security"]' },
  noise: { doc: 'It is marked as noise and ranks lower, for this reason.', example: 'noise: Test data.' },
}

const TARGET_WORDS: Record<TargetName, string> = {
  advisory: 'Names of vulnerabilities.',
  rule: 'The tools’ rules.',
  component: 'Names of packages.',
  path: 'Globs: **, *, ?; all below with a / at the end.',
  asset: 'Names of assets.',
  application: 'Names of applications.',
  tool: 'Tools.',
  kind: 'Kinds of findings.',
  noise: 'Reasons why it is noise.',
}

const RULE_KEYS = [
  { name: 'id', doc: 'Its name: small letters, digits and hyphens.' },
  { name: 'for', doc: 'What it is about; who names more is more specific.' },
  { name: 'applies', doc: 'Its gate effect is about new findings (if absent), old ones or all.' },
  { name: 'when', doc: 'A condition in CEL.' },
  { name: 'then', doc: 'What follows.' },
  { name: 'why', doc: 'The reason of everything but what the gate does, which says it itself.' },
  { name: 'fix', doc: 'What to do about it.' },
] as const

/** Everything that an editor can complete in a policy. */
export const vocabulary = () => ({
  variables: Object.entries(FACTS).map(([name, fields]) => ({
    name,
    fields: Object.entries(fields).map(([field, type]) => {
      const { doc, values = [] } = (WORDS[name as keyof typeof WORDS] as Record<string, Word>)[field] as Word
      return { name: field, type, doc, values: [...values] }
    }),
  })),
  functions: [...FUNCTIONS],
  effects: EFFECTS.map((name) => ({ name, ...EFFECT_WORDS[name] })),
  targets: TARGETS.map((name) => ({ name, doc: TARGET_WORDS[name] })),
  ruleKeys: [...RULE_KEYS],
})
