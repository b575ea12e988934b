// Bids, keys and the opening: each sealed bid is opened again with the keys in the trade, and the
// opening record made again from what they hold.
import { hex, unbase64 } from '../base/bytes'
import { canonical } from '../base/canonical'
import { SealFault, inspect, openBytes, openStream } from '../seal/container'
import { sharesHold } from '../seal/custody'
import { FormFault, formJson, readForm } from '../seal/form'
import type { Form } from '../seal/form'
import { PADDED_MAX, PADDED_MAX_BODY, commit, sameBytes } from '../seal/header'
import type { Header, Part } from '../seal/header'
import { StrictFault, member } from '../seal/strict'
import { momentText } from './codes'
import type { Course, Placed, Row } from './course'
import { custodyFits, numberOf } from './custody'
import { checkSigned } from './signed'
import { bad } from './steps'

const CONTAINER_MAX = 65536
export const PARTS: Part[] = ['form', 'documents', 'bill']

/** What the container says of itself; null where it is none. */
async function headerOf(container: Blob | Uint8Array, max: number): Promise<Header | null> {
  try {
    return (await inspect(container, max)).header
  } catch (e) {
    if (e instanceof SealFault) return null
    throw e
  }
}
export async function sealedFor(k: Course, container: Blob | Uint8Array, max: number, lot: string, part: Part, party = k.e.party): Promise<Header | null> {
  const h = await headerOf(container, max)
  return h && h.centre === k.m.centre && h.lot === lot && h.party === party && h.part === part ? h : null
}
/** A bid's part: its key is shared, too, as the announcement says. */
async function sealedBid(k: Course, container: Blob | Uint8Array, max: number, part: Part, party = k.e.party): Promise<Header | null> {
  const h = await sealedFor(k, container, max, k.m.lot, part, party)
  return h && custodyFits(k, h) ? h : null
}
function checkTenderer(k: Course): void {
  if (k.nameOf(k.e.party) === undefined) k.bad('投标人从未登记：缺少记录', 'its party was never registered; an entry is missing')
  if (k.lotState !== 'bidding') k.bad('标段不在投标中：缺少记录', 'the lot is not open for bids; an entry is missing')
  if (k.e.at >= k.announced.deadline)
    k.bad(`它在 ${momentText(k.e.at)} 到达，截止时间是 ${momentText(k.announced.deadline)}`, `it came at ${momentText(k.e.at)}; the deadline was ${momentText(k.announced.deadline)}`)
}
function isInvited(k: Course): boolean {
  return (!k.byInvitation && !k.prequalified) || k.invited.includes(k.e.party ?? '')
}
/** The parts that were uploaded are those of the act, and those that were demanded. */
function checkUploaded(k: Course): void {
  const demanded: Partial<Record<Part, boolean>> = { documents: k.announced.documentsPart, bill: k.lot.bill !== undefined }
  for (const part of PARTS.slice(1)) {
    const asked = k.text(part)
    if (asked !== k.digest(part)) k.bad(`摘要 ${part} 与所办之事不符`, `its digest "${part}" is not the act’s`)
    if (asked === undefined && demanded[part]) k.bad(`缺少必须递交的 ${part} 部分`, `it has no ${part} part, which was demanded`)
  }
}
export async function bid(k: Course): Promise<void> {
  checkTenderer(k)
  if (numberOf(k) > 0) k.bad('投标人保管着投标密钥的份额', 'its party keeps a share of the keys of bids')
  if (!isInvited(k)) k.bad('投标人没有被邀请，或者没有通过资格预审', 'its party was not invited, or did not pass the prequalification')
  const before = k.standing(k.e.party), replaces = k.e.kind === 'bid.replaced'
  if (replaces && !before) k.bad('没有可替换的投标：缺少记录', 'there was nothing to replace; an entry is missing')
  if (!replaces && before) k.bad('它已有一份投标：缺少记录', 'its party’s bid stands already; an entry is missing')
  const form = unbase64(k.text('form') ?? '')
  if (!form) k.bad('密封的开标一览表不是 base64', 'its form is no base64')
  if (!k.holds('form', form)) k.bad('其摘要 form 是别的内容的', 'its digest "form" is of something else')
  if (form.length > CONTAINER_MAX || !await sealedBid(k, form, PADDED_MAX_BODY, 'form'))
    k.bad('开标一览表不是由这个投标人为这个标段密封的', 'its form is not a container sealed for this lot by this party')
  checkUploaded(k)
  const shown: Record<string, string> = { form: hex(new Uint8Array(await crypto.subtle.digest('SHA-256', form as Uint8Array<ArrayBuffer>))) }
  for (const part of PARTS.slice(1)) { const digest = k.text(part); if (digest !== undefined) shown[part] = digest }
  await checkSigned(k, 'bid', k.m.lot, shown)
  if (member(k.body, 'signature') !== undefined && k.bids.some((b) => b.party === k.e.party && b.parts.form === shown.form)) k.bad('它有签名，而且递交过', 'it is signed, and was handed in before')
  if (before) before.state = 'replaced'
  const parts: Placed['parts'] = {}
  for (const part of PARTS) {
    const digest = k.digest(part)
    if (digest !== undefined) parts[part] = digest
  }
  k.bids.push({ party: k.e.party!, state: 'submitted', form, parts, keys: {}, passed: false, asked: [], shares: {} })
}
export function withdrawal(k: Course): void {
  checkTenderer(k)
  const b = k.standing(k.e.party)
  if (!b) k.bad('没有可撤回的投标：缺少记录', 'there was nothing to withdraw; an entry is missing')
  b.state = 'withdrawn'
}
export function closed(k: Course): void {
  const standing = k.bids.filter((b) => b.state === 'submitted').length, least = k.number('bidders.min')
  if (k.e.at < k.announced.deadline) k.bad('投标在截止时间之前结束', 'bidding was closed before the deadline')
  if (standing < least) k.bad(`有效递交 ${standing} 份，kind.json 要求 ${least} 份`, `${standing} bids stand, kind.json demands ${least}`)
  k.windowEnds = k.e.at + k.announced.window
  k.r.ok('bids', { zh: '投标', en: 'Bids' }, { zh: `截止时有 ${standing} 份，都在截止之前送达`, en: `${standing} stand at the deadline, all came before it` })
  if (k.signed) k.r.ok('signatures', { zh: '电子签名', en: 'Signatures' }, { zh: `投标和申请中有 ${k.signed} 份由递交者的数字证书签名，签名成立；颁发机构是否可信本页不核验（heng verify --trust 会核验）`, en: `${k.signed}, by the certificates of who bid and applied; whether the authorities are trusted is not asked here (heng verify --trust does)` })
  if (k.stamped) k.r.ok('timestamps', { zh: '时间戳', en: 'Timestamps' }, { zh: `其中 ${k.stamped} 份签名有时间戳，时间在递交之前；签发机构是否可信本页不核验`, en: `${k.stamped} of them have one, from before they came; whether the authorities are trusted is not asked here` })
}

/** An uploaded part opens with its key to its last byte; what it holds is not kept. */
async function openPart(k: Course, b: Placed, part: Part): Promise<void> {
  const container = k.a.zip.part(k.document(b.parts[part]))
  if (!await sealedBid(k, container, PADDED_MAX, part, b.party))
    k.bad(`${part} 部分不是由这个投标人为这个标段密封的`, `the ${part} part is not sealed for this lot by this party`)
  try {
    for await (const _ of openStream(container, b.keys[part]!)) { /* to the end */ }
  } catch (e) {
    if (!(e instanceof SealFault)) throw e
    // a bid that its own tenderer spoiled is judged, not refused
    if (e.code === 'BAD_KEY') k.bad(`密钥打不开 ${part} 部分`, `its key does not open the ${part} part`)
    if (e.code !== 'BAD_SEAL') bad(`documents/${b.parts[part]}`, e.zh, e.en)
    spoiled(k, part)
  }
}
function spoiled(k: Course, part: Part): void {
  k.r.skip(`spoiled-${k.e.place}`, { zh: '密封文件损坏', en: 'A damaged part' },
    { zh: `${k.nameOf(k.e.party) ?? ''} 的 ${part} 部分在密封时就已损坏，内容不能完整读出`, en: `the ${part} part of ${k.nameOf(k.e.party) ?? ''} was damaged when it was sealed` })
}
/** The header of a part's container. */
export async function partHeader(k: Course, b: Placed, part: Part): Promise<Header> {
  const h = part === 'form' ? await headerOf(b.form, PADDED_MAX_BODY) : await sealedBid(k, k.a.zip.part(k.document(b.parts[part])), PADDED_MAX, part, b.party)
  if (!h) k.bad(`${part} 部分不是由这个投标人为这个标段密封的`, `the ${part} part is not sealed for this lot by this party`)
  return h
}
export async function useKey(k: Course, b: Placed, part: Part, key: Uint8Array<ArrayBuffer> | null): Promise<void> {
  if (key?.length !== 32 || b.keys[part]) k.bad('密钥应为 32 字节，每部分一把', 'a key has 32 bytes, and there is one for each part')
  b.keys[part] = key
  const h = await partHeader(k, b, part)
  if (!sharesHold(h, key)) k.bad(`${part} 部分写明的密钥份额与密钥不符`, `the shares that the ${part} part names are not those of its key`)
  if (part !== 'form') return openPart(k, b, part)
  if (!sameBytes(commit(key), h.commitment)) k.bad('密钥不是投标时所承诺的', 'its key is not the one that the bid commits to')
}
/** That keys are taken now for that bid, and which parts are opened together. */
export function window(k: Course, b: Placed | undefined): { b: Placed; envelope: string; wanted: Part[] } {
  const second = k.lotState === 'pricing', two = k.announced.twoEnvelopes
  if (!b || (second && !b.passed)) k.bad('没有投标在等这把密钥：缺少记录', 'no bid waits for this key; an entry is missing')
  if (k.lotState !== 'opening' && !second) k.bad('标段不在解密中：缺少记录', 'the lot does not wait for keys; an entry is missing')
  if (k.e.at < k.announced.deadline || (k.objections === 0 && k.e.at >= k.windowEnds)) k.bad('密钥不是在规定时间内送达的', 'the key did not come within the window')
  return { b, envelope: second ? 'second' : two ? 'first' : 'only',
    wanted: PARTS.filter((part) => b.parts[part] !== undefined && (second ? part !== 'documents' : !two || part === 'documents')) }
}
/** The act's members for exactly these parts. */
export function given(k: Course, wanted: Part[]): [Part, Uint8Array<ArrayBuffer> | null][] {
  if (PARTS.some((part) => (member(k.body, part) !== undefined) !== wanted.includes(part))) k.bad('密钥应为 32 字节，每部分一把', 'a key has 32 bytes, and there is one for each part')
  return wanted.map((part) => [part, unbase64(k.text(part) ?? '')])
}
export async function key(k: Course): Promise<void> {
  const { b, wanted } = window(k, k.standing(k.e.party))
  for (const [part, bytes] of given(k, wanted)) await useKey(k, b, part, bytes)
}

/** null: what the tenderer sealed is no form. */
async function openForm(b: Placed): Promise<Form | null> {
  try {
    return readForm(await openBytes(b.form, b.keys.form!, PADDED_MAX_BODY))
  } catch (e) {
    if (e instanceof SealFault && e.code !== 'NO_CRYPTO' || e instanceof FormFault || e instanceof StrictFault) return null
    throw e
  }
}
async function openRow(k: Course, b: Placed, row: Row): Promise<void> {
  const second = k.lotState === 'pricing', first = k.announced.twoEnvelopes && !second
  if (second && !b.passed) {
    row.state = 'unopened'
    row.why = 'first'
    return
  }
  row.state = 'revoked'
  row.why = 'no key'
  if (!(first ? b.keys.documents : b.keys.form)) return
  const form = first ? {} : await openForm(b)
  if (!form) {
    row.why = 'unreadable'
    return
  }
  row.state = 'opened'
  row.form = form
  delete row.why
}
export function recordText(lot: string, rows: Row[]): string {
  return canonical({ bids: rows.map((r) => ({ digest: r.digest, name: r.name, party: r.party, state: r.state,
    ...(r.state === 'opened' ? { form: formJson(r.form) } : {}), ...(r.why === undefined ? {} : { why: r.why }) })), lot, v: 1 })
}
/** Makes the record again from bids and keys, and compares it with the entry. Gives how many were decrypted. */
async function open(k: Course): Promise<number> {
  if (k.e.at < k.windowEnds) k.bad('开标早于解密时间结束', 'it was opened before the window for keys had ended')
  const rows: Row[] = []
  for (const state of ['submitted', 'withdrawn'] as const)
    for (const [i, b] of k.bids.entries()) {
      if (b.state !== state || (state === 'withdrawn' && k.bids.slice(i + 1).some((later) => later.party === b.party))) continue
      const row: Row = { party: b.party, name: k.nameOf(b.party) ?? '', digest: b.parts.form ?? '', state: 'withdrawn', form: {} }
      if (state === 'submitted') await openRow(k, b, row)
      rows.push(row)
    }
  k.rows = rows
  k.record = recordText(k.m.lot, rows)
  if (!k.holds('record', k.record)) k.bad('按投标和密钥重做的开标记录与之不同：缺少记录', 'the bids and keys give another record; an entry is missing')
  const decrypted = rows.filter((r) => r.state === 'opened').length
  k.r.ok(`opening-${k.e.place}`, { zh: '开标', en: 'Opening' }, { zh: `用密钥重新打开，${rows.length} 份中解密 ${decrypted} 份，开标记录一致`, en: `computed again, ${decrypted} bids decrypted of ${rows.length}` })
  return decrypted
}
function isNoticed(k: Course): void {
  const record = k.digest('record')
  if (record === undefined || record !== k.digest('notice')) k.bad('公布的不是开标记录', 'its notice is not the record')
}
function enough(k: Course, decrypted: number): void {
  if (decrypted < k.announced.decryptedMin) k.bad('解密份数少于公告的要求', 'fewer bids were decrypted than the announcement demands')
}
export async function firstOpened(k: Course): Promise<void> {
  if (!k.announced.twoEnvelopes) k.bad('这个项目只有一个信封', 'the tender has one envelope')
  enough(k, await open(k))
  isNoticed(k)
}
export async function opened(k: Course): Promise<void> {
  const second = k.lotState === 'pricing'
  if (k.announced.twoEnvelopes !== second) k.bad('第一信封尚未评审：缺少记录', 'the first envelope was not judged; an entry is missing')
  if (k.awaitsFactor) k.bad('系数尚未抽取就开启了报价', 'prices were opened before the coefficient was drawn')
  const decrypted = await open(k)
  if (!second) enough(k, decrypted)
  isNoticed(k)
}
export async function openedFew(k: Course): Promise<void> {
  if (await open(k) >= k.announced.decryptedMin) k.bad('解密份数已够', 'enough bids were decrypted')
}
