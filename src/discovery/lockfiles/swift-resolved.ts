import { at, listOf, type Plain, textOf } from '../../formats/infrastructure/plain.ts'
import type { LockedPackage, LockReader } from './contract.ts'
import { lock } from './lock.ts'

/** Package.resolved, versions 1 to 3: where each package comes from and its version or commit; it has no graph. */
export const swiftResolved: LockReader = {
  wants: /(?:^|\/)Package\.resolved$/,
  read({ text, folder }) {
    const whole = JSON.parse(text) as Plain
    const flaws: string[] = []
    const packages = listOf(at(whole, 'pins') ?? at(whole, 'object', 'pins')).flatMap(
      (pin): LockedPackage[] => {
        const where = textOf(at(pin, 'location')) ?? textOf(at(pin, 'repositoryURL')) ?? ''
        // Package URLs of Swift begin with the host: `pkg:swift/github.com/apple/swift-nio`.
        const name = /^(?:\w+:\/\/)?(?:[^@/]*@)?([^:/]+(?::\d+)?[:/].+?)(?:\.git)?\/?$/
          .exec(where)?.[1]
          ?.replace(/:(?!\d+\/)/, '/')
        const version = textOf(at(pin, 'state', 'version')) ?? textOf(at(pin, 'state', 'revision'))
        if (!name || !version || /^\//.test(where)) {
          flaws.push(
            `${textOf(at(pin, 'identity')) ?? textOf(at(pin, 'package')) ?? 'A pin'} names no repository: it is left out.`,
          )
          return []
        }
        return [{ key: name, type: 'swift', name, version }]
      },
    )
    return [lock(packages, { roots: [{ folder, uses: [] }], flaws })]
  },
}
