import { it } from 'vitest'
import { readFileSync, readdirSync } from 'node:fs'
import { Centre } from './check/scenario'
import { checkTrade } from '../src/check/trade'
import { run } from './heng'
const all = readdirSync('/work/wt-web/test/scenario').filter((f) => /^proves/m.test(readFileSync('/work/wt-web/test/scenario/' + f, 'utf8')) && !f.startsWith('setup'))
it('x', async () => {
  await Promise.all([0,1,2].map(async (w) => {
  for (const [i, f] of all.entries()) {
    if (i % 3 !== w) continue
    const t = performance.now()
    const c = await new Centre().start()
    let err = ''
    try { await c.file(f) } catch (e) { err = String(e) }
    for (const z of c.exports) {
      const v = await checkTrade(new Uint8Array(readFileSync(z)))
      const h = run('verify', z)
      console.log(f, 'heng', h.status, v.verdict, v.steps.filter((s) => s.state !== 'ok' && !['keys', 'law'].includes(s.id)).map((s) => `${s.state} ${s.id} ${s.file ?? ''} ${s.detail.en}`).join('\n   '))
    }
    console.log(f, Math.round(performance.now() - t), err)
    await c.end()
  }
  }))
}, 600000)
