// One client for the centre's interface. Paths and bodies are typed by schema.d.ts, which is made from
// the server's own OpenAPI document.
import { reactive, ref } from 'vue'
import { forgetDrafts, keep, kept } from '../base/kept'
import { t } from '../base/lang'
import { heard } from '../base/time'
import type { paths } from './schema'

type Method = 'get' | 'post' | 'put' | 'delete'
type PathsWith<M extends Method> = { [P in keyof paths]: paths[P] extends { [K in M]: object } ? P : never }[keyof paths]
type Body<P extends keyof paths> = paths[P] extends { post: { requestBody: { content: { 'application/json': infer B } } } }
  ? B : Record<string, never>
export type GetPath = PathsWith<'get'>
export type PostPath = PathsWith<'post'>

/** The particulars of a refusal or a warning. What the centre says in one language alone is shown as it is. */
export interface Told { detail?: string; detailZh?: string }
export interface Warning extends Told { rule: string }
/** A refusal, in the words of the centre. */
export interface Refusal extends Told {
  error: string
  id?: string
  message: { zh: string; en: string }
  field?: string
  value?: string
  rule?: string
  status: number
}
export class Refused extends Error {
  constructor(readonly refusal: Refusal) { super(refusal.message.zh) }
}
/** The particulars, in the language of the page; '' where there are none. */
export function told(of: Told): string { return t(of.detailZh ?? of.detail ?? '', of.detail ?? of.detailZh ?? '') }
/** The rule that was broken and what exactly broke it, in one line. */
export function saidBy(r: Refusal): string {
  const what = told(r)
  return t(r.message.zh, r.message.en) + (what ? t('：', ': ') + what : '')
}
export interface Receipt {
  entry: Record<string, unknown> | string
  place: number
  [more: string]: unknown
}
export interface Done<R = Record<string, unknown>> { result: R; receipt: Receipt; text: string }
export interface Session { user: string; name: string; party: string | null; roles: string[]; /** signed in by certificate */ certificate: boolean }

export const session = ref<Session | null>(null)
export const connection = reactive({ up: true, since: 0 })

const CSRF = 'heng.csrf'
let csrf = kept(CSRF) ?? ''
export function setCsrf(to: string): void {
  csrf = to
  keep(CSRF, to)
}

/** What a write by cookie carries, for a worker that sends its own. */
export function csrfHeader(): Record<string, string> { return { 'X-CSRF-Token': csrf } }

export function fill(path: string, params: Record<string, string>): string {
  return path.replace(/\{([^}]+)\}/g, (_, name: string) => {
    const value = params[name]
    if (value === undefined) throw new Error(`no ${name} for ${path}`)
    return encodeURIComponent(value)
  })
}

const offline = (): Refused => new Refused({ status: 0, error: 'OFFLINE', message: {
  zh: '与中心的连接中断：请求没有送达，或者答复没有收到。恢复后可以重试，不会重复受理。',
  en: 'The connection to the centre is broken. Try again when it is back; nothing is accepted twice.' } })
export async function ask(method: string, url: string, init: RequestInit = {}): Promise<Response> {
  const began = performance.now()
  let answer: Response
  try {
    answer = await fetch(url, { method, credentials: 'same-origin', cache: 'no-store', ...init,
      headers: { ...(method === 'GET' ? {} : csrfHeader()), ...(init.headers as Record<string, string>) } })
  } catch {
    connection.up = false
    if (!connection.since) connection.since = Date.now()
    throw offline()
  }
  connection.up = true
  connection.since = 0
  const date = answer.headers.get('X-Heng-Now')
  if (date) heard(Number(date), performance.now() - began)
  return answer
}

export async function refusalOf(answer: Response): Promise<Refused> {
  let body: Partial<Refusal> = {}
  try { body = await answer.json() as Partial<Refusal> } catch { /* not the centre's own words */ }
  return new Refused({ error: 'UNKNOWN', message: {
    zh: `中心没有给出可读的答复（HTTP ${answer.status}）`, en: `No readable answer (HTTP ${answer.status})` },
    ...body, status: answer.status })
}

export async function getJson<T>(url: string): Promise<T> {
  const answer = await ask('GET', url)
  if (!answer.ok) throw await refusalOf(answer)
  return await answer.json() as T
}
/** Reads; T is what the caller knows of the answer. */
export function get<T>(path: GetPath, params: Record<string, string> = {}, query: Record<string, string | number | undefined> = {}): Promise<T> {
  const q = new URLSearchParams()
  for (const [k, v] of Object.entries(query)) if (v !== undefined && v !== '') q.set(k, String(v))
  const tail = q.toString()
  return getJson<T>(fill(path, params) + (tail ? '?' + tail : ''))
}

/** The key under which an act is accepted once, however often it is sent. */
export function newKey(): string { return crypto.randomUUID() }

/** The keys of acts whose outcome is not known, by what was sent: sent once more, each is the same act. */
const unanswered = new Map<string, string>()
/** Acts. */
export async function act<P extends PostPath, R = Record<string, unknown>>(path: P, params: Record<string, string>,
  body: Body<P> | null): Promise<Done<R>> {
  const url = fill(path, params), sent = body === null ? undefined : JSON.stringify(body), what = `${url} ${sent ?? ''}`
  const key = unanswered.get(what) ?? newKey()
  unanswered.set(what, key)
  const answer = await ask('POST', url, { headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key }, ...(sent === undefined ? {} : { body: sent }) })
  if (!answer.ok) {
    if (answer.status < 500) unanswered.delete(what)
    throw await refusalOf(answer)
  }
  const text = await answer.text().catch(() => { throw offline() })
  unanswered.delete(what)
  const parsed = JSON.parse(text) as { result?: R; receipt?: Receipt }
  // what leaves no evidence is answered without a receipt
  if (parsed.receipt === undefined) return { result: parsed as R, receipt: undefined as never, text }
  return { result: parsed.result as R, receipt: parsed.receipt, text }
}

/** Keeps: a mark that leaves no evidence. */
export async function put(path: PathsWith<'put'>, body: object): Promise<void> {
  const answer = await ask('PUT', path, { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })
  if (!answer.ok) throw await refusalOf(answer)
}

export async function whoAmI(): Promise<void> {
  try {
    session.value = await get<Session>('/api/session')
  } catch (e) {
    if (e instanceof Refused && e.refusal.status === 401) session.value = null
    else throw e
  }
}
export async function signOut(): Promise<void> {
  await ask('DELETE', '/api/session')
  session.value = null // before the wipe: nothing is left behind for nobody
  forgetDrafts()
  unanswered.clear()
}
