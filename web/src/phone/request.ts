// A signing request: what the centre says that is to be signed, checked before it is shown. What does not hold is not shown.
import { utf8 } from '../base/bytes'
import { canonical } from '../base/canonical'
import type { Json } from '../base/canonical'
import { checkSigned, readKeys, readNote } from '../check/note'
import { bad, Mismatch } from '../check/steps'
import type { LogKeys } from '../custody/keys'
import { PURPOSES } from '../sign/purpose'

export { Mismatch }
export interface Asked { id: string; centre: string; name: string; origin: string; /** ms */ expires: number; /** what is signed, to the byte */ text: string; says: Said }
/** What the statement says. object, party, shown: not of a sign-in. */
export interface Said { purpose: string; /** ms */ expires: number; object?: string; party?: string; shown?: Record<string, string> }

const FILE = 'request', HEAD = 'heng signing request 1', STATEMENT_CHARS = 4000
const REQUEST = ['centre', 'expires', 'id', 'name', 'origin', 'text'], SIGN_IN = ['centre', 'expires', 'nonce', 'origin', 'purpose', 'v'], ACT = [...SIGN_IN, 'object', 'party', 'shown'].sort()
/** An object of exactly those members, in canonical JSON. */
function members(text: string, names: (o: Record<string, Json>) => string[], what: { zh: string; en: string }): Record<string, Json> {
  let o: unknown
  try { o = JSON.parse(text) } catch { o = null }
  if (typeof o !== 'object' || o === null || Array.isArray(o)) bad(FILE, `${what.zh}不是 JSON 对象`, `${what.en} is no JSON object`)
  const has = o as Record<string, Json>
  if (Object.keys(has).sort().join() !== names(has).join()) bad(FILE, `${what.zh}的内容有缺少或者多余`, `${what.en} lacks something or says more`)
  let same = ''
  try { same = canonical(has) } catch { /* numbers that are none of ours */ }
  if (same !== text) bad(FILE, `${what.zh}不是规范的 JSON`, `${what.en} is not canonical JSON`)
  return has
}
function textOf(o: Record<string, Json>, name: string): string {
  const v = o[name]
  return typeof v === 'string' && v !== '' ? v : bad(FILE, `“${name}”不是文本`, `"${name}" is no text`)
}
function momentOf(o: Record<string, Json>): number {
  const ms = Date.parse(textOf(o, 'expires'))
  return Number.isNaN(ms) ? bad(FILE, '没有写明有效期', 'it does not say until when it holds') : ms
}
function shownOf(o: Record<string, Json>): Record<string, string> {
  const shown = o.shown
  if (typeof shown !== 'object' || shown === null || Array.isArray(shown)) bad(FILE, '没有写明文件摘要', 'it has no digests')
  return Object.fromEntries(Object.keys(shown).map((name) => [name, textOf(shown, name)]))
}
/** Which centre asks, where one is, and the time there. */
export interface Here { centre: string; origin: string; now: number }
/** Mismatch: what does not hold. */
export async function readAsked(note: string, keys: LogKeys, here: Here): Promise<Asked> {
  if (keys.other !== null) bad(FILE, '中心现在给出的日志公钥，与本机以前保存的不同', 'the centre names other keys of its log than this phone kept')
  const { text, signatures } = readNote(note, FILE), first = keys.text.indexOf('+')
  await checkSigned(text, signatures, readKeys(keys.text, keys.text.slice(0, Math.max(0, first)), FILE), FILE)
  const lines = text.split('\n')
  if (lines.length !== 3 || lines[0] !== HEAD || lines[2] !== '') bad(FILE, '不是签名请求', 'it is no signing request')
  const o = members(lines[1]!, () => REQUEST, { zh: '签名请求', en: 'the request' }), asked = { id: textOf(o, 'id'), centre: textOf(o, 'centre'), name: textOf(o, 'name'), origin: textOf(o, 'origin'), expires: momentOf(o), text: textOf(o, 'text') }
  if (asked.text.length > STATEMENT_CHARS) bad(FILE, '待签内容过长', 'what is to be signed is too long')
  if (asked.centre !== here.centre || asked.origin !== here.origin) bad(FILE, `签名请求是 ${asked.origin} 的，本页是 ${here.origin}`, `it is of ${asked.origin}, this page is ${here.origin}`)
  if (asked.expires <= here.now) bad(FILE, '签名请求已经过期', 'it is over')
  const s = members(asked.text, (all) => (all.purpose === 'sign-in' ? SIGN_IN : ACT), { zh: '待签内容', en: 'what is to be signed' }), purpose = textOf(s, 'purpose')
  if (!Object.hasOwn(PURPOSES, purpose)) bad(FILE, `不认识的用途：${purpose}`, `an unknown purpose: ${purpose}`)
  if (textOf(s, 'origin') !== here.origin || textOf(s, 'centre') !== here.centre) bad(FILE, '待签内容是给另一个中心或者网址的', 'what is to be signed is for another centre or address')
  const says: Said = { purpose, expires: momentOf(s) }
  if (says.expires <= here.now) bad(FILE, '待签内容已经过期', 'what is to be signed is over')
  return { ...asked, says: purpose === 'sign-in' ? says : { ...says, object: textOf(s, 'object'), party: textOf(s, 'party'), shown: shownOf(s) } }
}
/** The bytes that the key signs. */
export const signedBytes = (a: Asked) => utf8(a.text)
