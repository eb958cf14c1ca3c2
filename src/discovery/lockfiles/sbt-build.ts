import type { LockReader, SbtBuild, Scope } from './contract.ts'

/**
 * Builds of sbt and what lies in `project/`: `"group" %% "artifact" % "1.0" % Test`, versions also by the name of a `val`:
 * https://www.scala-sbt.org/1.x/docs/Library-Dependencies.html. What is brought in by others stands in no file.
 */
export const sbtBuild: LockReader = {
  wants: /(?:^|\/)(?:[\w.-]+\.sbt|project\/[\w./-]+\.scala)$/,
  read({ text, folder }) {
    const values = new Map(
      [...text.matchAll(/\bval\s+(\w{1,100})\s*(?::\s*String\s*)?=\s*"([^"\n]{1,200})"/g)].map(
        ([, name = '', value = '']) => [name, value],
      ),
    )
    const [, scala, named = ''] =
      /\bscalaVersion\s*(?:in\s+\w+\s*)?:=\s*(?:"([\d.]{1,20})"|(\w{1,100}))/.exec(text) ?? []
    const version = scala ?? values.get(named)
    const modules = modulesIn(text, values, isOfBuild(text, folder))
    if (modules.length === 0 && !version) return []
    return [{ fact: 'sbt', build: { ...(version ? { scala: version } : {}), modules } }]
  },
}

const MODULE =
  /"([\w.-]{1,200})"\s{0,60}(%{1,3})\s{0,60}"([\w.-]{1,200})"\s{0,60}%\s{0,60}(?:"([^"\n]{1,200})"|([\w.]{1,100}))(?:\s{0,60}%\s{0,60}["']?([\w.,\->;]{1,100}))?/g

const modulesIn = (
  text: string,
  values: ReadonlyMap<string, string>,
  ofBuild: boolean,
): SbtBuild['modules'] =>
  [...text.matchAll(MODULE)].map(([, group = '', sign, artifact = '', quoted, named = '', use = '']) => {
    const said = quoted ?? values.get(named.replace(/^.*\./, ''))
    const version = said && !/[[(+$]|^latest\./.test(said) ? said : undefined
    return {
      name: `${group}:${artifact}`,
      cross: sign !== '%',
      ...(version ? { version } : {}),
      scope: ofBuild ? ('development' as const) : scopeOf(use),
    }
  })

/** Plugins are of the build. */
const isOfBuild = (text: string, folder: string): boolean =>
  /(?:^|\/)project$/.test(folder) && /\baddSbtPlugin\b/.test(text)

function scopeOf(said: string): Scope {
  if (/test|^it\b/i.test(said)) return 'test'
  return /provided|optional/i.test(said) ? 'optional' : 'runtime'
}
