import styles from './ownership.module.css'

/** An owner as sources write it. Where there is no room for `@acme/payments` the end stays, which tells it from the others. */
export function OwnerHandle({ name }: { name: string }) {
  const end = name.lastIndexOf('/') + 1
  return (
    <span className={styles.handle} title={name}>
      <span className={styles.house}>{name.slice(0, end)}</span>
      <span className={styles.end}>{name.slice(end)}</span>
    </span>
  )
}
