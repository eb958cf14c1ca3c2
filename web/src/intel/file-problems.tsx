import { Modal } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { IntelFile } from '../api/types.ts'
import styles from '../settings/settings.module.css'
import { count, counted } from '../words/format.ts'

/** How many entries could not be read; they open as a list of the first. */
export function FileProblems({ file }: { file: IntelFile }) {
  const [opened, { open, close }] = useDisclosure()
  if (file.problems === 0) return <span className={styles.quiet}>0</span>
  return (
    <>
      <button
        type="button"
        className={styles.choice}
        onClick={open}
        aria-label={`${count(file.problems)} unreadable of ${file.path}`}
      >
        {count(file.problems)}
      </button>
      <Modal
        opened={opened}
        onClose={close}
        title={`${counted(file.problems, 'entry', 'entries')} of ${file.path}`}
      >
        <p className={styles.quiet}>
          {file.problems > file.problemSamples.length
            ? `The first ${file.problemSamples.length} that could not be read:`
            : 'What could not be read:'}
        </p>
        <ul className={styles.group}>
          {file.problemSamples.map(({ where, message }) => (
            <li key={`${where} ${message}`}>
              <code>{where}</code> {message}
            </li>
          ))}
        </ul>
      </Modal>
    </>
  )
}
