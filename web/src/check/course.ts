// The trade as the check follows it, entry by entry.
import { canonical } from '../base/canonical'
import type { Json } from '../base/canonical'
import { parseMoney } from '../seal/amount'
import type { Money } from '../seal/amount'
import type { Form } from '../seal/form'
import type { Part } from '../seal/header'
import { textOf } from '../seal/strict'
import type { JsonObject } from '../seal/strict'
import type { Archive, Manifest } from './archive'
import { digestOf, holds } from './entry'
import type { Entry } from './entry'
import type { MethodRule } from './rule'
import { bad } from './steps'
import type { Pair, Report } from './steps'
import type { ZipFile } from './zip'

/** How bids are judged. */
export interface Judged { text: string; rule: MethodRule }
export interface Announcement {
  text: string; document?: string; rule?: Judged; contents?: string; /** who keeps keys, canonical */ custody?: string
  deadline: number; window: number; decryptedMin: number; documentsPart: boolean; twoEnvelopes: boolean
}
export interface Lot { id: string; title: string; currency: string; ceiling: number; floor: number; bill?: string; tradeCode: string }
export interface Placed {
  party: string; state: 'submitted' | 'replaced' | 'withdrawn'; form: Uint8Array<ArrayBuffer>
  parts: Partial<Record<Part, string>>; keys: Partial<Record<Part, Uint8Array<ArrayBuffer>>>; passed: boolean
  /** envelopes that rescue was asked for, and the shares that custodians released since */
  asked: string[]; shares: Partial<Record<Part, Uint8Array[]>>
}
export interface Row { party: string; name: string; digest: string; state: 'opened' | 'revoked' | 'withdrawn' | 'unopened'; why?: string; form: Form }
export interface Seat { name: string; unit: string; person?: string; recused?: string }
/** The last word of a member on a bid; party '': on all. */
export interface Sheet { seat: number; kind: 'review' | 'scores' | 'strike' | 'finding' | 'competes'; party: string; body: Json }
/** An application to be prequalified, as it was placed. */
export interface Applied { party: string; digest: string; container: Uint8Array<ArrayBuffer>; commitment: Uint8Array; gone: boolean; key?: Uint8Array<ArrayBuffer> }
/** refused: the centre said so; it counts as one. */
export interface Signature { seat: number; result: string; refused: boolean }

export class Course {
  e!: Entry
  body: Json | undefined
  notice: Json | undefined
  noticeType = ''
  noticeId = ''

  created = false
  tenderState = 'draft'
  lotState = 'draft'
  project?: { id: string; of: string }
  title = ''
  principal = ''
  lot!: Lot
  byInvitation = false
  prequalified = false
  mandatory = false
  stateControlled = false
  invited: string[] = []
  qualifying: { text?: string; document?: string; window: number; deadline: number; most: number } = { window: 0, deadline: 0, most: 0 }
  applied: Applied[] = []
  applicants: { party: string; name: string; why: string | null }[] = []
  reviews = new Map<number, Json>()
  submitted?: Announcement
  announced: Announcement = { text: '', deadline: 0, window: 0, decryptedMin: 0, documentsPart: false, twoEnvelopes: false }
  versions: string[] = []
  parties = new Map<string, string>()
  /** 统一社会信用代码; '': it was registered under something else. */
  codes = new Map<string, string>()
  /** Bids and applications as they came that are signed, replaced ones too. */
  signed = 0
  /** Of those, that have a timestamp. */
  stamped = 0
  bids: Placed[] = []
  rows: Row[] = []
  sheets: Sheet[] = []
  members: Seat[] = []
  reviewers: Seat[] = []
  signatures: Signature[] = []
  /** It came, perhaps with its act withheld. */
  factorCame = false
  /** Unanswered, or waiting for their consequence: the lot is stayed. */
  objections = 0
  /** The deadline must move to it, counted from the medium's day; 0: it holds. */
  shortUntil = 0
  /** Upheld ones that nothing has followed yet. */
  owedDocument = 0
  owedOpening = 0
  owedResult = false
  /** Since when the lot is stayed without a break. */
  held = 0
  reported = false
  /** An act that the result rests on is withheld. */
  blind = false
  drawn?: string
  candidates: { party: string; price: number }[] = []
  passed = 0
  declined: string[] = []
  /** The notice of the award that stands. */
  awardNotice?: string
  /** Its notice. */
  announcement?: string
  record?: string
  letter?: string
  result?: string
  /** Of the window for keys; a stay moves it by its length. */
  windowEnds = 0
  publicityEnds = 0
  awarded = 0
  notices = 0

  constructor(readonly a: Archive, readonly m: Manifest, readonly r: Report, readonly numbers: Map<string, number>) {}

  /** A refusal of the entry looked at. */
  bad(zh: string, en: string): never { return bad(this.e.file, zh, en) }
  digest(name: string): string | undefined { return digestOf(this.e, name) }
  holds(name: string, what: Uint8Array | string): boolean { return holds(this.e, name, what) }
  text(name: string): string | undefined { return textOf(this.body, name) }
  get act(): JsonObject | null { return this.e.act }
  get byPrincipal(): boolean { return this.e.party !== undefined && this.e.party === this.principal }
  get judging(): boolean { return this.lotState === 'evaluating' || this.lotState === 'screening' }
  /** Prices are not opened before the coefficient was drawn, unless the rule says so. */
  get awaitsFactor(): boolean { return !this.factorCame && this.announced.rule?.rule.draws === 'before' }
  get winner(): { party: string; price: number } | undefined { return this.candidates[this.passed] }
  number(id: string): number { return this.numbers.get(id) ?? 0 }
  nameOf(party: string | undefined): string | undefined { return party === undefined ? undefined : this.parties.get(party) }
  standing(party: string | undefined): Placed | undefined { return this.bids.find((b) => b.state === 'submitted' && b.party === party) }
  skip(id: string, zh: string, en: string): void {
    const name: Pair = { zh: '此处未重算', en: 'Not recomputed here' }
    this.r.skip(id, name, { zh: `${zh}；heng verify 会核验`, en: `${en}; heng verify does` })
  }
  /** A document that must go along, by its digest. */
  document(digest: string | undefined): ZipFile {
    if (digest === undefined || !/^[0-9a-f]{64}$/.test(digest)) this.bad('没有写明文件的摘要', 'it names no document’s digest')
    const name = `documents/${digest}`, f = this.a.take(name)
    return f.digest === digest ? f : bad(name, '不是这个摘要的文件', 'it is not the document of that digest')
  }
}
export function moneyOf(v: Json | undefined): Money | null { return parseMoney(textOf(v, 'amount'), textOf(v, 'currency')) }
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  return a === undefined || b === undefined ? a === b : canonical(a) === canonical(b)
}
