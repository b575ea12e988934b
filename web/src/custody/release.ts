// What a custodian's machine does before it gives anything away (src/trade/rescue/command_custody.c does the same): by the
// log, by the announced deadline and by its own clock bidding has ended; then its own share of each part is opened.
import { acts } from '../api/acts'
import { utf8 } from '../base/bytes'
import { canonical } from '../base/canonical'
import type { Json } from '../base/canonical'
import type { Pair } from '../base/lang'
import { beijing } from '../base/time'
import { checkReceipt } from '../check/receipt'
import type { Step } from '../check/steps'
import { openShare } from '../seal/custody'
import { SealFault } from '../seal/fault'
import { parseHeader } from '../seal/header'
import type { Part } from '../seal/header'
import type { LogKeys } from './keys'
import { intOf, member, textOf } from '../seal/strict'

/** As GET /api/lots/{lot}/rescues has it; number: of the caller's share; closed: the receipt of the entry that closed bidding or let
 * prices be opened; parts, released: told to custodians, header and request (the receipt of the entry that asks) of those that wait for the
 * caller's share, some at a time. */
export interface Rescue { asked: string; name: string; party: string; reason: string; rescued: boolean; parts?: { header?: string; part: Part }[]; released?: number[]; request?: Json }
export interface Told { centre: string; deadline: string; lot: string; number?: number; rescues: Rescue[]; closed?: Json }

/** What the custodian knows from elsewhere than that answer. deadline: ms, as announced; clock: this machine's. */
export interface Known { centre: string; lot: string; deadline: number; keys: LogKeys; clock: number }
export interface Checked { held: boolean; steps: Step[]; /** of the receipt, one by one */ proof: Step[] }
const CLOSES = ['lot.closed', 'lot.screened']
/** First use has nothing to compare with, and says so. */
function keyStep({ known, other, since }: LogKeys): Step {
  const name: Pair = { zh: '日志的公钥', en: 'Keys of the log' }
  if (other !== null) return step('keys', name, false, { zh: '与本浏览器以前保存的不同', en: 'they are others than those that this browser kept' })
  return known ? step('keys', name, true, { zh: `与本浏览器自 ${beijing(since)} 起保存的相同`, en: `the same that this browser has kept since ${beijing(since)}` })
    : { id: 'keys', ...name, state: 'skipped', detail: { zh: '第一次使用，没有以前保存的可以比较', en: 'first use: there is nothing to compare with' } }
}
const step = (id: string, name: Pair, held: boolean, detail: Pair): Step => ({ id, ...name, state: held ? 'ok' : 'failed', detail })
/** Whether a centre is one for practice says the name of its log, which stands in the keys: nobody who has the machine can make it so. */
const forPractice = (keys: LogKeys): boolean => keys.text.startsWith('practice.heng/')
/** That the tenderer itself asks, as the log proves. BAD_SEAL. */
export async function checkAsked(asked: Rescue, known: Known): Promise<void> {
  const verdict = asked.request === undefined ? null : await checkReceipt(utf8(canonical(asked.request)), known.keys.text), entry = member(asked.request, 'entry')
  if (verdict?.verdict !== 'ok' || !verdict.proved || verdict.practice !== forPractice(known.keys) || textOf(entry, 'kind') !== 'rescue.asked' ||
      textOf(entry, 'object') !== known.lot || textOf(entry, 'centre') !== known.centre || textOf(entry, 'party') !== asked.party)
    throw new SealFault('BAD_SEAL', '日志没有证明这个投标人自己请求了解密救援，没有为它打开份额', 'The log does not prove that this tenderer asks itself: no share was opened for it')
}
/** Whether that receipt lets a share go. */
export async function checkClosed(told: Told, known: Known): Promise<Checked> {
  const steps: Step[] = [keyStep(known.keys)], proof: Step[] = []
  const done = (): Checked => ({ held: steps.every((s) => s.state !== 'failed'), steps, proof })
  const none = told.closed === undefined
  const verdict = none ? null : await checkReceipt(utf8(canonical(told.closed!)), known.keys.text), failed = verdict?.steps.find((s) => s.state === 'failed')
  proof.push(...verdict?.steps ?? [])
  const proved = verdict?.verdict === 'ok' && verdict.proved
  steps.push(step('proof', { zh: '日志的证明', en: 'Proof of the log' }, proved, none ? { zh: '中心没有给出投标已经截止的回执', en: 'no receipt says that bidding has ended' }
    : failed ? failed.detail
      : proved ? { zh: '回执、默克尔证明和检查点的全部签名成立，公钥是本浏览器保存的', en: 'receipt, inclusion proof and all signatures of the checkpoint hold, by the keys kept here' }
        : { zh: '这个浏览器不能核验 Ed25519 签名，请换用较新的浏览器', en: 'this browser has no Ed25519; use a newer one' }))
  if (!proved) return done() // what is not proved is not looked at
  const entry = member(told.closed, 'entry'), kind = textOf(entry, 'kind') ?? '', at = intOf(entry, 'at') ?? -1
  const what = Object.hasOwn(acts, kind) ? acts[kind]! : kind
  steps.push(step('kind', { zh: '记录的事项', en: 'What it says' }, CLOSES.includes(kind), { zh: `${what}（${kind}）`, en: kind }))
  const here = textOf(entry, 'object') === known.lot && textOf(entry, 'centre') === known.centre && verdict.practice === forPractice(known.keys) && told.lot === known.lot && told.centre === known.centre
  steps.push(step('place', { zh: '标段和中心', en: 'Lot and centre' }, here, here ? { zh: '是本标段、本中心的', en: 'of this lot and centre' } : { zh: '是另一个标段或者另一个中心的', en: 'of another lot or centre' }))
  const times: Pair = { zh: `记录于 ${beijing(at)}，公告的投标截止时间 ${beijing(known.deadline)}`, en: `recorded at ${beijing(at)}; the announced deadline is ${beijing(known.deadline)}` }
  steps.push(step('deadline', { zh: '不早于投标截止时间', en: 'Not before the deadline' }, at >= known.deadline, times))
  const past = known.clock >= known.deadline, mine: Pair = { zh: `本机时钟 ${beijing(known.clock)}`, en: `this machine’s clock: ${beijing(known.clock)}` }
  steps.push(forPractice(known.keys) ? { id: 'clock', zh: '本机时钟', en: 'This machine’s clock', state: 'skipped', detail: { zh: '演练中心的时钟可以拨动，本机时钟不作依据', en: 'a practice centre’s clock is moved; this machine’s says nothing of it' } }
    : step('clock', { zh: '本机时钟已过截止时间', en: 'This machine’s clock is past it' }, past, mine))
  return done()
}

/** A custodian's certificates and keys (PKCS #8) as its files have them. */
export interface Own { certificates: Uint8Array<ArrayBuffer>[]; keys: Uint8Array<ArrayBuffer>[] }
const OTHER = () => new SealFault('BAD_SEAL', '中心给出的密封文件头是另一份投标的，没有为它打开份额', 'The header that the centre gave is of another bid: no share was opened for it')
/** The key that belongs to that certificate opens it; of several files one has it. */
async function openBy(keys: Own['keys'], header: ReturnType<typeof parseHeader>, certificate: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  let last: unknown
  for (const key of keys) {
    try { return await openShare(header, key, certificate) } catch (e) {
      if (!(e instanceof SealFault) || e.code !== 'BAD_CERTIFICATE') throw e
      last = e
    }
  }
  throw last
}
/** Its share of each part that is asked for, by the certificate of that fingerprint. BAD_SEAL: a header is of another bid, or
 * malformed; BAD_CERTIFICATE: none of the keys is the certificate's; NOT_FOUND, BAD_SHARE. */
export async function openShares(told: Told, asked: Rescue, own: Own, certificate: Uint8Array): Promise<Partial<Record<Part, Uint8Array<ArrayBuffer>>>> {
  const out: Partial<Record<Part, Uint8Array<ArrayBuffer>>> = {}
  for (const { header, part } of asked.parts ?? []) {
    const h = parseHeader(utf8(header ?? ''))
    if (h.centre !== told.centre || h.lot !== told.lot || h.party !== asked.party || h.part !== part) throw OTHER()
    out[part] = await openBy(own.keys, h, certificate)
  }
  return out
}
/** Those that ask now: where prices wait for a second opening, only what is asked for in it. */
export function asking(told: Told, state: string, twoEnvelopes: boolean): Rescue[] {
  const wants: Part = state === 'opening' && twoEnvelopes ? 'documents' : 'form'
  return told.rescues.filter((r) => r.parts?.some((p) => p.part === wants))
}
