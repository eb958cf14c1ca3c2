import { isMap, isScalar, LineCounter, parseDocument } from 'yaml'
import { isRecord, type Plain, type PlainRecord, recordOf } from '../../../formats/infrastructure/plain.ts'
import type { SourceFile } from '../../source/source-file.ts'

export type ComposeFact =
  /** A compose file. `lines` are those of its services. */
  | { fact: 'compose'; compose: PlainRecord; lines: Record<string, number> }
  /** Variables of a file `.env`, without those that hold secrets. */
  | { fact: 'variables'; variables: Record<string, string> }

const ENV_FILE = /(?:^|\/)(?:\.env(?:\.[\w.-]+)?|[^/]+\.env)$/
const SERVICES = /^(?:services|["']services["'])\s*:/m
const OLD_FORM = /(?:^|\/)(?:docker-)?compose[^/]*\.ya?ml$/

/** Files that only tests and their pipelines start. */
const FOR_TESTS = /[._-](?:tests?|e2e|ci|integration)\.ya?ml$/

export const wantsCompose = (path: string): boolean =>
  (/\.ya?ml$/.test(path) && !FOR_TESTS.test(path)) || ENV_FILE.test(path)

/** Facts of a compose file, which any YAML file with a map of services that build or run images is; or of a file with variables. */
export function readCompose(file: SourceFile): ComposeFact[] {
  if (ENV_FILE.test(file.path)) return [{ fact: 'variables', variables: variablesIn(file.text) }]
  const named = OLD_FORM.test(file.path)
  if ((!named && !SERVICES.test(file.text)) || file.text.length > 1_000_000) return []
  const counter = new LineCounter()
  const document = parseDocument(file.text, {
    lineCounter: counter,
    uniqueKeys: false,
    logLevel: 'silent',
    merge: true,
  })
  const [error] = document.errors
  if (error) {
    if (named) throw new Error(error.message)
    return []
  }
  const value = document.toJS({ maxAliasCount: 100 }) as Plain
  if (!isRecord(value)) return []
  // The first form had its services at the top.
  const services = isRecord(value.services)
    ? value.services
    : named && value.services === undefined
      ? value
      : undefined
  if (!services || !Object.values(services).some((one) => isService(one, named))) return []
  const holder = isRecord(value.services) ? document.get('services') : document.contents
  const lines: Record<string, number> = Object.create(null)
  if (isMap(holder))
    for (const { key } of holder.items)
      if (isScalar(key) && key.range) lines[String(key.value)] = counter.linePos(key.range[0]).line
  const compose = isRecord(value.services) ? slim(value) : { services }
  return [{ fact: 'compose', compose, lines }]
}

/** A file of the usual name may only change what another one declares. */
const isService = (value: Plain, named: boolean): boolean =>
  isRecord(value) && (named || typeof value.image === 'string' || value.build !== undefined)

const slim = (value: PlainRecord): PlainRecord => ({
  name: value.name,
  services: recordOf(value.services),
  networks: value.networks,
  secrets: value.secrets,
  include: value.include,
})

const SECRET_NAME =
  /pass(?:word|wd|phrase)?|secret|token|credential|private|(?:^|_)(?:api|access)?_?key(?:$|_)|(?:^|_)(?:pwd|auth)(?:$|_)/i

/** `NAME=value` lines. Values that may be secrets are left out, and so is what stands before the host of an address. */
function variablesIn(text: string): Record<string, string> {
  const out: Record<string, string> = Object.create(null)
  for (const line of text.slice(0, 200_000).split('\n')) {
    const found = /^\s*(?:export\s+)?([A-Za-z_]\w{0,100})=(.{0,500})$/.exec(line.replace(/\r$/, ''))
    if (!found || SECRET_NAME.test(found[1] as string)) continue
    const value = (found[2] as string).trim().replace(/^(["'])(.*)\1$/, '$2')
    out[found[1] as string] = value.replace(/:\/\/[^\s/@]{1,200}@/, '://')
  }
  return out
}
