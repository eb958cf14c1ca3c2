import type { Pool, Tx } from '../../platform/database.ts'

/** What the policy makes of a licence, the mildest first. */
export const LICENSE_VERDICTS = ['allow', 'review', 'deny'] as const
export type LicenseVerdict = (typeof LICENSE_VERDICTS)[number]

/**
 * Under which licences packages may be used. Names are ids or expressions of SPDX's list, or a report's own words; `*` stands for any
 * characters. `deny` is stronger than `review`, and that than `allow`; what stands in none of them is `others`.
 */
export interface LicensePolicy {
  deny: string[]
  review: string[]
  allow: string[]
  others: LicenseVerdict
  /** Of packages of which no report tells a licence. */
  missing: LicenseVerdict
  /** Whether packages that only development or tests need are judged too. */
  development: boolean
}

/** Nobody has said anything yet: nothing is judged. */
export const NO_POLICY: LicensePolicy = {
  deny: [],
  review: [],
  allow: [],
  others: 'allow',
  missing: 'allow',
  development: false,
}

const NETWORK_COPYLEFT = ['AGPL-*', 'SSPL-*', 'OSL-3.0', 'RPL-*', 'CPAL-1.0', 'EUPL-*']
const COPYLEFT = ['GPL-*', 'OSL-1.*', 'OSL-2.*', 'Sleepycat', 'CC-BY-SA-*']
const WEAK_COPYLEFT = ['LGPL-*', 'MPL-*', 'EPL-*', 'CDDL-*', 'CPL-1.0', 'MS-RL']
const NOT_OPEN = ['BUSL-*', 'Elastic-2.0', 'CC-BY-NC*', 'CC-BY-ND*', 'JSON', 'PolyForm-*', 'UNLICENSED']
/** Exceptions that take the duty from who merely links or uses. */
const LINKABLE = ['GPL-*-only WITH Classpath-exception-2.0', 'GPL-* WITH GCC-exception-*']

/** Policies to begin with, by how the software reaches people. Which suits is for whoever knows the law that holds. */
export const LICENSE_PRESETS: readonly {
  id: string
  name: string
  description: string
  policy: LicensePolicy
}[] = [
  {
    id: 'service',
    name: 'Run as a service',
    description: 'Refuses licences that ask a service for its source, and those that are not open.',
    policy: { ...NO_POLICY, deny: NETWORK_COPYLEFT, review: NOT_OPEN, missing: 'review' },
  },
  {
    id: 'delivered',
    name: 'Delivered to customers',
    description:
      'Refuses all that ask for the source of the whole, and asks for a word on those that ask for a part.',
    policy: {
      ...NO_POLICY,
      deny: [...NETWORK_COPYLEFT, ...COPYLEFT, ...NOT_OPEN],
      review: WEAK_COPYLEFT,
      allow: LINKABLE,
      missing: 'review',
    },
  },
  {
    id: 'permissive',
    name: 'Permissive only',
    description: 'Allows the usual permissive licences and asks for a word on everything else.',
    policy: {
      ...NO_POLICY,
      allow: [
        'MIT*',
        'Apache-*',
        'BSD-*',
        '0BSD',
        'ISC',
        'Zlib',
        'Unlicense',
        'CC0-1.0',
        'BSL-1.0',
        'PSF-2.0',
      ],
      deny: NETWORK_COPYLEFT,
      others: 'review',
      missing: 'review',
    },
  },
]

/** The policy in force. */
export async function readLicensePolicy(db: Pool | Tx): Promise<LicensePolicy> {
  const { rows } = await db.query<{ policy: LicensePolicy }>('select policy from license_policy')
  return { ...NO_POLICY, ...rows[0]?.policy }
}
