import type { SourceFile } from '../../source/source-file.ts'
import type { Deed, Hit, Job, PipelineModel } from '../contract.ts'
import type { Check, Found } from './check.ts'
import { checkArchived } from './check-archived.ts'
import { checkInjection } from './check-injection.ts'
import { checkJenkins } from './check-jenkins.ts'
import { checkPermissions } from './check-permissions.ts'
import { checkPins } from './check-pins.ts'
import { checkRelease } from './check-release.ts'
import { checkScripts } from './check-scripts.ts'
import { checkSecrets } from './check-secrets.ts'
import { checkTriggers } from './check-triggers.ts'
import { maskSecrets } from './mask-secrets.ts'

const CHECKS: readonly Check[] = [
  checkPins,
  checkArchived,
  checkInjection,
  checkTriggers,
  checkPermissions,
  checkSecrets,
  checkScripts,
]
/** Lines that a hit shows at most, and characters. */
const MAX_LINES = 12
const MAX_TEXT = 1_500

/** Everything that is weak in a pipeline, with its lines as text; secrets are masked there. */
export function postureOf(model: PipelineModel, deeds: ReadonlyMap<Job, Deed[]>, file: SourceFile): Hit[] {
  const lines = file.text.split('\n')
  const found = [
    ...CHECKS.flatMap((check) => check(model)),
    ...checkRelease(model, deeds),
    ...checkJenkins(model, file),
  ]
  return merged(found)
    .map((one) => ({ ...one, what: maskSecrets(one.what), text: textOf(one, lines) }))
    .sort((a, b) => a.line - b.line)
}

/** One hit for the same thing in the same file, with all its places. */
function merged(found: readonly Found[]): Found[] {
  const byKey = new Map<string, Found>()
  for (const one of found) {
    const key = `${one.rule}\0${one.what}\0${one.severity ?? ''}`
    const known = byKey.get(key)
    if (!known) byKey.set(key, one)
    else if (known.line !== one.line)
      byKey.set(key, { ...known, more: [...new Set([...(known.more ?? []), one.line])].slice(0, 100) })
  }
  return [...byKey.values()]
}

function textOf(one: Found, lines: readonly string[]): string {
  const end = Math.min(one.endLine ?? one.line, one.line + MAX_LINES - 1)
  const own = lines.slice(one.line - 1, end)
  const text = one.rule === 'cicd-hard-coded-secret' ? own.map(hideValue) : own
  return maskSecrets(text.join('\n')).slice(0, MAX_TEXT).trimEnd()
}

/** The name stays, the value goes, whatever it looks like. */
const hideValue = (line: string): string =>
  /^(\s*(?:-\s+)?[\w."'-]+\s*[:=]\s*).+$/.test(line)
    ? line.replace(/^(\s*(?:-\s+)?[\w."'-]+\s*[:=]\s*).+$/, '$1***')
    : maskSecrets(line)
