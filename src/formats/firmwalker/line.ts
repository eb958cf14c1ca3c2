import type { Observation } from '../../model/observation.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'

interface Line {
  section: string
  pattern: string
  /** Where the firmware was unpacked. */
  folder: string
  text: string
}

/** A file that fits a pattern, or what was found in one. */
export function* itemOf({ section, pattern, folder, text }: Line): Generator<Observation> {
  const what = section.replace(/^(?:Search for|List)\s+/i, '')
  // Patterns that repeat their section's name are none.
  const sought = pattern && !pattern.startsWith('search for') && !what.includes(pattern) ? pattern : undefined
  const shared = {
    rule: [what, sought].filter(Boolean).join(':'),
    title: sought ? `${upperFirst(what)}: ${sought}` : upperFirst(what),
    // What is in a firmware is for people to judge; lists of programs and addresses are inventory.
    severity: IS_INVENTORY.test(what) ? ('info' as const) : ('unknown' as const),
    raw: text,
  }
  if (/hashes/i.test(what)) {
    const at = text.indexOf(':')
    const [file, secret] = at > 0 ? [text.slice(0, at), text.slice(at + 1)] : ['', text]
    yield observe({ kind: 'secret', ...shared, ...placeOf(file, folder), secret })
  } else if (/^(?:ip addresses|emails|urls)$/i.test(what))
    yield observe({
      kind: 'config',
      ...shared,
      ...(/^https?:/i.test(text) ? { endpoint: { url: text } } : {}),
      resource: { address: text, type: what.replace(/(?:es|s)$/i, '') },
    })
  else if (/directory$/i.test(what)) yield* listed(text, what, shared)
  else yield observe({ kind: isKey(what, sought) ? 'secret' : 'config', ...shared, ...placeOf(text, folder) })
}

const IS_INVENTORY =
  /^(?:.* directory|files|.*bin files|shell scripts|web servers|important binaries|ip addresses|urls|emails|patterns in files|database related files)$/i

/** `-rw-r--r-- 1 root root 55 Jul 31 18:44 cert.pem` in the list of `etc/ssl`. */
function* listed(
  text: string,
  what: string,
  shared: Pick<Observation, 'rule' | 'title' | 'severity' | 'raw'>,
): Generator<Observation> {
  if (/^total \d+$/.test(text)) return
  const name = /\s(\S+)$/.exec(text)?.[1] ?? text
  yield observe({ kind: 'config', ...shared, ...placeOf(`${what.replace(/ directory$/i, '')}/${name}`, '') })
}

/** Files that hold private keys by their names. */
const isKey = (what: string, sought: string | undefined): boolean =>
  /ssh|ssl/i.test(what) && /id_rsa|id_dsa|host_key|\*\.key|\*\.p12|\*\.psk/.test(sought ?? '')

function placeOf(file: string, folder: string): Pick<Observation, 'location'> {
  const path = relativePath(file, folder ? [folder] : [])
  return path ? { location: { path } } : {}
}

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
