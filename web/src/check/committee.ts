// What the committee did before it signed.
import { intOf, listOf, member, textOf } from '../seal/strict'
import type { Course, Seat, Sheet } from './course'

export function formed(k: Course): void {
  const list = member(k.body, 'members')
  if (k.act === null) return // its members stay secret, and with them how many there are
  if (k.members.length > 0 || !Array.isArray(list) || list.length > 25) k.bad('一个标段只有一个评标委员会，至多 25 人', 'a lot has one committee, of at most 25 members')
  k.members = listOf(k.body, 'members').map((m): Seat => ({ name: textOf(m, 'name') ?? '', unit: textOf(m, 'unit') ?? '' }))
}
export function drawn(k: Course): void {
  if (k.lotState !== 'evaluating') k.bad('没有需要抽签的并列', 'there was no tie to draw for')
  if (k.act === null) k.blind = true
  else k.drawn = k.text('winner') ?? ''
}
/** The seat of who acts: the first of its name that no other has taken; -1: none. */
export function seatIn(k: Course, members: Seat[]): number {
  const actor = member(k.act ?? undefined, 'actor'), person = textOf(actor, 'user') ?? '', name = textOf(actor, 'name') ?? ''
  const taken = members.findIndex((s) => s.person !== undefined && s.person === person)
  if (taken >= 0) return taken
  if (person === '') return -1
  const free = members.findIndex((s) => s.person === undefined && s.name === name)
  if (free >= 0) members[free]!.person = person
  return free
}
export function seatOf(k: Course): number { return seatIn(k, k.members) }
/** null: the act is withheld. */
function takeMember(k: Course): number | null {
  if (!k.judging) k.bad('标段不在评标中', 'the lot is not being evaluated')
  if (k.act === null) {
    k.blind = true
    return null
  }
  const seat = seatOf(k)
  return seat >= 0 ? seat : k.bad('办理的不是评标委员会成员', 'who acted is no member of the committee')
}
export function recused(k: Course): void {
  if (k.act === null) {
    k.blind = true
    return
  }
  const seat = k.members[seatOf(k)]
  if (!seat) k.bad('办理的不是评标委员会成员', 'who acted is no member of the committee')
  seat.recused = k.text('reason') ?? ''
}
/** Another takes the seat; what the one before gave and signed counts no more. */
export function replaced(k: Course): void {
  const m = member(k.body, 'member'), seat = intOf(k.body, 'seat') ?? 0
  if (k.act === null) {
    k.blind = true
    return
  }
  if (seat < 1 || seat > k.members.length) k.bad('没有可更换的这个席位', 'it replaces a member that there is not')
  k.sheets = k.sheets.filter((s) => s.seat !== seat - 1)
  k.signatures = k.signatures.filter((s) => s.seat !== seat - 1)
  k.members[seat - 1] = { name: textOf(m, 'name') ?? '', unit: textOf(m, 'unit') ?? '' }
}
function takeSheet(k: Course, kind: Sheet['kind']): void {
  const seat = takeMember(k), party = k.text('party') ?? ''
  if (seat === null) return
  const sheet: Sheet = { seat, kind, party, body: k.body! }
  const i = k.sheets.findIndex((s) => s.seat === seat && s.kind === kind && s.party === party)
  if (i < 0) k.sheets.push(sheet)
  else k.sheets[i] = sheet
}
export function scored(k: Course): void { takeSheet(k, 'scores') }
export function reviewed(k: Course): void { takeSheet(k, 'review') }
export function found(k: Course): void { takeSheet(k, 'finding') }
export function disqualified(k: Course): void { takeSheet(k, 'strike') }
export function competition(k: Course): void { takeSheet(k, 'competes') }
export function awaits(k: Course): void {
  if (!k.awaitsFactor) k.bad('没有要等的抽取', 'there was nothing to wait for')
}
export function factor(k: Course): void {
  const draws = k.announced.rule?.rule.draws ?? null, states = draws === 'before' ? ['opening', 'screening', 'pricing'] : ['evaluating']
  if (draws === null) k.bad('没有要抽取的系数', 'there is no coefficient to draw')
  if (k.factorCame || !states.includes(k.lotState))
    k.bad(draws === 'before' ? '系数在报价开启之前抽取一次' : '系数在评标时抽取一次',
      `the coefficient is drawn once, ${draws === 'before' ? 'before the prices are opened' : 'while the lot is evaluated'}`)
  k.blind ||= k.act === null
  k.factorCame = true
}
