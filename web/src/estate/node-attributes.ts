/** What the name, the links and the other facts of a thing say already. */
const SAID = new Set([
  'authentication',
  'exposedBy',
  'deployable',
  'class',
  'method',
  'path',
  'title',
  'field',
])

/** Names that do not read by themselves, and the order of those that matter most; the others follow by their names. */
const WORDS: Record<string, string> = {
  system: 'System',
  type: 'Type',
  provider: 'Provider',
  sort: 'Kind',
  model: 'Model',
  confidence: 'Sure',
  evidence: 'Why',
  framework: 'Framework',
  frameworks: 'Frameworks',
  languages: 'Languages',
  protocol: 'Protocol',
  parameters: 'Parameters',
  handler: 'Handler',
  handlerPlace: 'Handler at',
  triggers: 'Triggers',
  builds: 'Builds',
  pushes: 'Pushes',
  deploys: 'Deploys',
  actions: 'Actions',
  unpinned: 'Not pinned',
  secrets: 'Secrets',
  permissions: 'Permissions',
  source: 'Source',
  sources: 'Known from',
}
const ORDER = Object.keys(WORDS)

/** `imagePullPolicy` → `Image pull policy`. */
const spoken = (name: string): string => {
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').replaceAll(/[_-]/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1).toLowerCase()
}

const rank = (name: string): number => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length)

/** Attributes as facts, each with its label; what is said elsewhere is left out. */
export const attributeWords = (attributes: Readonly<Record<string, string>>): [string, string][] =>
  Object.entries(attributes)
    .filter(([name, value]) => value !== '' && !SAID.has(name))
    .toSorted(([a], [b]) => rank(a) - rank(b) || a.localeCompare(b))
    .map(([name, value]) => [
      WORDS[name] ?? spoken(name),
      name === 'confidence' && Number(value) <= 1 ? `${Math.round(Number(value) * 100)} %` : value,
    ])
