import type { Actor } from '../../access/actor.ts'
import { audit } from '../../access/audit.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError, notFound } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { parseQuestion } from './ask/parse-question.ts'

/** A question that somebody keeps. */
export interface Question {
  id: string
  name: string
  question: string
  createdBy: string
  createdAt: Date
}

const COLUMNS = 'id, name, question, created_by as "createdBy", created_at as "createdAt"'

export async function listQuestions(tx: Tx): Promise<Question[]> {
  const { rows } = await tx.query<Question>(`select ${COLUMNS} from estate_question order by lower(name)`)
  return rows
}

/** Throws `bad_question`, and 409 `name_taken`. */
export async function keepQuestion(
  tx: Tx,
  actor: Actor,
  { name, question }: { name: string; question: string },
): Promise<Question> {
  parseQuestion(question)
  const { rows } = await tx.query<Question>(
    `insert into estate_question (id, name, question, created_by) values ($1, $2, $3, $4)
     on conflict (name) do nothing returning ${COLUMNS}`,
    [newId(), name, question, actor.name],
  )
  if (!rows[0])
    throw new AppError('name_taken', 409, `There is a question named ${name}. Give this one another name.`)
  await audit(tx, actor, 'question.create', `question/${rows[0].id}`, { name, question })
  return rows[0]
}

/** Throws 404. */
export async function dropQuestion(tx: Tx, actor: Actor, id: string): Promise<void> {
  const { rows } = await tx.query<{ name: string }>(
    'delete from estate_question where id = $1 returning name',
    [id],
  )
  if (!rows[0]) throw notFound('question', id)
  await audit(tx, actor, 'question.delete', `question/${id}`, { name: rows[0].name })
}
