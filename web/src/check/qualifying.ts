// A prequalification: its course, times and seals; the applications opened again with their keys, and
// who passed computed from the reviews.
import { unbase64 } from '../base/bytes'
import { canonical } from '../base/canonical'
import type { Json } from '../base/canonical'
import { SealFault, openBytes } from '../seal/container'
import { PADDED_MAX_BODY, commit, idHolds, sameBytes } from '../seal/header'
import { StrictFault, intOf, isObject, listOf, member, parseStrict, textOf } from '../seal/strict'
import type { JsonObject } from '../seal/strict'
import { sealedFor } from './bids'
import { momentText, parseMoment } from './codes'
import { seatIn } from './committee'
import type { Applied, Course, Seat } from './course'
import { isText, only } from './rule'
import { checkSigned } from './signed'

const MINUTE = 60_000
function standing(k: Course): Applied | undefined { return k.applied.find((a) => !a.gone && a.party === k.e.party) }

export function drafted(k: Course): void {
  const document = k.text('document'), deadline = parseMoment(k.text('deadline')), most = intOf(k.body, 'most') ?? 0
  if (most < 0 || most > 1000) k.bad('不能有这样多家通过', 'no so many can pass')
  if (!k.prequalified) k.bad('这个项目是资格后审', 'the tender qualifies after the opening')
  if (deadline === null) k.bad('资格预审没有截止时间', 'a prequalification has a deadline')
  k.qualifying = { text: k.text('text') ?? '', deadline, window: (intOf(k.body, 'windowMinutes') ?? 0) * MINUTE, most, ...(document === undefined ? {} : { document }) }
}
export function published(k: Course): void {
  const q = k.qualifying, n = k.notice
  if (!k.byPrincipal) k.bad('公布的不是招标人', 'another than the principal published it')
  if (k.invited.length > 0 || q.text === undefined) k.bad('没有编制过资格预审，或者投标人已经确定', 'it was not drafted, or who may bid is settled already')
  if (textOf(n, 'text') !== q.text || textOf(n, 'document') !== q.document || (intOf(n, 'windowMinutes') ?? 0) * MINUTE !== q.window || textOf(n, 'deadline') !== momentText(q.deadline) || (intOf(n, 'most') ?? 0) !== q.most)
    k.bad('公布的不是所编制的', 'what was published is not what was drafted')
  if (q.document !== undefined) k.document(q.document)
  k.announced = { text: '', deadline: q.deadline, window: q.window, decryptedMin: 0, documentsPart: false, twoEnvelopes: false,
    ...(q.document === undefined ? {} : { document: q.document }) }
}
function checkApplying(k: Course): void {
  if (k.nameOf(k.e.party) === undefined) k.bad('申请人从未登记：缺少记录', 'its party was never registered; an entry is missing')
  if (k.tenderState !== 'applying' || k.e.at >= k.announced.deadline) k.bad('当时不接受申请', 'no applications were taken then')
}
export async function application(k: Course): Promise<void> {
  checkApplying(k)
  const before = standing(k), container = unbase64(k.text('application') ?? '')
  if ((before !== undefined) !== (k.e.kind === 'application.replaced')) k.bad('是否替换与此前的记录不符', 'whether it replaces one is not as the entries before say')
  if (!container) k.bad('申请不是 base64', 'its application is no base64')
  if (!k.holds('application', container)) k.bad('其摘要 application 是别的内容的', 'its digest "application" is of something else')
  const h = container.length <= 65536 ? await sealedFor(k, container, PADDED_MAX_BODY, k.m.tender, 'documents') : null
  if (!h) k.bad('申请不是由这个申请人为这个项目密封的', 'it is not sealed for this tender by this party')
  await checkSigned(k, 'application', k.m.tender, { application: k.digest('application')! })
  if (member(k.body, 'signature') !== undefined && k.applied.some((a) => a.party === k.e.party && a.digest === k.digest('application'))) k.bad('它有签名，而且递交过', 'it is signed, and was handed in before')
  if (before) before.gone = true
  k.applied.push({ party: k.e.party!, digest: k.digest('application')!, container, commitment: h.commitment, gone: false })
}
export function applicationGone(k: Course): void {
  checkApplying(k)
  const a = standing(k)
  if (!a) k.bad('没有可撤回的申请：缺少记录', 'there was nothing to withdraw; an entry is missing')
  a.gone = true
}
export function applicationKey(k: Course): void {
  const a = standing(k), key = unbase64(k.text('key') ?? '')
  if (!a || a.key || k.tenderState !== 'applying' || k.e.at < k.announced.deadline) k.bad('没有申请在等这把密钥', 'no application waits for this key')
  if (key?.length !== 32) k.bad('密钥应为 32 字节', 'a key has 32 bytes')
  if (!sameBytes(commit(key), a.commitment)) k.bad('密钥不是申请时所承诺的', 'its key is not the one that the application commits to')
  a.key = key
}

/** null: what the applicant sealed cannot be read. */
async function openForm(a: Applied): Promise<JsonObject | null> {
  let v: Json
  try {
    v = parseStrict(await openBytes(a.container, a.key!, PADDED_MAX_BODY))
  } catch (e) {
    if (e instanceof SealFault && e.code !== 'NO_CRYPTO' || e instanceof StrictFault) return null
    throw e
  }
  const consortium = member(v, 'consortium')
  const listed = consortium === undefined || (Array.isArray(consortium) && consortium.length >= 1 && consortium.length <= 20 && consortium.every((m) =>
    only(m, ['name'], ['code']) && isText(member(m, 'name'), 1, 200) && (member(m, 'code') === undefined || isText(member(m, 'code'), 1, 18))))
  return isObject(v) && only(v, ['statement'], ['consortium']) && isText(v.statement, 1, 20000) && listed ? v : null
}
/** Nothing of the applications is told of a lot that ended before its bids were opened. */
function untold(k: Course): boolean { return !k.a.has('opening.json') }

export async function applicationsOpened(k: Course): Promise<void> {
  if (k.objections > 0) k.bad('异议尚未答复，招标活动应当暂停', 'an objection was unanswered, the tender is stayed')
  if (k.e.at < k.announced.deadline + k.announced.window) k.bad('开启早于解密时间结束', 'it was opened before the window for keys had ended')
  if (untold(k)) return
  const rows: JsonObject[] = []
  for (const a of k.applied.filter((o) => !o.gone)) {
    const form = a.key ? await openForm(a) : null, why = form ? null : a.key ? 'unreadable' : 'no key'
    k.applicants.push({ party: a.party, name: k.nameOf(a.party) ?? '', why })
    rows.push({ digest: a.digest, name: k.nameOf(a.party) ?? '', party: a.party, why, ...(form ? { form } : {}) })
  }
  if (!k.holds('record', canonical({ applications: rows, tender: k.m.tender, v: 1 }))) k.bad('按申请和密钥重做的开启记录与之不同', 'the applications and keys give another record')
}
export function reviewers(k: Course): void {
  const list = member(k.body, 'members')
  if (k.act === null) return
  if (k.reviewers.length > 0 || !Array.isArray(list) || list.length > 25) k.bad('一个项目只有一个资格审查委员会', 'a tender has one reviewing committee')
  k.reviewers = list.map((m): Seat => ({ name: textOf(m, 'name') ?? '', unit: '' }))
}
export function reviewerReplaced(k: Course): void {
  const seat = intOf(k.body, 'seat') ?? 0, name = textOf(member(k.body, 'member'), 'name')
  if (k.act === null) return
  if (seat < 1 || seat > k.reviewers.length || name === undefined) k.bad('更换应写明席位和成员', 'a replacement names a seat and a member')
  k.reviewers[seat - 1] = { name, unit: '' }
  k.reviews.delete(seat - 1)
}
/** One member's word on every opened application. */
function isReview(k: Course): boolean {
  const results = listOf(k.body, 'results'), opened = k.applicants.filter((a) => a.why === null), seen = new Set<string>()
  return only(k.body, ['results']) && results.length >= 1 && results.length <= 1000 && results.length === opened.length && results.every((r) => {
    const party = textOf(r, 'party') ?? '', passed = member(r, 'passed'), reason = member(r, 'reason'), points = intOf(r, 'points') ?? 0
    const pointed = k.qualifying.most > 0 && passed === true ? points >= 1 && points <= 1_000_000 : member(r, 'points') === undefined
    const fits = pointed && only(r, ['party', 'passed'], ['reason', 'points']) && idHolds(party) && typeof passed === 'boolean' && (reason === undefined ? passed : isText(reason, 1, 500))
    const known = opened.some((a) => a.party === party) && !seen.has(party)
    seen.add(party)
    return fits && known
  })
}
export function reviewed(k: Course): void {
  if (k.tenderState !== 'reviewing') k.bad('当时没有可审查的', 'nothing was to be reviewed')
  if (untold(k)) return
  const seat = seatIn(k, k.reviewers)
  if (seat < 0 || k.reviews.has(seat)) k.bad('审查委员会每个成员审查一次', 'each member of the committee reviews once')
  if (!isReview(k)) k.bad('审查没有对每份开启的申请各作一次认定', 'a review is of every opened application once')
  k.reviews.set(seat, k.body!)
}
/** The last review: computes the result again. */
export function qualified(k: Course): void {
  if (untold(k)) {
    reviewed(k)
    k.blind = true
    return
  }
  reviewed(k)
  if (k.reviews.size !== k.reviewers.length) k.bad('还有成员没有审查', 'not every member has reviewed')
  const sheets = [...k.reviews].sort((x, y) => x[0] - y[0]).map(([, body]) => listOf(body, 'results'))
  const { most } = k.qualifying
  const rows = k.applicants.map((a) => {
    const words = sheets.map((s) => s.find((r) => textOf(r, 'party') === a.party)), against = words.filter((r) => member(r, 'passed') === false)
    const passed = a.why === null && against.length * 2 <= sheets.length
    const given = words.map((r) => intOf(r, 'points') ?? 0).filter((p) => p > 0), points = given.reduce((sum, p) => sum + p, 0)
    return { name: a.name, party: a.party, passed, points, by: given.length, reasons: a.why === null ? against.map((r) => textOf(r, 'reason') ?? '') : [a.why] }
  })
  // whose mean of those who gave points is below that of the last of those that may pass does not; exactly
  const below = (x: typeof rows[number], y: typeof rows[number]) => x.points * y.by - y.points * x.by
  const best = rows.filter((r) => r.passed).sort((x, y) => below(y, x)), last = most > 0 && best.length > most ? best[most - 1] : undefined
  if (last) for (const r of rows) if (r.passed && below(r, last) < 0) {
    r.passed = false
    r.reasons.push(`得分未进入前 ${most} 名`)
  }
  if (!k.holds('result', canonical({ applicants: rows.map(({ points, by, ...r }) => (most > 0 ? { ...r, points, by } : r)), v: 1 }))) k.bad('按各成员的审查重算，合格名单不同', 'the reviews give another result')
  k.invited = rows.filter((r) => r.passed).map((r) => r.party)
  if (k.invited.length < k.number('qualified.min')) k.bad('合格的少于 kind.json 的要求', 'fewer passed than kind.json demands')
  k.r.ok('prequalification', { zh: '资格预审', en: 'Prequalification' }, { zh: `重新打开并计算，${k.invited.length} 家合格`, en: `computed again, ${k.invited.length} passed` })
}
export function unqualified(k: Course): Promise<void> | void {
  if (k.lotState === 'draft') k.lotState = 'unsuccessful'
  if (k.tenderState === 'applying') return applicationsOpened(k)
}
