import type { Unit } from '../contract.ts'
import { isPlaced } from '../source/own-code.ts'
import type { SourceFile } from '../source/source-file.ts'
import type { Fact } from './contract.ts'
import { factOf } from './fact-of.ts'
import { joinPipelines } from './join-pipelines.ts'
import { systemOf } from './systems.ts'

const WHOSE = /^(?:\.github\/|docs\/)?CODEOWNERS$|^(?:go\.mod|package\.json|Cargo\.toml|composer\.json)$/

/** Pipelines: what they build, push and deploy, what they use, and how well they are guarded. */
export const pipelines: Unit<Fact> = {
  id: 'pipelines',
  version: 3,
  wants: (path) => WHOSE.test(path) || (systemOf(path) !== undefined && !isPlaced(path, 'test', 'vendored')),
  read: (file) =>
    WHOSE.test(file.path)
      ? organisationsOf(file)
      : (systemOf(file.path)
          ?.read(file)
          .map((model) => factOf(model, file)) ?? []),
  join: joinPipelines,
}

/** Whose repository it is, as its files say: owners of code, the module's or package's address. */
function organisationsOf(file: SourceFile): Fact[] {
  const found = /CODEOWNERS$/.test(file.path)
    ? [...file.text.matchAll(/@([\w-]{1,100})\/[\w.-]+/g)]
    : file.name === 'go.mod'
      ? [...file.text.slice(0, 2_000).matchAll(/^module\s+(?:github|gitlab)\.com\/([\w-]+)\//gm)]
      : [
          ...file.text
            .slice(0, 200_000)
            .matchAll(
              /"?repository"?\s*[:=][^\n}]{0,40}(?:\n[^\n}]{0,80}){0,3}?(?:github|gitlab|bitbucket)\.(?:com|org)[/:]([\w-]+)\//g,
            ),
        ]
  return [...new Set(found.map((match) => match[1] as string))].map((name) => ({
    kind: 'organisation',
    name,
  }))
}
