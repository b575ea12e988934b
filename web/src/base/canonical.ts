// Canonical JSON (RFC 8785) of what is signed or logged: strings, booleans, null, lists, objects and
// integers below 2^53 only, as the centre writes it.
export type Json = null | boolean | number | string | Json[] | { [k: string]: Json }

export function canonical(v: Json): string {
  if (v === null || typeof v === 'boolean') return String(v)
  if (typeof v === 'number') {
    if (!Number.isSafeInteger(v)) throw new Error('canonical JSON holds whole numbers below 2^53 only')
    return String(v)
  }
  if (typeof v === 'string') return JSON.stringify(v)
  if (Array.isArray(v)) return '[' + v.map(canonical).join(',') + ']'
  // by UTF-16 code units, as RFC 8785 has it and as JavaScript compares
  return '{' + Object.keys(v).sort().map((k) => JSON.stringify(k) + ':' + canonical(v[k]!)).join(',') + '}'
}
