import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '../../../../test/database.ts'
import { transaction } from '../../../platform/database.ts'
import { newId } from '../../../platform/ids.ts'
import { kindsOf } from './kinds-of.ts'
import { parseQuestion, type Step } from './parse-question.ts'
import { Search } from './search.ts'

const database = await testDatabase()
afterAll(() => database.drop())

interface Thing {
  id: string
  kind: string
  authenticated: boolean
}
interface Graph {
  things: Thing[]
  links: { from: Thing; kind: string; to: Thing }[]
}

const KINDS = ['deployable', 'endpoint', 'model']
const LINKS = ['calls', 'reads', 'exposes', 'contains']

// Links lead to later things only: what goes round in circles has no plain answer.
const graphs = fc
  .record({
    things: fc.array(fc.record({ kind: fc.constantFrom(...KINDS), authenticated: fc.boolean() }), {
      minLength: 2,
      maxLength: 14,
    }),
    links: fc.array(fc.tuple(fc.nat(13), fc.constantFrom(...LINKS), fc.nat(13)), { maxLength: 40 }),
  })
  .map(({ things, links }): Graph => {
    const all = things.map((thing) => ({ ...thing, id: newId() }))
    return {
      things: all,
      links: links.flatMap(([a, kind, b]) => {
        const [from, to] = [all[Math.min(a, b)], all[Math.max(a, b)]]
        return from && to && from !== to ? [{ from, kind, to }] : []
      }),
    }
  })

const step = fc
  .tuple(fc.constantFrom(...KINDS, '*'), fc.constantFrom('', '[authenticated]', '[!authenticated]'))
  .map((parts) => parts.join(''))
const arrow = fc.constantFrom(' -> ', ' <- ', ' -[calls,reads]-> ', ' <-[exposes]- ')
const questions = fc
  .tuple(step, fc.array(fc.tuple(arrow, step), { maxLength: 3 }))
  .map(([first, more]) => first + more.map((part) => part.join('')).join(''))

test('a question finds what looking at every way finds, however many things are looked at first', async () => {
  await fc.assert(
    fc.asyncProperty(graphs, questions, fc.constantFrom(1, 2, 64), async (graph, question, first) => {
      const steps = parseQuestion(question)
      await transaction(database.pool, async (tx) => {
        await tx.query('truncate estate_node, estate_link')
        await store(tx, graph)
        const found = await new Search(tx, null, steps, first).run()
        expect(found.map(({ id }) => id).sort()).toEqual(plainly(graph, steps))
      })
    }),
    { numRuns: 150 },
  )
})

async function store(tx: Parameters<Parameters<typeof transaction>[1]>[0], { things, links }: Graph) {
  const asset = newId()
  const scope = newId()
  await tx.query("insert into asset (id, kind, name) values ($1, 'repository', $2)", [asset, asset])
  await tx.query(
    `insert into estate_node (asset_id, scope_id, id, kind, name, authenticated, content, first_seen)
     select $1, $2, id, kind, id::text, authenticated, $1, now() from unnest($3::uuid[], $4::text[], $5::boolean[]) as t (id, kind, authenticated)`,
    [
      asset,
      scope,
      things.map(({ id }) => id),
      things.map(({ kind }) => kind),
      things.map(({ authenticated }) => authenticated),
    ],
  )
  await tx.query(
    `insert into estate_link (asset_id, scope_id, from_id, kind, to_id, evidence, confidence, first_seen)
     select distinct $1::uuid, $2::uuid, f, kind, t, '', 1, now() from unnest($3::uuid[], $4::text[], $5::uuid[]) as l (f, kind, t)`,
    [
      asset,
      scope,
      links.map(({ from }) => from.id),
      links.map(({ kind }) => kind),
      links.map(({ to }) => to.id),
    ],
  )
}

const FARTHEST = 8

/** Every way from every thing, by recursion over copies: what the search must come to. */
function plainly({ things, links }: Graph, steps: readonly Step[]): string[] {
  const holds = (thing: Thing, { kind, condition }: Step) =>
    (kind === '*' || thing.kind === kind) &&
    (!condition || thing.authenticated === !condition.text.startsWith('!'))
  const from = (thing: Thing, step: Step, far: number): Thing[] => {
    if (!step.arrow || far === 0) return []
    const { out, into } = kindsOf(step.arrow)
    const next = links.flatMap(({ from: a, kind, to: b }) => [
      ...(a === thing && (out as string[]).includes(kind) ? [b] : []),
      ...(b === thing && (into as string[]).includes(kind) ? [a] : []),
    ])
    return next.flatMap((one) => (holds(one, step) ? [one] : from(one, step, far - 1)))
  }
  const [first, ...more] = steps
  let front = things.filter((thing) => holds(thing, first as Step))
  for (const step of more)
    front = [...new Set(front.flatMap((thing) => from(thing, step, step.arrow?.kinds ? 1 : FARTHEST)))]
  return front.map(({ id }) => id).sort()
}
