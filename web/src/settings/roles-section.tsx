import { useQuery } from '@tanstack/react-query'
import { rolesQuery } from '../access/roles-query.ts'
import type { RoleRights } from '../api/types.ts'
import { ROLE } from '../words/labels.ts'
import { Loaded } from './loaded.tsx'
import { rightsTable } from './rights.ts'
import styles from './settings.module.css'

/** What each role may do. Roles are fixed; people get one, and teams say what developers see. */
export function RolesSection() {
  const roles = useQuery(rolesQuery)
  return (
    <div className={styles.section}>
      <h2>Roles</h2>
      <Loaded query={roles}>{(all) => <Rights roles={all} />}</Loaded>
      <p className={styles.quiet}>
        Tokens have roles too: a token can do no more than whoever made it. Give pipelines the role CI.
      </p>
    </div>
  )
}

const SEES: Record<RoleRights['sees'], string> = { all: 'Everything', teams: 'What their teams own' }

const Rights = ({ roles }: { roles: RoleRights[] }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable
  <section className={styles.wide} aria-label="What roles may do" tabIndex={0}>
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">May</th>
          {roles.map(({ role }) => (
            <th key={role} scope="col" title={ROLE[role].can}>
              {ROLE[role].label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">Sees</th>
          {roles.map(({ role, sees }) => (
            <td key={role}>{SEES[sees]}</td>
          ))}
        </tr>
        {rightsTable(roles).map(({ subject, may }) => (
          <tr key={subject}>
            <th scope="row">{subject}</th>
            {roles.map(({ role }, at) => (
              <td key={role}>{may[at] || <span className={styles.quiet}>–</span>}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
)
