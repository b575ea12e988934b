// The centre's own description of its interface, fetched once.
import { getJson } from './client'
import type { Schema } from '../parts/schema'

interface Operation { summary: string; requestBody?: { content: { 'application/json': { schema: Schema } } } }
interface Document { paths: Record<string, Record<string, Operation>> }
let document_: Promise<Document> | undefined

export async function operation(method: string, path: string): Promise<{ summary: string; schema: Schema | null }> {
  document_ ??= getJson<Document>('/api/openapi.json').catch((e: unknown) => { document_ = undefined; throw e })
  const o = (await document_).paths[path]?.[method]
  if (!o) throw new Error(`the centre has no ${method} ${path}`)
  return { summary: o.summary, schema: o.requestBody?.content['application/json'].schema ?? null }
}
