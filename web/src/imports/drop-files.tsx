import { Dropzone } from '@mantine/dropzone'
import styles from './drop-files.module.css'

/** While files are dragged over the window, all of it takes them. */
export function DropFiles({ onDrop }: { onDrop: (files: File[]) => void }) {
  return (
    <Dropzone.FullScreen active onDrop={onDrop}>
      <p className={styles.words}>Drop reports to import them</p>
    </Dropzone.FullScreen>
  )
}
