// Registrations, and the tender up to its announcement; what changed it afterwards.
import { canonical } from '../base/canonical'
import type { Json } from '../base/canonical'
import { placesOf } from '../seal/amount'
import { intOf, isObject, listOf, member, textOf } from '../seal/strict'
import { parse } from './archive'
import { beijingText, momentText, parseMoment, tradeCodeHolds } from './codes'
import { moneyOf } from './course'
import type { Announcement, Course, Judged } from './course'
import { readRule, ruleText } from './rule'
import { bad } from './steps'

const WINDOW_MAX = 100000
const MINUTE = 60_000

function nameIn(k: Course): string {
  const name = k.text('name')
  if (name === undefined || new TextEncoder().encode(name).length > 800) k.bad('登记没有名称', 'a registration has a name')
  return name
}
export function partyRegistered(k: Course): void {
  const name = nameIn(k)
  if (k.parties.has(k.e.object)) k.bad('这个主体以前登记过', 'the party was registered before')
  k.parties.set(k.e.object, name)
  const code = member(k.body, 'identifier')
  k.codes.set(k.e.object, textOf(code, 'scheme') === 'CN-USCC' ? textOf(code, 'id') ?? '' : '')
}
export function partyRenamed(k: Course): void {
  const name = nameIn(k)
  if (k.e.party === undefined || k.e.party !== k.e.object) k.bad('改名的不是主体自己', 'another than the party itself renamed it')
  if (!k.parties.has(k.e.object)) k.bad('这个主体尚未登记：缺少记录', 'the party was not registered yet; an entry is missing')
  k.parties.set(k.e.object, name)
}

const PROJECT = 'project.json'
async function takeProject(k: Course): Promise<Json> {
  const o = await k.a.json(PROJECT)
  if (k.project || k.e.party === undefined || textOf(o, 'principal') !== k.e.party)
    k.bad('一宗交易只有一个由招标人登记的项目', 'a trade has one project, which its principal registered')
  k.project = { id: textOf(o, 'id') ?? '', of: k.e.party }
  return o
}
export async function projectRegistered(k: Course): Promise<void> {
  const o = await takeProject(k)
  if (k.project!.id !== k.e.object || textOf(o, 'code') !== (k.text('code') ?? '') || textOf(o, 'name') !== (k.text('name') ?? ''))
    bad(PROJECT, `不是 ${k.e.file} 登记的项目`, `it is not the project that ${k.e.file} registered`)
}
async function takeBoundProject(k: Course): Promise<void> {
  await takeProject(k)
  if (!k.holds('project', await k.a.bytes(PROJECT))) bad(PROJECT, `不是 ${k.e.file} 登记的项目`, `it is not the project that ${k.e.file} registered`)
}
/** The intake of another tender, which registered the project. */
export async function origin(k: Course): Promise<void> {
  if (k.created || k.act !== null) k.bad('它是另一个招标项目的', 'it is about another tender')
  await takeBoundProject(k)
}

/** undefined: they differ; -1: none. */
function sameLimit(asked: Json | undefined, described: Json | undefined): number | undefined {
  if (asked === undefined || described === undefined) return asked === described ? -1 : undefined
  const a = moneyOf(asked), b = moneyOf(described)
  return a && b && a.minor === b.minor && a.currency === b.currency ? b.minor : undefined
}
const LOTS = 'lots.json'
async function takeLots(k: Course): Promise<void> {
  const list = await k.a.json(LOTS), asked = member(k.body, 'lots')
  if (!k.holds('lots', await k.a.bytes(LOTS))) bad(LOTS, '不是建立招标项目时的标段', 'it is not what the tender was created with')
  const lots = Array.isArray(list) ? list : []
  if (!Array.isArray(asked) || asked.length !== lots.length) k.bad('所报标段与 lots.json 不符', 'its lots are not those of lots.json')
  for (const [i, l] of lots.entries()) {
    const [ceiling, , , floor] = ['ceiling', 'estimate', 'security', 'floor'].map((n) => sameLimit(member(asked[i], n), member(l, n)) ?? NaN) as [number, number, number, number]
    const differs = ['estimate', 'security'].some((n) => sameLimit(member(asked[i], n), member(l, n)) === undefined)
    const title = textOf(l, 'title') ?? '', currency = textOf(l, 'currency') ?? '', id = textOf(l, 'id') ?? ''
    if (title !== (textOf(asked[i], 'title') ?? '') || placesOf(currency) === undefined || differs || Number.isNaN(ceiling) || Number.isNaN(floor))
      bad(LOTS, '有一个标段与所报的不符', 'a lot is not as the act has it')
    if (id === k.m.lot) k.lot = { id, title, currency, ceiling, floor, tradeCode: '' }
  }
  if (!(k.lot as unknown)) bad(LOTS, '其中没有清单所说的标段', 'the lot of the manifest is not there')
}
async function create(k: Course): Promise<void> {
  if (k.created) k.bad('招标项目以前建立过', 'the tender was created before')
  k.created = true
  k.title = k.text('title') ?? ''
  k.byInvitation = k.text('method') === 'invited'
  k.prequalified = k.text('qualification') === 'before'
  k.mandatory = member(k.body, 'mandatory') === true
  k.stateControlled = member(k.body, 'stateControlled') === true
  k.invited = listOf(k.body, 'invited').map((p) => textOf(p, 'party') ?? '')
  k.principal = k.e.party ?? ''
  if (k.nameOf(k.e.party) === undefined) k.bad('招标人从未登记：缺少记录', 'the principal was never registered; an entry is missing')
  await takeLots(k)
}
const NO_PROJECT: [string, string] = ['项目从未登记：缺少记录', 'its project was never registered; an entry is missing']
export async function tenderCreated(k: Course): Promise<void> {
  await create(k)
  if (k.project?.of !== k.principal || (k.text('project') ?? '') !== k.project.id) k.bad(...NO_PROJECT)
}
export function mandateGiven(k: Course): void {
  if (k.nameOf(k.text('agency')) === undefined) k.bad('代理机构从未登记：缺少记录', 'the agency was never registered; an entry is missing')
}

function judgedBy(k: Course, v: Json): Judged {
  const rule = readRule(v)
  if (!rule) k.bad('评标办法不合规定', 'how bids are judged is malformed')
  return { text: ruleText(v), rule }
}
/** The same members stand in the act and, once published, in the announcement. */
function readAnnouncement(k: Course, o: Json | undefined, name: string): Announcement {
  const text = textOf(o, name), minutes = intOf(o, 'windowMinutes') ?? 0, deadline = parseMoment(textOf(o, 'deadline'))
  const rule = member(o, 'evaluation'), contents = member(o, 'contents'), custody = member(o, 'custody'), document = textOf(o, 'document')
  if (text === undefined || minutes < 1 || minutes > WINDOW_MAX || deadline === null)
    k.bad('公告没有正文、截止时间或者解密时间', 'an announcement has a text, a deadline and a window')
  return { text, deadline, window: minutes * MINUTE, decryptedMin: intOf(o, 'decryptedMin') ?? 0,
    documentsPart: member(o, 'documentsPart') === true, twoEnvelopes: member(o, 'twoEnvelopes') === true,
    ...(document === undefined ? {} : { document }), ...(contents === undefined ? {} : { contents: canonical(contents) }), ...(custody === undefined ? {} : { custody: canonical(custody) }),
    ...(rule === undefined ? {} : { rule: judgedBy(k, rule) }) }
}
export function submitted(k: Course): void { k.submitted = readAnnouncement(k, k.body, 'text') }
export async function takenIn(k: Course): Promise<void> {
  const form = k.body, tender = member(form, 'tender'), project = textOf(tender, 'project'), made = member(form, 'project')
  if (made !== undefined) await takeBoundProject(k)
  k.body = tender
  await create(k)
  if ((project !== undefined) === (made !== undefined) || !k.project || (project !== undefined && k.project.id !== project) || k.project.of !== k.principal)
    k.bad(...NO_PROJECT)
  k.body = member(form, 'announcement')
  await submitted(k)
}
export function confirmed(k: Course): void {
  if (!k.byPrincipal) k.bad('确认的不是招标人', 'another than the principal confirmed')
  k.announced = k.submitted ? { ...k.submitted } : k.bad('没有提交过公告', 'nothing was submitted')
}
export function returned(k: Course): void {
  k.announced = { text: '', deadline: 0, window: 0, decryptedMin: 0, documentsPart: false, twoEnvelopes: false }
}

/** A version of the tender document says how bids are judged; without a word on it, by the lowest price. */
async function ruleOf(k: Course, document: string, a: Announcement): Promise<void> {
  if (!k.versions.includes(document)) return
  const f = k.document(document)
  let whole: Json | undefined
  try { whole = f.bytes < 8 << 20 ? parse(await k.a.zip.read(f), f.name) : undefined } catch { whole = undefined }
  const own = member(whole, 'evaluation'), candidates = Number(textOf(listOf(whole, 'fields').find((v) => textOf(v, 'id') === 'candidates'), 'value') ?? 0)
  delete a.rule
  if (own !== undefined) a.rule = judgedBy(k, isObject(own) && candidates > 0 ? { ...own, candidates } : own)
}
function announcedLot(k: Course): void {
  const l = listOf(k.notice, 'lots').find((o) => textOf(o, 'id') === k.lot.id), shown = moneyOf(member(l, 'ceiling'))
  const ceiling = k.lot.ceiling >= 0 ? shown?.minor === k.lot.ceiling && shown.currency === k.lot.currency : member(l, 'ceiling') === undefined
  const code = textOf(l, 'tradeCode') ?? ''
  if (!isObject(l) || (textOf(l, 'title') ?? '') !== k.lot.title || !ceiling || textOf(l, 'bill') !== k.lot.bill || !tradeCodeHolds(code))
    k.bad('公告所示标段与建立时不同，或者交易标识码有误', 'the announcement does not show the lot as it was created')
  k.lot.tradeCode = code
}
export async function published(k: Course): Promise<void> {
  const n = readAnnouncement(k, k.notice, 'announcement'), a = k.announced
  if (a.document !== undefined) await ruleOf(k, a.document, a)
  const same = n.text === a.text && n.document === a.document && n.rule?.text === a.rule?.text && n.contents === a.contents && n.custody === a.custody &&
    n.deadline === a.deadline && n.window === a.window && n.decryptedMin === a.decryptedMin && n.documentsPart === a.documentsPart && n.twoEnvelopes === a.twoEnvelopes
  if (!same) k.bad('公布的不是招标人确认的', 'what was published is not what the principal confirmed')
  if (a.document !== undefined) k.document(a.document)
  // a lot that was ended while it was prequalified for is announced no more
  if (k.lotState === 'cancelled') return
  announcedLot(k)
  if (k.lot.bill !== undefined) {
    k.document(k.lot.bill)
    k.skip('bills', '工程量清单的逐项比对', 'the comparison of bills of quantities')
  }
  k.lotState = 'bidding'
  k.announcement = k.noticeId
  k.r.ok('announcement', { zh: '招标公告', en: 'Announcement' }, { zh: `与招标人确认的一致，截止时间北京 ${beijingText(a.deadline)}`, en: `published as the principal confirmed it, deadline ${beijingText(a.deadline)} Beijing` })
}

// What came after the publication.
export function untold(): void { /* an enquiry, a draft: the file holds their acts */ }
export function objected(k: Course): void {
  if (k.objections++ === 0) k.held = k.e.at
}
const DAY_MS = 86_400_000, BEIJING_MS = 8 * 3_600_000
/** A designated medium published the announcement so late that bids have too little time. */
export function short(k: Course): void {
  const published = parseMoment(k.text('publishedAt'))
  if (published === null) k.bad('没有写明发布时间', 'no moment of the publication')
  const until = (Math.floor((published + BEIJING_MS) / DAY_MS) + k.number('bid.period.min')) * DAY_MS - BEIJING_MS
  if (k.announced.deadline >= until || k.shortUntil !== 0) k.bad('投标期限充足而被暂停', 'the tender was held though bids had their time')
  k.shortUntil = until
  objected(k)
}
/** So many of what held the lot have ended; a window for keys stood still until the last did. */
function release(k: Course, n: number): void {
  if (n === 0) return
  k.objections -= n
  if (k.objections === 0 && (k.lotState === 'opening' || k.lotState === 'pricing')) k.windowEnds += k.e.at - k.held
}
/** An upheld objection to the document or the opening holds the lot until it is mended. */
export function answered(k: Course): void {
  const upheld = k.text('outcome') === 'upheld', publicity = k.lotState === 'publicity'
  if (k.objections <= k.owedDocument + k.owedOpening + (k.shortUntil !== 0 ? 1 : 0)) k.bad('没有待答复的异议：缺少记录', 'no objection is open; an entry is missing')
  if (upheld && k.e.kind.startsWith('document-')) k.owedDocument++
  else if (upheld && !publicity) k.owedOpening++
  else release(k, 1)
  k.owedResult ||= upheld && publicity
}
export function resumed(k: Course): void {
  if (k.lotState === 'bidding' && k.e.at >= k.announced.deadline) k.bad('截止时间已在暂停中过去，标段不能恢复', 'the lot went on after a deadline that had passed meanwhile')
  answered(k)
}
export function openingCorrected(k: Course): void {
  if (!k.byPrincipal) k.bad('更正开标的不是招标人', 'another than the principal corrected the opening')
  if (k.owedOpening === 0) k.bad('没有待更正的、成立的对开标的异议', 'no upheld objection to the opening waits for a correction')
  k.owedOpening--
  release(k, 1)
}
export function versioned(k: Course): void {
  const digest = k.digest('document')
  if (digest === undefined || digest !== (k.text('document') ?? '')) k.bad('摘要 document 与所办之事不符', 'its digest "document" is not the act’s')
  k.versions.push(digest)
}
export async function changed(k: Course): Promise<void> {
  const a = k.announced, document = textOf(k.notice, 'document')
  const was = parseMoment(textOf(k.notice, 'previousDeadline')), now = parseMoment(textOf(k.notice, 'deadline'))
  if (!k.byPrincipal) k.bad('公布修改的不是招标人', 'another than the principal published the change')
  // it is for another lot, which was held when this one closed
  if (k.lotState !== 'draft' && k.lotState !== 'bidding') return
  if (k.e.at >= a.deadline && k.objections === 0) k.bad('截止之后修改了招标文件', 'the tender was changed after its deadline')
  if (was === null || now === null) k.bad('修改没有写明原来和现在的截止时间', 'a change names the deadline before and after')
  if (was !== a.deadline || now < was) k.bad(`原截止时间是 ${momentText(a.deadline)}，只能推迟`, `the deadline was ${momentText(a.deadline)}, and moves only later`)
  if (document !== undefined) {
    k.document(document)
    a.document = document
    await ruleOf(k, document, a)
  }
  a.deadline = now
  if (k.shortUntil !== 0 && now !== was) {
    if (now < k.shortUntil) k.bad('延长后的投标期限仍然不足', 'the new deadline leaves bids too little time')
    k.shortUntil = 0
    release(k, 1)
  }
  if (k.noticeType !== 'extension') {
    release(k, k.owedDocument)
    k.owedDocument = 0
  }
}
export function ceilingPublished(k: Course): void {
  const ceiling = moneyOf(member(k.notice, 'ceiling'))
  if (!k.byPrincipal) k.bad('公布限价的不是招标人', 'another than the principal published the ceiling')
  if (k.e.at >= k.announced.deadline) k.bad('限价公布于截止之后', 'the ceiling was published after the deadline')
  if (ceiling?.currency !== k.lot.currency) k.bad(`限价应为 ${k.lot.currency} 金额`, `a ceiling is an amount in ${k.lot.currency}`)
  k.lot.ceiling = ceiling.minor
}
export function bill(k: Course): void {
  const change = k.e.kind === 'bill.changed', document = k.text('document')
  if (document === undefined || k.digest('bill') !== document) k.bad('摘要 bill 与所办之事不符', 'its digest "bill" is not the act’s')
  if (change !== (k.lotState === 'bidding') || k.tenderState === 'confirmed')
    k.bad('清单应在招标人确认之前提出，在投标期间修改', 'a bill is stated before the principal confirms, and changed while bids are prepared')
  if (change && !k.byPrincipal) k.bad('修改清单的不是招标人', 'another than the principal changed the bill')
  if (change && (k.lot.bill === undefined || k.e.at >= k.announced.deadline)) k.bad('没有可修改的清单，或者已经截止', 'there was no bill to change, or the deadline was over')
  if (change && textOf(k.notice, 'document') !== document) k.bad('公告所示是另一份清单', 'its notice shows another bill')
  if (change) k.document(document)
  k.lot.bill = document
}
