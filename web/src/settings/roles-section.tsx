import { ROLE } from '../words/labels.ts'
import styles from './settings.module.css'

/** What each role may do. Roles are fixed; people get one, and teams say what developers see. */
export function RolesSection() {
  return (
    <div className={styles.section}>
      <h2>Roles</h2>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Role</th>
            <th scope="col">What it may do</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(ROLE).map(([role, { label, can }]) => (
            <tr key={role}>
              <td>{label}</td>
              <td data-wrap="">{can}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.quiet}>
        Tokens have roles too: a token can do no more than whoever made it. Give pipelines the role CI.
      </p>
    </div>
  )
}
