/** What can make findings' own words other ones. */
export type Change =
  /** Rows that this transaction wrote. */
  | 'written'
  /** The weights of the score. */
  | 'weights'
  /** The surroundings in which an asset stands: criticality, exposure, data and the like, how far a break-in leads. */
  | 'context'
  /** To which application or team an asset belongs. */
  | 'place'
  /** Who the names are that sources give owners. */
  | 'people'
  /** Working days. */
  | 'calendars'
  | 'policies'
  | 'everything'

export type Step = 'owners' | 'reachability' | 'policies' | 'hands' | 'rank' | 'exceptions' | 'dueDates'

/** All findings, or those that this transaction wrote. */
export type Which = 'all' | 'unranked'

interface Touched extends Partial<Record<Exclude<Step, 'dueDates'>, Which>> {
  /** `decided` = those that the transaction wrote, where policies decided anything anew. */
  dueDates?: Which | 'decided'
  /** Which facts are other ones: policies and exceptions that look at none of them come to what they came to. All, where nothing is said. */
  facts?: RegExp
}

const steps = (which: Which): Touched => ({
  owners: which,
  reachability: which,
  policies: which,
  hands: which,
  rank: which,
  exceptions: which,
  dueDates: which,
})

/** Which steps of settling findings a change can lead to other results in; all others would find what is there. */
export const TOUCHES: Readonly<Record<Change, Touched>> = {
  written: steps('unranked'),
  weights: {
    policies: 'all',
    rank: 'all',
    exceptions: 'all',
    dueDates: 'decided',
    facts: /^finding\.score$/,
  },
  context: {
    policies: 'all',
    rank: 'all',
    exceptions: 'all',
    dueDates: 'decided',
    facts: /^(finding\.score|asset\.|ssvc\.)/,
  },
  place: {
    owners: 'all',
    policies: 'all',
    hands: 'all',
    rank: 'all',
    exceptions: 'all',
    dueDates: 'decided',
  },
  people: { hands: 'all' },
  calendars: { dueDates: 'all' },
  policies: { policies: 'all', rank: 'unranked', exceptions: 'unranked', dueDates: 'decided' },
  everything: steps('all'),
}
