import type { LockedPackage, LockReader, Scope } from './contract.ts'
import { lock } from './lock.ts'
import { foundBy } from './pipfile-lock.ts'

/** https://docs.gradle.org/current/userguide/dependency_locking.html: `group:artifact:version=configuration,…`; it has no graph. */
export const gradleLock: LockReader = {
  wants: /(?:^|\/)(?:gradle\.lockfile|buildscript-gradle\.lockfile|[\w-]+\.lockfile)$/,
  read({ text, path }) {
    const packages = text.split(/\r?\n/).flatMap((line): LockedPackage[] => {
      const [, group, artifact, version, said = ''] =
        /^([\w.-]{1,200}):([\w.-]{1,200}):([^\s=:]{1,200})(?:=(.*))?$/.exec(line.trim()) ?? []
      if (!group || !artifact || !version) return []
      const name = `${group}:${artifact}`
      // Before Gradle 7 each configuration has a file of its own, in `gradle/dependency-locks/`.
      const configurations = said ? said.split(',') : [path.replace(/^.*\/|\.lockfile$/g, '')]
      return [{ key: `${name}:${version}`, type: 'maven', name, version, scope: scopeOf(configurations) }]
    })
    return packages.length > 0 ? [lock(packages, { manifest: 'gradle', found: foundBy(packages) })] : []
  },
}

function scopeOf(configurations: readonly string[]): Scope {
  const classpaths = configurations.filter((one) => /(?:runtime|compile)Classpath$/i.test(one))
  if (classpaths.some((one) => !/test/i.test(one))) return 'runtime'
  return classpaths.length > 0 ? 'test' : 'development'
}
