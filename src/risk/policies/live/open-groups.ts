import type { Tx } from '../../../platform/database.ts'
import { AppError } from '../../../platform/errors.ts'
import { modelInForce } from '../../models/model-in-force.ts'
import type { CelFacts } from '../condition.ts'
import { PolicySet } from '../evaluate.ts'
import type { Facts } from '../facts.ts'
import type { InForce } from '../store/policies-in-force.ts'
import { Projection, readRows } from './groups.ts'
import { type PlaceClass, PlaceClasses } from './place-classes.ts'
import type { Place } from './places.ts'
import { pushDown } from './push-down.ts'

export interface Example {
  asset: string
  finding: string
}

/** Open findings that no rule can tell apart. */
export interface OpenGroup {
  facts: Facts
  cel: CelFacts
  /** What holds where they are: a set for each of the lists of policies that were asked about. */
  sets: readonly PolicySet[]
  /** How many they are, how many of them are nobody's, and some of them. */
  count: number
  unassigned: number
  examples: readonly Example[]
}

const LONGEST_MS = 20_000
/** Of one group; one in 256 of its findings is a candidate, besides the first. */
const MOST_EXAMPLES = 20

const exampleOf = (place: string): Example => {
  const [asset = '', finding = ''] = place.split(' ')
  return { asset, finding }
}

/**
 * The open findings of some places in groups that the rules of some lists of policies cannot tell apart. A group's facts are valid until
 * the next one is visited. Throws `too_broad` (400) where reading takes too long.
 */
export async function visitOpenGroups(
  tx: Tx,
  places: readonly Place[],
  lists: readonly (readonly InForce[])[],
  visit: (group: OpenGroup) => void,
): Promise<void> {
  const tests = pushDown()
  const pushed = lists.map((list) => list.map((one) => ({ ...one, policy: tests.policyOf(one.policy) })))
  const whole = new PolicySet(pushed.flat().map(({ policy }) => policy))
  const projection = new Projection(whole, tests.columns, 'stored')
  const classes = new PlaceClasses(pushed, whole.uses, 'stored')
  const codes = places.map((place) => classes.codeOf(place))
  const rows = await read(tx, places, codes, projection)
  const model = await modelInForce(tx)
  const readers = classes.all.map(({ place }) => projection.reader(place, model))
  for (const row of rows) {
    const [code, count, unassigned, some, ...columns] = row
    const { facts, cel } = (readers[Number(code)] as (typeof readers)[number])(columns)
    const { sets } = classes.all[Number(code)] as PlaceClass
    visit({
      facts,
      cel,
      sets,
      count: Number(count),
      unassigned: Number(unassigned),
      examples: [...new Set(some as unknown as string[])].map(exampleOf),
    })
  }
}

async function read(tx: Tx, places: readonly Place[], codes: readonly number[], projection: Projection) {
  const { select, names } = projection
  const columns = names.map((name) => `, s.${name}`).join('')
  // The planner cannot know how few groups there are: hashing in memory is right for nearly all of them.
  await tx.query(`set local work_mem = '128MB'; set local statement_timeout = ${LONGEST_MS}`)
  try {
    return await readRows(
      tx,
      `select s.code, count(*)::int, count(*) filter (where s.unassigned)::int, 
         any_value(s.place) || (array_agg(s.place) filter (where s.sampled))[1:${MOST_EXAMPLES}]${columns}
       from (select p.code, f.asset_id::text || ' ' || f.id as place, get_byte(uuid_send(f.id), 15) = 0 as sampled,
               f.assignee is null as unassigned${select && `, ${select}`}
             from finding f join unnest($1::uuid[], $2::int[]) as p (id, code) on p.id = f.asset_id
             where f.posture and f.merged_into is null and f.state = 'open') s
       group by s.code${columns}`,
      [places.map(({ id }) => id), codes],
    )
  } catch (error) {
    if ((error as { code?: string }).code !== '57014') throw error
    throw new AppError(
      'too_broad',
      400,
      'These rules look at what is different for nearly every finding. Name a kind or a tool in them first, or take a smaller scope.',
    )
  }
}
