/** `/files/{path:path}` as `/files/{path}`. */
export const fastapiPath = (path: string): string => path.replace(/\{(\w+):[^{}]*\}/g, '{$1}')
