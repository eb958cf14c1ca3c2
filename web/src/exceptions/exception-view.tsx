import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Exception } from '../api/types.ts'
import { Loaded } from '../settings/loaded.tsx'
import { Section } from '../shell/section.tsx'
import { Fact, Facts, When } from '../words/facts.tsx'
import { counted } from '../words/format.ts'
import { Decide } from './decide.tsx'
import { ExceptionHistory } from './exception-history.tsx'
import { ExceptionStatusWord } from './exception-status.tsx'
import { EXCEPTION_KIND, JUSTIFICATION, LAPSE, lapseWords, scopeWords, TARGET } from './exception-words.ts'
import styles from './exceptions.module.css'
import { exceptionQuery } from './use-exceptions.ts'

/** Everything about one exception: what it covers, why, until when, who said so, and what one may do. */
export function ExceptionView({ id }: { id: string }) {
  const exception = useQuery(exceptionQuery(id))
  return <Loaded query={exception}>{(one) => <View exception={one} />}</Loaded>
}

function View({ exception }: { exception: Exception }) {
  const { status, target, justification, lapse, lapsed } = exception
  const conditions = lapseWords(lapse)
  return (
    <article className={styles.view}>
      <header>
        <ExceptionStatusWord status={status} />
        <h1 className={styles.title}>{exception.summary}</h1>
        <p className={styles.quiet}>{TARGET[target.type].covers}</p>
      </header>
      <Decide exception={exception} />
      <p className={styles.reason}>{exception.reason}</p>
      <Facts>
        <Fact label="Why">{EXCEPTION_KIND[exception.kind]}</Fact>
        {justification && <Fact label="In VEX">{JUSTIFICATION[justification]}</Fact>}
        <Fact label={status === 'pending' ? 'Would cover' : 'Covers'}>
          <Link to="/findings" search={{ exception: exception.id }} preload={false}>
            {counted(exception.findings, 'finding')}
          </Link>
        </Fact>
        {target.type === 'rule' && (
          <Fact label="Condition">
            <code>{String((target as { when?: unknown }).when)}</code>
          </Fact>
        )}
        <Fact label="Where">{scopeWords(exception.scope)}</Fact>
        <Fact label="Until">{exception.expiresAt ? <When time={exception.expiresAt} /> : 'for good'}</Fact>
        <Fact label="Lapses when">
          {conditions.length === 0 ? 'nothing but its end' : conditions.join('; ')}
        </Fact>
        {lapsed.map(({ reason, findings }) => (
          <Fact key={reason} label="Lapsed">
            {counted(findings, 'finding')}: {LAPSE[reason]}
          </Fact>
        ))}
      </Facts>
      <Section title="History">
        <ExceptionHistory exception={exception} />
      </Section>
    </article>
  )
}
