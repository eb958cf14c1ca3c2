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
  name: string
  authenticated: boolean
}
interface Graph {
  things: Thing[]
  links: { from: Thing; kind: string; to: Thing }[]
}

const KINDS = ['deployable', 'endpoint', 'model']
const LINKS = ['calls', 'reads', 'exposes', 'contains']

const anyThing = fc.record({
  kind: fc.constantFrom(...KINDS),
  name: fc.constantFrom('red', 'blue'),
  authenticated: fc.boolean(),
})

// Links lead to later things only: what goes round in circles has no plain answer.
const graphs = fc
  .record({
    things: fc.array(anyThing, {
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

const CONDITIONS: Record<string, (thing: Thing) => boolean> = {
  '[authenticated]': ({ authenticated }) => authenticated,
  '[!authenticated]': ({ authenticated }) => !authenticated,
  // By its name: then it is looked for from there back.
  '[name == "red"]': ({ name }) => name === 'red',
  '[name == "red" && !authenticated]': ({ name, authenticated }) => name === 'red' && !authenticated,
  '[name == "none"]': () => false,
}
const step = fc
  .tuple(fc.constantFrom(...KINDS, '*'), fc.constantFrom('', ...Object.keys(CONDITIONS)))
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
        const found = await new Search(tx, null, steps, { first }).run()
        expect(found.map(({ id }) => id).sort()).toEqual(plainly(graph, steps))
      })
    }),
    { numRuns: 150 },
  )
})

// Each endpoint reads a model of its own.
const pairs: Graph = (() => {
  const things = Array.from({ length: 60 }, (_, n) => ({
    id: newId(),
    kind: n % 2 ? 'model' : 'endpoint',
    name: n === 59 ? 'rare' : 'common',
    authenticated: false,
  }))
  const links = things.flatMap((from, n) => {
    const to = things[n + 1]
    return n % 2 === 0 && to ? [{ from, kind: 'reads', to }] : []
  })
  return { things, links }
})()

test('what is named is found from there, however much there is to begin with', () =>
  transaction(database.pool, async (tx) => {
    await tx.query('truncate estate_node, estate_link')
    await store(tx, pairs)
    const search = new Search(tx, null, parseQuestion('endpoint -> model[name == "rare"]'), { most: 5 })
    expect((await search.run()).map(({ id }) => id)).toEqual([pairs.things[59]?.id])
    expect(search.cut).toBe(false)
    const broad = new Search(tx, null, parseQuestion('endpoint -> model[!authenticated]'), { most: 5 })
    expect((await broad.run()).length).toBeLessThan(30)
    expect(broad.cut).toBe(true)
  }))

test('what is known to be exploited is found from there, as far as it is open', () =>
  transaction(database.pool, async (tx) => {
    await tx.query('truncate estate_node, estate_link')
    await store(tx, pairs)
    const ask = async () => {
      const steps = parseQuestion('endpoint -> model[knownExploited]')
      return (await new Search(tx, null, steps).run()).length
    }
    expect(await ask()).toBe(0)
    const { rows } = await tx.query<{ asset: string }>('select asset_id as asset from estate_node limit 1')
    await tx.query(
      `insert into finding (asset_id, id, posture, present, kind, severity, certainty, title, rule, place, known_exploited, confidence, tools, first_seen, changed_at)
       values ($1, $2, true, true, 'dependency', 5, 50, 'a', 'a', 'a', true, 3, '{a}', now(), now())`,
      [rows[0]?.asset, newId()],
    )
    expect(await ask()).toBe(30)
    await tx.query("update finding set decision = 'accepted'")
    expect(await ask()).toBe(0)
  }))

async function store(tx: Parameters<Parameters<typeof transaction>[1]>[0], { things, links }: Graph) {
  const asset = newId()
  const scope = newId()
  await tx.query("insert into asset (id, kind, name) values ($1, 'repository', $2)", [asset, asset])
  await tx.query(
    `insert into estate_node (asset_id, scope_id, id, kind, name, authenticated, content, first_seen)
     select $1, $2, id, kind, name, authenticated, $1, now()
     from unnest($3::uuid[], $4::text[], $5::text[], $6::boolean[]) as t (id, kind, name, authenticated)`,
    [
      asset,
      scope,
      things.map(({ id }) => id),
      things.map(({ kind }) => kind),
      things.map(({ name }) => name),
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
    (!condition || CONDITIONS[`[${condition.text}]`]?.(thing) === true)
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
