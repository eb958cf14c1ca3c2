import { counted } from '../words/format.ts'

/** What entries are about: the first half of an action, and of an object. */
const NOUN: Record<string, string> = {
  application: 'Application',
  asset: 'Asset',
  dashboard: 'Dashboard',
  discovery: 'Discovery',
  estate: 'Estate',
  exception: 'Exception',
  'exception-settings': 'Thresholds of exceptions',
  finding: 'Findings',
  gate: 'Gate',
  intel: 'Intelligence',
  'license-policy': 'Licence policy',
  mapping: 'Format of your own',
  'merge-rules': 'Merge rules',
  owner: 'Owner',
  policy: 'Policy',
  question: 'Question',
  report: 'Report',
  'risk-model': 'Weights of the score',
  saved_query: 'View',
  session: 'Session',
  sla: 'Due dates',
  'sla-calendar': 'Calendar',
  team: 'Team',
  token: 'Token',
  user: 'Person',
}

const VERB: Record<string, string> = {
  approve: 'approved',
  change: 'changed',
  create: 'made',
  default: 'set for a role',
  delete: 'deleted',
  expire: 'ran out',
  'hand-over': 'handed over',
  invite: 'invited',
  join: 'joined',
  lapse: 'lapsed',
  link: 'link judged',
  map: 'named',
  note: 'noted on',
  override: 'overridden',
  pause: 'paused',
  reject: 'rejected',
  request: 'asked for',
  reread: 'read again',
  resume: 'resumed',
  revoke: 'revoked',
  split: 'split',
  start: 'begun',
  sync: 'synced',
  triage: 'triaged',
  upload: 'uploaded',
  welcome: 'came in',
}

/** `report.upload` → `Report uploaded`; a half that has no word stays as it is written. */
export function actionWords(action: string): string {
  const dot = action.indexOf('.')
  const [noun, verb] = [action.slice(0, dot), action.slice(dot + 1)]
  return `${NOUN[noun] ?? noun} ${VERB[verb] ?? verb}`
}

const NAMES = ['name', 'fileName', 'application', 'asset', 'summary', 'url'] as const

/** What the entry's object is called, as far as the entry says; else its kind and the end of its id, which tells it from others. */
export function objectName(object: string, detail: unknown): string {
  const said = (detail ?? {}) as Record<string, unknown>
  const name = NAMES.map((key) => said[key]).find((value) => typeof value === 'string' && value !== '')
  if (typeof name === 'string') return name
  // One entry for many findings of an asset, which is not named.
  if (typeof said.changed === 'number') return counted(said.changed, 'finding')
  const slash = object.indexOf('/')
  const [kind, id] = [object.slice(0, slash), object.slice(slash + 1)]
  return slash < 0 ? (NOUN[object] ?? object) : isId(id) ? `${NOUN[kind] ?? kind} …${id.slice(-6)}` : id
}

/** What else the entry says, in a line: not the name again, and nothing of what is empty. */
export function detailWords(object: string, detail: unknown): string {
  const name = objectName(object, detail)
  return Object.entries(detail ?? {})
    .filter(([, value]) => value !== name && value !== null && value !== '')
    .map(([key, value]) => `${keyWords(key)}: ${valueWords(value)}`)
    .join(' · ')
}

const keyWords = (key: string): string => key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)

function valueWords(value: unknown): string {
  if (value === null) return 'nothing'
  if (typeof value !== 'object') return String(value)
  if ('was' in value && 'is' in value) return `${valueWords(value.was)} → ${valueWords(value.is)}`
  const isPlain = Array.isArray(value) && value.every((one) => typeof one !== 'object')
  return isPlain ? value.join(', ') : JSON.stringify(value)
}

const isId = (text: string): boolean => /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(text)

/** Pages of what entries are about, by kind of object. */
const PAGE: Record<string, (id: string) => string> = {
  application: (id) => `/applications/${id}`,
  asset: (id) => `/asset/${id}`,
  dashboard: (id) => `/dashboards/${id}`,
  exception: (id) => `/exceptions?open=${id}`,
  finding: (id) => `/findings/${id}`,
  policy: (id) => `/policies/${id}`,
  report: (id) => `/imports?open=${id}`,
}

/** The page of the entry's object, if it has one. What was deleted has none. */
export function objectPath(action: string, object: string): string | null {
  const [kind = '', id = ''] = object.split('/')
  return action.endsWith('.delete') || !isId(id) ? null : (PAGE[kind]?.(id) ?? null)
}
