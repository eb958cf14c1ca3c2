import { IconBuilding, IconLock, IconLockOpen, IconUsersGroup, IconWorld } from '@tabler/icons-react'
import type { DataClass, Exposure } from '../../api/types.ts'
import { count } from '../../words/format.ts'
import { dataOf, exposureOf, openOnes } from './item-words.ts'
import type { Item } from './map-items.ts'
import styles from './marks.module.css'

const EXPOSURE_ICON = {
  internet: IconWorld,
  partner: IconUsersGroup,
  internal: IconBuilding,
  isolated: IconLock,
} as const satisfies Record<Exposure, unknown>

/** Who reaches it, as a shape. */
export function ExposureShape({ exposure }: { exposure: Exposure }) {
  const Icon = EXPOSURE_ICON[exposure]
  return <Icon className={styles.exposure} data-exposure={exposure} aria-hidden="true" />
}

/** Can be called without authentication. */
export const OpenShape = ({ ones }: { ones?: number | undefined }) => (
  <span className={styles.open} aria-hidden="true">
    <IconLockOpen />
    {ones !== undefined && count(ones)}
  </span>
)

/** The letters that people know a class of data by. */
const LETTERS: Record<DataClass, string> = {
  credentials: 'CRED',
  phi: 'PHI',
  pci: 'PCI',
  pii: 'PII',
  minors: 'MIN',
  location: 'LOC',
  financial: 'FIN',
  internal: 'INT',
  public: 'PUB',
}

export const DataLetters = ({ data }: { data: readonly DataClass[] }) => (
  <span className={styles.data} aria-hidden="true">
    {data[0] && LETTERS[data[0]]}
    {data.length > 1 && `+${data.length - 1}`}
  </span>
)

/** What matters of a thing at a glance; its words stand in its name. */
export function ItemMarks({ item }: { item: Pick<Item, 'kind' | 'nodes' | 'group'> }) {
  const exposure = exposureOf(item)
  const open = openOnes(item)
  const data = dataOf(item)
  return (
    <>
      {data.length > 0 && <DataLetters data={data} />}
      {open > 0 && <OpenShape ones={item.group ? open : undefined} />}
      {exposure && item.kind !== 'internet' && <ExposureShape exposure={exposure} />}
    </>
  )
}
