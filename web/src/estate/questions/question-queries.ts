import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { request } from '../../api/request.ts'
import type { Answer, Question } from '../../api/types.ts'
import { failed, told } from '../../feedback/notify.ts'

export const answerQuery = (question: string) =>
  queryOptions({
    queryKey: ['estate', 'ask', question],
    queryFn: ({ signal }) => request<Answer>('/estate/ask', { method: 'POST', body: { question }, signal }),
    enabled: question !== '',
  })

export const questionsQuery = queryOptions({
  queryKey: ['estate', 'questions'],
  queryFn: ({ signal }) => request<Question[]>('/estate/questions', { signal }),
})

/** What goes wrong is told at the field. */
export function useKeepQuestion() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { name: string; question: string }) =>
      request<Question>('/estate/questions', { method: 'POST', body }),
    onSuccess: ({ name }) => {
      void client.invalidateQueries({ queryKey: questionsQuery.queryKey })
      told(`Kept as “${name}”.`)
    },
  })
}

export function useDropQuestion() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id }: Question) => request<void>(`/estate/questions/${id}`, { method: 'DELETE' }),
    onSuccess: () => void client.invalidateQueries({ queryKey: questionsQuery.queryKey }),
    onError: failed,
  })
}
