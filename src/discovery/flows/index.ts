import type { Unit } from '../contract.ts'
import { isOwnCode } from '../source/own-code.ts'
import type { SourceFile } from '../source/source-file.ts'
import { functionsAround } from '../syntax/functions-around.ts'
import { languageOf } from '../syntax/languages.ts'
import { isCode, isManifest } from '../third-parties/packages-of.ts'
import { callsOf } from './calls-of.ts'
import type { FlowFact } from './contract.ts'
import { driversOf } from './drivers-of.ts'
import { tablesUsed } from './sql-statements.ts'
import { systemsTouched } from './systems-touched.ts'

const CONFIG =
  /(?:^|\/)(?:\.env(?:\.[\w.-]+)?|application[\w.-]*\.(?:ya?ml|properties)|appsettings[\w.-]*\.json|database\.ya?ml|schema\.prisma)$|(?:^|\/)prisma\/[^/]+\.prisma$/
const MAX_TEXT = 1_500_000

/** Which functions read and write which tables, call which others' systems and which functions, and which databases a tree talks to. */
export const flows: Unit<FlowFact> = {
  id: 'flows',
  version: 1,
  wants: (path) => (isCode(path) || isManifest(path) || CONFIG.test(path)) && isOwnCode(path),
  read(file) {
    if (file.text.length > MAX_TEXT) return []
    const code = !isManifest(file.path) && languageOf(file.path) !== undefined
    return [...driversOf(file), ...(code ? touchesOf(file) : [])]
  },
  join: (files) => ({
    flows: files.flatMap(({ path, facts }) => facts.map((fact) => ({ ...fact, file: path }))),
  }),
}

function touchesOf(file: SourceFile): FlowFact[] {
  const around = functionsAround(file)
  const within = (offset: number) => ({ line: file.lineAt(offset), ...around(offset) })
  const touches: FlowFact[] = [
    ...tablesUsed(file.text).map(
      ({ table, way, offset, says }) =>
        ({ type: 'touch', to: `model:${table}`, way, says, ...within(offset) }) as const,
    ),
    ...systemsTouched(file).map(
      ({ offset, ...touch }) => ({ type: 'touch', ...touch, ...within(offset) }) as const,
    ),
  ]
  const own = new Set(
    touches.flatMap((one) => ('functions' in one ? one.functions.flatMap(({ name }) => name ?? []) : [])),
  )
  const calls = callsOf(file, own).map(
    ({ name, offset }) => ({ type: 'call', name, ...within(offset) }) as const,
  )
  // A table is kept in a store wherever it is named; all else tells something only by the function or the class that it is in.
  return [
    ...touches.filter(
      (one) => one.type === 'touch' && (one.to.startsWith('model:') || one.functions.length > 0),
    ),
    ...calls.filter(({ functions }) => functions.length > 0),
  ]
}
