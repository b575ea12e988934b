// The page that seals without the centre, in a browser without a network: it says who keeps the key, and they can open it.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import axe from 'axe-core'
import { chromium } from 'playwright-core'
import type { Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { base64, hex } from '../../src/base/bytes'
import { keepersOf } from '../../src/bid/custody'
import type { Keeping } from '../../src/bid/custody'
import { inspect, openBytes } from '../../src/seal/container'
import { keyOfShares, openShare } from '../../src/seal/custody'
import { heng } from '../heng'
import { KINDS, people } from '../seal/people'
import type { People, Person } from '../seal/people'

const web = resolve(import.meta.dirname, '../..'), browser = '/usr/bin/chromium'
const PLACE = { centre: '91350100M000100Y43', lot: '01HENG0000000000000000000A', party: '01HENGPARTY000000000000001' }
const INFO = { format: 'heng-bid', v: 1, practice: true, centre: { code: PLACE.centre, name: '中心' }, lot: { id: PLACE.lot, title: '一标段' },
  tender: { title: '教学楼', deadline: '2026-03-24T01:00:00.000Z', document: null }, party: { id: PLACE.party, name: '甲' }, wants: { documents: true, bill: false }, records: [] }

describe.skipIf(!heng || !existsSync(browser))('in a browser', { timeout: 120_000 }, () => {
  const dir = mkdtempSync(join(tmpdir(), 'heng-bid-')), at = (name: string) => join(dir, name)
  let of: People, all: Person[], keeping: Keeping
  beforeAll(async () => {
    const made = await build({ configFile: join(web, 'vite.file.config.ts'), mode: 'bid', root: web, logLevel: 'error', build: { write: false } })
    const output = (Array.isArray(made) ? made : [made]).flatMap((m) => 'output' in m ? m.output : [])
    writeFileSync(at('bid.html'), (output[0] as { source: string }).source)
    of = people()
    all = KINDS.map((kind) => of.person(kind, `公证处 ${kind}`))
    keeping = { threshold: 2, custodians: all.map((p) => ({ certificate: base64(p.certificate), party: PLACE.party })) }
    writeFileSync(at('info.json'), JSON.stringify({ ...INFO, custody: keeping }))
    writeFileSync(at('nobody.json'), JSON.stringify(INFO))
    writeFileSync(at('d.pdf'), '%PDF-1.4\n')
  }, 120_000)
  afterAll(() => {
    of.end()
    rmSync(dir, { recursive: true })
  })
  /** Filled in up to where it is looked over once more. */
  async function filled(page: Page, info: string): Promise<void> {
    await page.goto(`file://${at('bid.html')}`)
    await page.locator('#f-info').setInputFiles(at(info))
    await page.locator('#f-price').fill('4812000')
    await page.locator('#f-documents').setInputFiles(at('d.pdf'))
    await page.getByRole('button', { name: '下一步' }).click()
    await page.getByRole('heading', { name: '请核对' }).waitFor()
  }
  it('what is sealed for custodians of the three kinds opens by any two', async () => {
    const b = await chromium.launch({ executablePath: browser, args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] })
    try {
      const context = await b.newContext({ locale: 'zh-CN', acceptDownloads: true }), page = await context.newPage(), wrong: string[] = []
      await context.setOffline(true)
      page.setDefaultTimeout(30_000)
      page.on('pageerror', (e) => { wrong.push(e.message) })
      await filled(page, 'nobody.json')
      expect(await page.locator('section.custody').count()).toBe(0)
      await filled(page, 'info.json')
      const said = await page.locator('section.custody').innerText()
      expect(said).toContain('下列 3 位保管人中的任意 2 位共同保管')
      for (const k of keepersOf(keeping)) expect(said).toContain(`${k.name} 91510700205412308D · 证书 ${k.digest.slice(0, 8)}`)
      const found = await page.evaluate(`${axe.source}; axe.run().then((r) => r.violations.filter((v) => ['serious', 'critical'].includes(v.impact)).map((v) => v.id))`)
      expect(found).toEqual([])
      await page.getByRole('button', { name: '在本机密封' }).click()
      await page.getByRole('heading', { name: '已密封' }).waitFor()
      for (const [button, name] of [['保存密钥文件', 'keys.json'], ['保存开标一览表密封文件', 'form'], ['保存投标文件密封文件', 'documents']] as const) {
        const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()])
        await file.saveAs(at(name))
      }
      expect(wrong).toEqual([])
    } finally { await b.close() }
    for (const part of ['form', 'documents'] as const) {
      const container = readFileSync(at(part)), { header } = await inspect(container)
      expect(header).toMatchObject({ ...PLACE, part })
      for (const pair of [[0, 1], [1, 2], [2, 0]]) {
        const shares = await Promise.all(pair.map((i) => openShare(header, all[i]!.key, all[i]!.certificate)))
        const content = await openBytes(new Uint8Array(container), keyOfShares(header, shares))
        if (part === 'documents') expect(hex(content)).toBe(hex(readFileSync(at('d.pdf'))))
        else expect(new TextDecoder().decode(content)).toContain('"amount":"4812000')
      }
    }
  })
})
