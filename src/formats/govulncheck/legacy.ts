import { z } from 'zod'
import { anything, listOf, needed, number, part, position, text } from '../values/lenient.ts'
import { addFinding, type Report } from './report.ts'
import { type Frame, osvSchema } from './schema.ts'
import { takeVulnerability } from './vulnerability.ts'

const site = z.object({
  Parent: number,
  Pos: part(z.object({ Filename: text, Line: position, Column: position })),
})

const functionSchema = z.object({ Name: text, PkgPath: text, CallSites: listOf(site) })

const call = z.object({ Symbol: text, Summary: text, Frames: anything })

/** The one document that was printed before there were messages (2022): a vulnerable symbol an entry, or (0.1) a vulnerability an entry. */
export const legacySchema = z.object({
  Vulns: z
    .array(
      z.object({
        OSV: osvSchema,
        Symbol: text,
        PkgPath: text,
        ModPath: text,
        CallSink: number,
        Modules: listOf(
          z.object({
            Path: needed,
            FoundVersion: text,
            FixedVersion: text,
            Packages: listOf(z.object({ Path: text, CallStacks: listOf(call) })),
          }),
        ),
      }),
    )
    .nullable(),
  Modules: listOf(z.object({ Path: needed, Version: text })),
  Calls: part(z.object({ Functions: z.record(z.string(), functionSchema) })),
  Requires: part(
    z.object({
      Modules: z.record(z.string(), z.object({ ID: number, Path: text, RequiredBy: listOf(z.number()) })),
    }),
  ),
})

type Legacy = z.output<typeof legacySchema>
type Entry = NonNullable<Legacy['Vulns']>[number]

export function takeLegacy(legacy: Legacy, report: Report): void {
  report.modules.push(...legacy.Modules.map(({ Path, Version }) => ({ path: Path, version: Version })))
  takeRequires(legacy, report)
  for (const entry of legacy.Vulns ?? []) {
    report.advisories.set(entry.OSV.id, entry.OSV)
    if (entry.Modules.length > 0) takeVulnerability(asVulnerability(entry), report, JSON.stringify(entry))
    else
      addFinding(
        report,
        { osv: entry.OSV.id, fixed_version: undefined, trace: traceOf(entry, legacy) },
        JSON.stringify(entry),
      )
  }
}

function takeRequires({ Requires }: Legacy, { requires }: Report): void {
  const modules = Object.values(Requires?.Modules ?? {})
  const paths = new Map(modules.map(({ ID, Path }) => [ID, Path]))
  for (const { Path: path, RequiredBy } of modules)
    for (const id of RequiredBy) {
      const user = paths.get(id)
      if (path && user && !requires.get(user)?.push(path)) requires.set(user, [path])
    }
}

const asVulnerability = ({ OSV, Modules }: Entry) => ({
  osv: OSV,
  modules: Modules.map((module) => ({
    path: module.Path,
    found_version: module.FoundVersion,
    fixed_version: module.FixedVersion,
    packages: module.Packages.map(({ Path, CallStacks }) => ({
      path: Path,
      callstacks: CallStacks.map(({ Symbol: symbol }) => ({ symbol, frames: [] })),
    })),
  })),
})

const NOWHERE: Frame = {
  module: undefined,
  version: undefined,
  package: undefined,
  function: undefined,
  receiver: undefined,
  position: undefined,
}

/** From the symbol up through whoever calls it first, to a function that nobody calls. */
function traceOf({ Symbol: symbol, PkgPath, ModPath, CallSink }: Entry, { Calls, Modules }: Legacy): Frame[] {
  const version = Modules.find(({ Path }) => Path === ModPath)?.Version
  const functions = Calls?.Functions ?? {}
  const called = CallSink !== undefined && CallSink > 0
  const trace: Frame[] = [
    { ...NOWHERE, module: ModPath, version, package: PkgPath, function: called ? symbol : undefined },
  ]
  const seen = new Set<number>()
  let id = called ? CallSink : undefined
  while (id !== undefined && !seen.has(id)) {
    seen.add(id)
    const [site] = (Object.hasOwn(functions, id) ? functions[id]?.CallSites : undefined) ?? []
    id = site?.Parent
    const caller = id !== undefined && Object.hasOwn(functions, id) ? functions[id] : undefined
    if (site && caller)
      trace.push({
        ...NOWHERE,
        package: caller.PkgPath,
        function: caller.Name,
        position: { filename: site.Pos?.Filename, line: site.Pos?.Line, column: site.Pos?.Column },
      })
  }
  return trace
}
