// A prequalification: its course, times and seals. Its opening record and result are not recomputed here.
import { unbase64 } from '../base/bytes'
import { PADDED_MAX_BODY, commit, sameBytes } from '../seal/header'
import { intOf, listOf, member, textOf } from '../seal/strict'
import { sealedFor } from './bids'
import { momentText, parseMoment } from './codes'
import type { Course, Seat } from './course'

const MINUTE = 60_000
interface Applied { party: string; commitment: Uint8Array; gone: boolean; keyed: boolean }
const lists = new WeakMap<Course, Applied[]>()
function applied(k: Course): Applied[] {
  const list = lists.get(k) ?? []
  lists.set(k, list)
  return list
}
function standing(k: Course): Applied | undefined { return applied(k).find((a) => !a.gone && a.party === k.e.party) }

export function drafted(k: Course): void {
  const document = k.text('document'), deadline = parseMoment(k.text('deadline'))
  if (!k.prequalified) k.bad('这个项目是资格后审', 'the tender qualifies after the opening')
  if (deadline === null) k.bad('资格预审没有截止时间', 'a prequalification has a deadline')
  k.qualifying = { text: k.text('text') ?? '', deadline, window: (intOf(k.body, 'windowMinutes') ?? 0) * MINUTE, ...(document === undefined ? {} : { document }) }
}
export function published(k: Course): void {
  const q = k.qualifying, n = k.notice
  if (!k.byPrincipal) k.bad('公布的不是招标人', 'another than the principal published it')
  if ((k.invited?.length ?? 0) > 0 || q.text === undefined) k.bad('没有编制过资格预审，或者投标人已经确定', 'it was not drafted, or who may bid is settled already')
  if (textOf(n, 'text') !== q.text || textOf(n, 'document') !== q.document || (intOf(n, 'windowMinutes') ?? 0) * MINUTE !== q.window || textOf(n, 'deadline') !== momentText(q.deadline))
    k.bad('公布的不是所编制的', 'what was published is not what was drafted')
  if (q.document !== undefined) k.document(q.document)
  k.announced = { text: '', deadline: q.deadline, window: q.window, decryptedMin: 0, documentsPart: false, twoEnvelopes: false,
    ...(q.document === undefined ? {} : { document: q.document }) }
  k.skip('prequalification', '资格预审的开启记录、逐项审查和合格名单', 'the opening record, reviews and result of the prequalification')
}
function checkApplying(k: Course): void {
  if (k.nameOf(k.e.party) === undefined) k.bad('申请人从未登记：缺少记录', 'its party was never registered; an entry is missing')
  if (k.tenderState !== 'applying' || k.e.at >= k.announced.deadline) k.bad('当时不接受申请', 'no applications were taken then')
}
export async function application(k: Course): Promise<void> {
  checkApplying(k)
  const before = standing(k), sealed = unbase64(k.text('application') ?? '')
  if ((before !== undefined) !== (k.e.kind === 'application.replaced')) k.bad('是否替换与此前的记录不符', 'whether it replaces one is not as the entries before say')
  if (!sealed) k.bad('申请不是 base64', 'its application is no base64')
  if (!k.holds('application', sealed)) k.bad('其摘要 application 是别的内容的', 'its digest "application" is of something else')
  const h = sealed.length <= 65536 ? await sealedFor(k, sealed, PADDED_MAX_BODY, k.m.tender, 'documents') : null
  if (!h) k.bad('申请不是由这个申请人为这个项目密封的', 'it is not sealed for this tender by this party')
  if (before) before.gone = true
  applied(k).push({ party: k.e.party!, commitment: h.commitment, gone: false, keyed: false })
}
export function applicationGone(k: Course): void {
  checkApplying(k)
  const a = standing(k)
  if (!a) k.bad('没有可撤回的申请：缺少记录', 'there was nothing to withdraw; an entry is missing')
  a.gone = true
}
export function applicationKey(k: Course): void {
  const a = standing(k), key = unbase64(k.text('key') ?? '')
  if (!a || a.keyed || k.tenderState !== 'applying' || k.e.at < k.announced.deadline) k.bad('没有申请在等这把密钥', 'no application waits for this key')
  if (key?.length !== 32) k.bad('密钥应为 32 字节', 'a key has 32 bytes')
  if (!sameBytes(commit(key), a.commitment)) k.bad('密钥不是申请时所承诺的', 'its key is not the one that the application commits to')
  a.keyed = true
}
export function applicationsOpened(k: Course): void {
  if (k.objections > 0) k.bad('异议尚未答复，招标活动应当暂停', 'an objection was unanswered, the tender is stayed')
  if (k.e.at < k.announced.deadline + k.announced.window) k.bad('开启早于解密时间结束', 'it was opened before the window for keys had ended')
}
export function reviewers(k: Course): void {
  const list = member(k.body, 'members')
  if (k.act === null) return
  if (k.reviewers.length > 0 || !Array.isArray(list) || list.length > 25) k.bad('一个项目只有一个资格审查委员会', 'a tender has one reviewing committee')
  k.reviewers = listOf(k.body, 'members').map((m): Seat => ({ name: textOf(m, 'name') ?? '', unit: '' }))
}
export function reviewerReplaced(k: Course): void {
  const seat = intOf(k.body, 'seat') ?? 0, name = textOf(member(k.body, 'member'), 'name')
  if (k.act === null) return
  if (seat < 1 || seat > k.reviewers.length || name === undefined) k.bad('更换应写明席位和成员', 'a replacement names a seat and a member')
  k.reviewers[seat - 1] = { name, unit: '' }
}
export function reviewed(k: Course): void {
  if (k.tenderState !== 'reviewing') k.bad('当时没有可审查的', 'nothing was to be reviewed')
}
export function qualified(k: Course): void {
  reviewed(k)
  if (!k.a.has('opening.json')) k.blind = true
  k.invited = null
}
export function unqualified(k: Course): void {
  k.lotState = 'unsuccessful'
  if (k.tenderState === 'applying') applicationsOpened(k)
}
