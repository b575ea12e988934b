// Custodians as the centre has them registered, and which of them an announcement names.
import { get } from '../api/client'
import { SHARES_LEAST, SHARES_MAX } from '../seal/header'
import type { Keeping } from '../bid/custody'

/** fingerprint: SHA-256 of the certificate, hex; none where it cannot be read */
export interface Registered { certificate: string; identifier: { id: string; scheme: string }; name: string; party: string; registered: string; fingerprint?: string; until?: string }
export async function registered(): Promise<Registered[]> { return (await get<{ custodians: Registered[] }>('/api/custodians')).custodians }

/** More than half of them, but never one alone. */
export const usual = (n: number): number => Math.max(SHARES_LEAST, Math.floor(n / 2) + 1)
/** With or without that one: it comes last. How many are needed follows, unless somebody chose otherwise. */
export function toggled(k: Keeping, of: Pick<Registered, 'certificate' | 'party'>): Keeping {
  const without = k.custodians.filter((c) => c.party !== of.party), before = k.custodians.length, had = without.length < before
  const custodians = had || before >= SHARES_MAX ? without : [...without, { certificate: of.certificate, party: of.party }]
  const follows = k.threshold === usual(before) || k.threshold > custodians.length
  return { threshold: follows ? usual(custodians.length) : k.threshold, custodians }
}
/** With the certificates that they have registered by now: only these are taken. */
export function current(k: Keeping, all: Registered[]): Keeping {
  return { ...k, custodians: k.custodians.map((c) => ({ ...c, certificate: all.find((r) => r.party === c.party)?.certificate ?? c.certificate })) }
}
