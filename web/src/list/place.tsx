import styles from './place.module.css'

/**
 * Where something is, whole on hover. Without room it is cut at its beginning: the file and the line tell places apart, and many begin with
 * the same folders.
 */
export const Place = ({ text }: { text: string | null | undefined }) =>
  text ? (
    <span className={styles.place} title={text}>
      <bdi dir="ltr">{text}</bdi>
    </span>
  ) : (
    <span className={styles.none}>–</span>
  )
