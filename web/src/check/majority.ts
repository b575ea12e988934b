// What more than half of the members hold of a bid, or of all (src/trade/evaluation/sheet.c), and what a
// consortium leaves them to decide (consortium.c).
import type { Json } from '../base/canonical'
import { idHolds } from '../seal/header'
import { member, textOf } from '../seal/strict'
import type { Course, Row, Sheet } from './course'
import { isText, only } from './rule'
import type { Pair } from './steps'

/** 《招标投标法实施条例》第五十一条（一）至（七） */
const GROUNDS: Record<string, string> = { unstated: '', unsigned: '（一）未经投标单位盖章和单位负责人签字', 'no-agreement': '（二）联合体没有提交共同投标协议',
  unqualified: '（三）不符合国家或者招标文件规定的资格条件', 'two-bids': '（四）提交两个以上不同的投标文件或者投标报价',
  price: '（五）报价低于成本或者高于最高投标限价', unresponsive: '（六）没有对招标文件的实质性要求和条件作出响应', fraud: '（七）串通投标、弄虚作假、行贿等违法行为' }

function isStrike(v: Json): boolean {
  const ground = member(v, 'ground'), stands = member(v, 'stands')
  return only(v, ['party', 'reason'], ['ground', 'stands']) && idHolds(textOf(v, 'party') ?? '') && isText(member(v, 'reason'), 1, 500) &&
    (ground === undefined || (typeof ground === 'string' && Object.hasOwn(GROUNDS, ground))) && (stands === undefined || typeof stands === 'boolean')
}
/** why: it is disqualified; open: that is proposed, and so many can still bring it about; stands: it is held to. */
export function countStrikes(k: Course, sheets: Sheet[]): { why?: string; open: number; stands: boolean } {
  if (!sheets.every((s) => isStrike(s.body))) k.bad('否决的意见不合规定', 'what a member holds of a disqualification is malformed')
  const n = k.members.length, against = sheets.filter((s) => member(s.body, 'stands') !== true), out = against.length, standing = sheets.length - out
  const stands = standing * 2 > n, first = against[0]?.body
  if (out * 2 <= n) return { stands, open: out > 0 && (n - standing) * 2 > n ? n - standing - out : 0 }
  const ground = GROUNDS[textOf(first, 'ground') ?? 'unstated'] ?? ''
  return { stands, open: 0, why: `${ground === '' ? '' : `《条例》第五十一条${ground}：`}${textOf(first, 'reason') ?? ''}（${n} 名评委中 ${out} 名认定）` }
}

/** Whether the bids compete, as more than half find; undefined: they have not found either. */
export function foundCompeting(k: Course, sheets: Sheet[]): boolean | undefined {
  const fits = (v: Json) => only(v, ['competitive', 'reason']) && typeof member(v, 'competitive') === 'boolean' && isText(member(v, 'reason'), 1, 2000)
  if (!sheets.every((s) => fits(s.body))) k.bad('是否缺乏竞争的意见不合规定', 'what a member found on competition is malformed')
  const yes = sheets.filter((s) => member(s.body, 'competitive') === true).length, no = sheets.length - yes
  return Math.max(yes, no) * 2 > k.members.length ? yes > no : undefined
}

/** For each row what its consortium leaves the committee to decide: its agreement is wanted, and nobody stands behind two bids. */
export function doubtsOf(rows: Row[]): (Pair | undefined)[] {
  const units = new Map<string, { row: number; own: boolean }[]>(), doubts: (Pair | undefined)[] = rows.map(() => undefined)
  const add = (id: string, row: number, own: boolean) => { units.set(id, [...(units.get(id) ?? []), { row, own }]) }
  for (const [i, row] of rows.entries()) {
    if (row.state !== 'opened') continue
    add(row.name, i, true)
    for (const m of row.form.consortium ?? []) for (const id of [m.name, ...(m.code === undefined ? [] : [m.code])]) add(id, i, false)
  }
  for (const [id, list] of units) {
    if (list.every((u) => u.own)) continue
    for (const { row } of list) {
      const other = list.find((u) => u.row !== row)
      if (other) doubts[row] ??= { zh: `${id} 也见于 ${rows[other.row]!.name} 的投标，单独投标又参加联合体或者参加两个联合体的，相关投标均无效（《条例》第三十七条）`,
        en: `${id} stands behind the bid of ${rows[other.row]!.name} as well; who bids alone and in a consortium, or in two, makes these bids invalid (Implementing Regulation, art. 37)` }
    }
  }
  for (const [i, { form }] of rows.entries())
    if ((form.consortium ?? []).length > 0 && form.agreement === undefined) doubts[i] = { zh: '联合体没有提交共同投标协议（《条例》第五十一条（二））', en: 'the consortium handed in no joint agreement (Implementing Regulation, art. 51(2))' }
  return doubts
}
