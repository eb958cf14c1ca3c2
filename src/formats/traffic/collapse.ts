/** So many neighbours that look the same are not routes but values: names of goods, of people. */
const SAME = 50

interface Step {
  /** Next segments by their text. */
  next: Map<string, Step>
  /** Methods that end here. */
  ends: Set<string>
}

/**
 * Finds segments that are values though they do not look like it. Takes the templates that were seen (`GET /goods/red-shoe`), gives a
 * function that says what each becomes (`GET /goods/{id}`): where more than 50 neighbours have the same under them, they are one. Pure.
 */
export function collapsing(seen: Iterable<string>): (operation: string) => string {
  const root: Step = { next: new Map(), ends: new Set() }
  for (const operation of seen) {
    const { method, segments } = parts(operation)
    let step = root
    for (const segment of segments) {
      let further = step.next.get(segment)
      if (!further) {
        further = { next: new Map(), ends: new Set() }
        step.next.set(segment, further)
      }
      step = further
    }
    step.ends.add(method)
  }
  const values = new Map<Step, Set<string>>()
  look(root, values)
  return (operation) => {
    const { method, segments } = parts(operation)
    let step: Step | undefined = root
    const out = segments.map((segment) => {
      const isValue = step !== undefined && (values.get(step)?.has(segment) ?? false)
      step = step?.next.get(segment)
      return isValue ? '{id}' : segment
    })
    return `${method} /${out.join('/')}`
  }
}

function look(step: Step, values: Map<Step, Set<string>>): void {
  if (step.next.size > SAME) {
    const alike = Map.groupBy(step.next, ([, next]) => shapeOf(next))
    const many = [...alike.values()].filter((group) => group.length > SAME)
    values.set(step, new Set(many.flat().map(([text]) => text)))
  }
  for (const next of step.next.values()) look(next, values)
}

const shapeOf = ({ next, ends }: Step): string =>
  `${[...ends].sort()} ${[...next.keys()].sort().slice(0, 20)}`

function parts(operation: string): { method: string; segments: string[] } {
  const space = operation.indexOf(' ')
  const path = operation.slice(space + 2)
  return { method: operation.slice(0, space), segments: path === '' ? [] : path.split('/') }
}
