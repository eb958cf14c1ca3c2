import { PolicySet } from '../evaluate.ts'
import type { InForce } from '../store/policies-in-force.ts'
import { covers, type Place, placeFacts } from './places.ts'
import { asksSsvc } from './ssvc-columns.ts'

/** Places that are the same to all rules, by one of them. */
export interface PlaceClass {
  place: Place
  /** What holds there: a set for each of the lists of policies that were asked about. */
  sets: readonly PolicySet[]
}

/** Sorts places into classes: the same policies hold there, and what these look at is the same. */
export class PlaceClasses {
  /** By their code. */
  readonly all: PlaceClass[] = []
  readonly #lists: readonly (readonly InForce[])[]
  readonly #facts: readonly (readonly [string, string])[]
  readonly #seen: (place: Place) => unknown
  readonly #codes = new Map<string, number>()

  /** `scores` as for `Projection`: those that are made anew look at all that surrounds a place. */
  constructor(
    lists: readonly (readonly InForce[])[],
    uses: ReadonlySet<string>,
    scores: 'made' | 'stored' = 'made',
  ) {
    this.#lists = lists
    this.#facts = [...uses]
      .filter((fact) => /^(asset|application)\./.test(fact))
      .map((fact) => fact.split('.') as [string, string])
    if (scores === 'made' && uses.has('finding.score')) this.#seen = ({ context }) => context
    else if (asksSsvc(uses))
      this.#seen = ({ context: { exposure, criticality, environment, dataClasses } }) => [
        exposure,
        criticality,
        environment,
        dataClasses,
      ]
    else this.#seen = () => null
  }

  codeOf(place: Place): number {
    const facts = placeFacts(place)
    const here = this.#lists.map((list) => list.map((one) => covers(one, place)))
    const seen = this.#facts.map(([owner, field]) => facts[owner]?.[field])
    const key = JSON.stringify([here, seen, this.#seen(place)])
    const known = this.#codes.get(key)
    if (known !== undefined) return known
    const code = this.all.length
    this.#codes.set(key, code)
    this.all.push({
      place,
      sets: this.#lists.map(
        (list, i) => new PolicySet(list.filter((_, at) => here[i]?.[at]).map(({ policy }) => policy)),
      ),
    })
    return code
  }
}
