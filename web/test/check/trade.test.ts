// Exports of trades of every course, held against heng verify: as they are, with bytes changed by a
// stranger, and changed, signed and logged anew by the centre itself.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { canonical } from '../../src/base/canonical'
import type { Json } from '../../src/base/canonical'
import { sha256Hex } from '../../src/check/entry'
import type { Verdict } from '../../src/check/steps'
import { checkTrade } from '../../src/check/trade'
import { pack } from '../../src/check/zip'
import { heng, run } from '../heng'
import { Chance, Forged, mutate } from './forge'
import { Centre } from './scenario'

/** What is not computed here; all else is decided as heng decides it. */
const LEFT = ['method']
const SCENARIOS = ['whole_trade.t', 'words.t', 'review.t', 'prequalification.t', 'prequalification_limited.t', 'private_money.t', 'bill.t', 'queries.t', 'few_decrypted.t', 'none_valid.t', 'second_tender.t',
  'envelopes.t', 'reopened.t', 'passed_over.t', 'none_left.t', 'consortium.t', 'lacking.t', 'scored.t', 'upheld.t', 'held.t', 'awaits.t', 'signed_bids.t', 'stamped_bids.t', 'custody.t', 'custody_envelopes.t', 'custody_failed.t']
// HENG_TRIES=20 tries so many times more
const TRIES = Number(process.env.HENG_TRIES ?? 1)
const STRANGER = 5 * TRIES
const CENTRE = 9 * TRIES

interface Said { ok: boolean; file: string }
class Trial {
  constructor(private readonly dir: string) {}
  heng(zip: Uint8Array): Said {
    const file = join(this.dir, 'tried.zip')
    writeFileSync(file, zip)
    const r = run('verify', file)
    return { ok: r.status === 0, file: (/FAIL ([^:]+):/.exec(r.out + r.err)?.[1] ?? '').replace('zip structure', 'zip') }
  }
  /** Here and there the same; where one file was changed, naming that one is always right. */
  async same(zip: Uint8Array, what: string, changed = ''): Promise<Verdict> {
    const said = this.heng(zip), v = await checkTrade(new Blob([new Uint8Array(zip)]))
    const left = v.steps.some((s) => s.state === 'skipped' && LEFT.includes(s.id))
    const mine: Said = { ok: v.verdict === 'ok', file: v.steps.find((s) => s.state === 'failed')?.file ?? '' }
    if (mine.ok && !said.ok && left) return v // said to be left out
    if (!mine.ok && !said.ok && mine.file === changed) mine.file = said.file
    expect(mine, `${what}: ${v.steps.at(-1)!.detail.en}`).toEqual(said)
    return v
  }
}
/** Binds a changed notice to the entry that published it. */
function rebind(g: Forged, was: Json, now: Json): void {
  for (const e of g.names('entries/'))
    g.edit(e, (o) => { if (o.entry.digests.notice === sha256Hex(canonical(was))) o.entry.digests.notice = sha256Hex(canonical(now)) })
}

describe.skipIf(!heng)('exported trades', () => {
  it.concurrent.each(SCENARIOS)('%s', async (file) => {
    const c = await new Centre().start()
    try {
      await c.file(file)
      expect(c.exports.length).toBeGreaterThan(0)
      const trial = new Trial(c.dir), chance = new Chance(file.length * 31)
      for (const path of c.exports) {
        const raw = new Uint8Array(readFileSync(path)), base = await Forged.from(raw, c.centre), keys = base.text('keys.txt')
        expect(await checkTrade(raw, { keys })).toMatchObject({ verdict: 'ok', proved: true, practice: true })
        expect(await checkTrade(raw, { keys: keys.replace(/^/, 'x') })).toMatchObject({ verdict: 'failed', steps: expect.arrayContaining([expect.objectContaining({ file: 'keys.txt' })]) as unknown })
        expect((await trial.same(base.copy().relog().zip(), 'logged anew')).verdict).toBe('ok')
        const parts = new Map([...base.files].map(([n, f]) => [n, new Blob([new Uint8Array(f)])]))
        expect(new Uint8Array(await (await pack(parts)).arrayBuffer())).toEqual(raw)
        const aged = base.copy() // the page that goes along is data, of whatever age
        aged.put('check.html', 'of another age')
        expect((await trial.same(aged.fit(true).zip(), 'another page')).verdict).toBe('ok')
        aged.files.delete('check.html')
        expect((await trial.same(aged.fit(true).zip(), 'no page')).verdict).toBe('ok')
        for (let i = 0; i < STRANGER; i++) await stranger(base, trial, chance)
        for (let i = 0; i < CENTRE; i++) await dishonest(base, trial, chance)
      }
    } finally {
      await c.end()
    }
  }, 180_000 + 60_000 * TRIES)
})

describe.skipIf(!heng)('a rescue that a dishonest centre tells otherwise', () => {
  it('is refused here and there', async () => {
    const c = await new Centre().start()
    try {
      await c.file('custody.t')
      const base = await Forged.from(new Uint8Array(readFileSync(c.exports[0]!)), c.centre), trial = new Trial(c.dir)
      const asked = base.entries('rescue.asked')[0]!, first = base.entries('share.released')[0]!, last = base.entries('key.rescued')[0]!
      const share = (name: string) => (base.json(name).act as { body: { form: string } }).body.form
      const told: [string, string, (g: Forged) => Forged][] = [
        ['another’s share', first, (g) => g.edit(first, (o) => { o.act.body.form = share(last) })],
        ['a changed share', last, (g) => g.edit(last, (o) => { o.act.body.form = share(last).replace(/.{4}$/, 'AAA=') })],
        ['released by somebody else', first, (g) => g.edit(first, (o) => { o.entry.party = o.act.actor.party = (base.json(last).entry as { party: string }).party })],
        ['nobody asked', first, (g) => { g.files.delete(asked); return g }],
        ['one share gives the key back', first, (g) => g.edit(first, (o) => { o.entry.kind = 'key.rescued' })],
        ['two do not', last, (g) => g.edit(last, (o) => { o.entry.kind = 'share.released' })],
        ['the first is kept back', last, (g) => { g.files.delete(first); return g }],
        ['who keeps a share has bid', base.entries('bid.placed')[0]!, (g) => { const name = base.entries('bid.placed')[0]!; return g.edit(name, (o) => { o.entry.party = o.act.actor.party = (base.json(last).entry as { party: string }).party }) }],
        ['handed in beside it', last, (g) => g.edit(last, (o) => { o.act.body.documents = share(last) })],
      ]
      for (const [what, file, change] of told) {
        const v = await trial.same(change(base.copy()).relog().zip(), what)
        expect([what, v.verdict, v.steps.at(-1)!.file]).toEqual([what, 'failed', file])
      }
    } finally {
      await c.end()
    }
  }, 120_000)
})

/** A byte somewhere; sometimes with a manifest that fits, which its signature then does not. */
async function stranger(base: Forged, trial: Trial, chance: Chance): Promise<void> {
  const g = base.copy(), name = chance.of(g.names('')), content = g.files.get(name)!.slice(), fit = chance.below(2) === 0
  if (content.length === 0) return
  const at = chance.below(content.length)
  content[at]! ^= 1 + chance.below(255)
  g.files.set(name, content)
  const v = await trial.same((fit && !name.startsWith('manifest') ? g.fit() : g).zip(), `byte ${at} of ${name}${fit ? ', manifest fits' : ''}`, name)
  expect(v.verdict).toBe('failed')
  if (!fit && !name.startsWith('manifest')) expect(v.steps.at(-1)!.file).toBe(name)
}
/** A value somewhere, or an entry that is gone; all signed by the centre, half of it logged anew. */
async function dishonest(base: Forged, trial: Trial, chance: Chance): Promise<void> {
  const g = base.copy(), name = chance.of(g.names('').filter((n) => n.endsWith('.json') && !n.startsWith('manifest'))), logged = chance.below(3) > 0
  let what = `${name} gone`
  if (chance.below(8) === 0) {
    g.files.delete(name)
  } else {
    const was = base.json(name), o = base.json(name)
    what = `${name}: ${mutate(o, chance)}`
    try { g.put(name, o) } catch { return }
    if (name.startsWith('notices/') && logged) rebind(g, was.body!, o.body ?? null)
  }
  try {
    if (logged) g.relog()
    else g.fit(true)
  } catch { return /* what cannot be logged */ }
  await trial.same(g.zip(), `${what}${logged ? ', logged anew' : ''}`)
}
