import type { Kind } from '../../model/kind.ts'
import type { CodeLocation, Observation } from '../../model/observation.ts'
import { relativePath } from '../values/path.ts'
import type { Result } from './control.ts'

interface Place {
  kind?: Kind
  at: Pick<Observation, 'location' | 'endpoint' | 'component' | 'resource'>
}

/** Where a test failed. Converters write the place of other tools' findings into the test's description, each in its way. */
export function placeOf({
  code_desc = '',
  resource_id: id,
  resource_class: type,
}: Result): Place | undefined {
  const location = sonarPlace(code_desc)
  if (location) return { kind: 'code', at: { location } }
  const [, url, method, parameter, attack] =
    /^Uri: (\S+)\n(?:Method: (\S+)\n)?(?:Param: ([^\n]*)\n)?(?:(?:Evidence|Attack): ([\s\S]*))?/.exec(
      code_desc,
    ) ?? []
  if (url) {
    const more = {
      ...(method && { method }),
      ...(parameter && { parameter }),
      ...(attack?.trim() && { evidence: attack.trim() }),
    }
    return { kind: 'web', at: { endpoint: { url, ...more } } }
  }
  const chain = /^From : \[ (.+) \]$/.exec(code_desc.trim())?.[1]?.split(' , ')
  const [, name, version] = /^(.+)@([^@]+)$/.exec(chain?.at(-1) ?? '') ?? []
  if (chain && name && version) return { kind: 'dependency', at: { component: { name, version, chain } } }
  return id ? { at: { resource: { address: id, ...(type && { type }) } } } : undefined
}

/** `Path:project:src/a.java:10:10 StartLine: 7, EndLine: 13<br>Code:<pre>…` or `project:src/a.js:29-29\n<pre>…`, with lines around. */
function sonarPlace(text: string): CodeLocation | undefined {
  const old = /^Path:[^:\s]+:([^:\n]+):(\d+):(\d+) StartLine: (\d+)[^<]*<br>Code:<pre>([\s\S]*?)<\/pre>/.exec(
    text,
  )
  const now = /^[^:\s]+:([^:\n]+):(\d+)-(\d+)\n<pre>\n?([\s\S]*?)<\/pre>/.exec(text)
  const [, path, first = '', last = ''] = old ?? now ?? []
  if (!path) return undefined
  const line = Number(first)
  const endLine = Math.max(line, Number(last))
  const snippet = old
    ? (old[5] ?? '').split('\n').slice(line - Number(old[4]), endLine - Number(old[4]) + 1)
    : (now?.[4] ?? '').split('\n').flatMap((row) => {
        const [, number, code] = /^(\d+) ?(.*)$/.exec(row) ?? []
        return number && Number(number) >= line && Number(number) <= endLine ? [code ?? ''] : []
      })
  const code = snippet.join('\n')
  return {
    path: relativePath(path),
    ...(line > 0 && { line, endLine }),
    ...(code.trim() !== '' && { snippet: code }),
  }
}
