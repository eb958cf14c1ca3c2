import type { Flaw } from './plan.ts'

const MOST = 5

/** A mapping that cannot be read with. `flaws` says where and what to do, the message is one line of the first of them. */
export class BadMapping extends Error {
  readonly flaws: readonly Flaw[]

  constructor(flaws: readonly Flaw[]) {
    const lines = flaws.slice(0, MOST).map(({ where, message }) => (where ? `${where}: ${message}` : message))
    const others = flaws.length > MOST ? ` And ${flaws.length - MOST} more.` : ''
    super(`The mapping cannot be used: ${lines.join('; ')}.${others}`)
    this.name = 'BadMapping'
    this.flaws = flaws
  }
}
