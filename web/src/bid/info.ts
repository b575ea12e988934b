// What the workbench hands out for a lot, so that a bid can be made where the centre cannot be reached.
import { wrongMember } from '../seal/header'
import { isKeeping } from './custody'
import type { Keeping } from './custody'

export interface Money { amount: string; currency: string }
export interface Cited { id: string; label: string }
/** Which parts a bid has, and what its price may be at most. */
export interface Wants { documents: boolean; bill: boolean; ceiling?: Money; /** members of the form that the tender document wants */ form?: string[] }
export interface BidInfo {
  format: 'heng-bid'; v: 1; practice: boolean
  centre: { code: string; name: string }
  lot: { id: string; title: string }
  tender: { title: string; deadline: string; /** its digest */ document: string | null }
  party: { id: string; name: string }
  wants: Wants
  records: Cited[]
  /** Who keeps the keys, too; none: nobody. */
  custody?: Keeping
}

const texts = (o: unknown, ...names: string[]): boolean =>
  typeof o === 'object' && o !== null && names.every((n) => typeof (o as Record<string, unknown>)[n] === 'string')

/** null: it is no such file. */
export function readInfo(text: string): BidInfo | null {
  try {
    const i = JSON.parse(text) as BidInfo
    const whole = i.format === 'heng-bid' && i.v === 1 && texts(i.centre, 'code', 'name') && texts(i.lot, 'id', 'title') &&
      texts(i.tender, 'title', 'deadline') && !Number.isNaN(Date.parse(i.tender.deadline)) && texts(i.party, 'id', 'name') &&
      typeof i.wants.documents === 'boolean' && typeof i.wants.bill === 'boolean' &&
      (i.wants.ceiling === undefined || texts(i.wants.ceiling, 'amount', 'currency')) &&
      (i.wants.form === undefined || (Array.isArray(i.wants.form) && i.wants.form.every((w) => typeof w === 'string'))) &&
      (i.custody === undefined || isKeeping(i.custody)) && Array.isArray(i.records) && i.records.every((r) => texts(r, 'id', 'label'))
    return whole && wrongMember({ centre: i.centre.code, lot: i.lot.id, party: i.party.id, part: 'form' }) === '' ? i : null
  } catch { return null }
}
