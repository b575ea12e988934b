// The page as it is given away: one file, allowed by its digests alone; and what it shows, in a browser
// that has no network.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { sha256 } from '@noble/hashes/sha2.js'
import axe from 'axe-core'
import { chromium } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { base64, concat, utf8 } from '../../src/base/bytes'
import { heng, run } from '../heng'
import { Forged } from './forge'
import { plainPdf } from './pdf'
import { Centre } from './scenario'

const web = resolve(import.meta.dirname, '../..'), browser = '/usr/bin/chromium'
const dir = mkdtempSync(join(tmpdir(), 'heng-page-')), file = join(dir, 'check.html')
let html = ''
beforeAll(async () => {
  const made = await build({ configFile: join(web, 'vite.file.config.ts'), mode: 'check', root: web, logLevel: 'error', build: { write: false } })
  const output = (Array.isArray(made) ? made : [made]).flatMap((m) => 'output' in m ? m.output : [])
  expect(output.map((o) => o.fileName)).toEqual(['check.html'])
  html = String((output[0] as { source: string }).source)
  writeFileSync(file, html)
}, 120_000)
afterAll(() => { rmSync(dir, { recursive: true }) })

/** A PDF without a signature, with two, changed, and with something behind. */
function stamped(dir: string): void {
  const at = (f: string) => join(dir, f), done = (...args: string[]) => expect(run(...args).err).toBe('')
  writeFileSync(at('plain.pdf'), plainPdf())
  done('ca', 'make', at('ca'))
  for (const [kind, from, to, x] of [['rsa', 'plain', 'one', '20'], ['p256', 'one', 'two', '120']] as const) {
    done('ca', 'issue', at('ca'), kind, at(kind), '--name', '四川某某建设工程有限公司', '--code', '91510700205412308D')
    done('stamp', 'make', '--maker', at(`${kind}/sign.pem`), at(`${kind}/sign.key`), '--name', '四川某某建设工程有限公司', '--for', at(`${kind}/sign.pem`), '--until', '2099-01-01T00:00:00Z', at(`${kind}.esl`))
    done('stamp', 'sign', at(`${from}.pdf`), '--pdf', '--at', `${x},40`, '--stamp', at(`${kind}.esl`), at(`${kind}/sign.pem`), at(`${kind}/sign.key`), at(`${to}.pdf`))
  }
  const two = new Uint8Array(readFileSync(at('two.pdf'))), changed = Uint8Array.from(two), end = new TextDecoder().decode(two.subarray(-60))
  changed[plainPdf().indexOf('A contract')] = 0x42
  writeFileSync(at('changed.pdf'), changed)
  writeFileSync(at('more.pdf'), concat(two, utf8(`% more\n${end.slice(end.indexOf('startxref'))}`)))
}

describe('the file', () => {
  it('holds script and style, allowed by their digests, and loads nothing', () => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)![1]!
    const script = /<script type="module">([\s\S]*?)<\/script>/.exec(html)![1]!, style = /<style>([\s\S]*?)<\/style>/.exec(html)![1]!
    const of = (text: string) => `'sha256-${base64(sha256(utf8(text)))}'`
    expect(policy).toBe(`default-src 'none'; script-src ${of(script)}; style-src ${of(style)}; connect-src 'self'; base-uri 'none'; form-action 'none'`)
    expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.indexOf('<script'))
    expect(html).not.toMatch(/<script[^>]+src=|<link[^>]+href=|@import|url\(/)
    expect(html).not.toMatch(/\son\w+="|\sstyle="/)
    expect(html).not.toContain('__VITE_') // a name that is filled in when the bundle is made
  })
  it('has the colours of the portal', () => {
    const colours = (css: string) => [...css.matchAll(/--([a-z-]+): (#[0-9a-f]+);/g)].map((m) => `${m[1]} ${m[2]}`)
    expect(colours(readFileSync(join(web, 'src/check/check.css'), 'utf8'))).toEqual(colours(readFileSync(join(web, '../src/portal/files/style.css'), 'utf8')))
  })
})

describe.skipIf(!heng || !existsSync(browser))('in a browser', { timeout: 180_000 }, () => {
  it('shows what holds and names what does not', async () => {
    const c = await new Centre().start()
    const b = await chromium.launch({ executablePath: browser, args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] })
    try {
      await c.file('whole_trade.t')
      const zip = c.exports[0]!, forged = await Forged.from(new Uint8Array(readFileSync(zip)), c.centre)
      const keys = join(c.dir, 'keys.txt'), broken = join(c.dir, 'broken.zip'), receipt = join(c.dir, 'receipt.json')
      writeFileSync(keys, forged.text('keys.txt'))
      writeFileSync(receipt, c.receipts[2]!)
      // unzipped, by a system that leaves things of its own
      const folder = join(c.dir, 'unzipped'), own = join(folder, 'check.html')
      for (const name of forged.names('')) {
        mkdirSync(dirname(join(folder, name)), { recursive: true })
        writeFileSync(join(folder, name), forged.files.get(name)!)
      }
      writeFileSync(join(folder, '.DS_Store'), 'x')
      forged.put('opening.json', forged.text('opening.json').replace(/"amount":"4/, '"amount":"5'))
      writeFileSync(broken, forged.fit(true).zip())
      stamped(c.dir)
      for (const width of [1440, 390]) {
        const page = await b.newPage({ viewport: { width, height: 844 } }), troubles: string[] = [], asked: string[] = []
        page.on('console', (m) => { if (m.type() === 'error' || m.type() === 'warning') troubles.push(m.text()) })
        page.on('pageerror', (e) => { troubles.push(String(e)) })
        page.on('request', (r) => { asked.push(r.url()) })
        await page.context().setOffline(true)
        await page.goto(`file://${own}`)
        await page.getByText('它自己证明不了什么').waitFor()
        const verdict = async (...files: string[]) => {
          await page.setInputFiles(files[0] === folder ? 'input[webkitdirectory]' : 'input[type=file]:not([webkitdirectory])', files)
          // a folder is chosen a while after it was set
          if (files[0] === folder) await page.locator('.checks').getByText('文件夹').waitFor()
          await page.waitForSelector('.result[aria-busy=false] .verdict h2', { timeout: 60_000 })
          return looks()
        }
        const looks = async () => {
          expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
          const found = await page.evaluate(`${axe.source}; axe.run().then((r) => r.violations.map((v) => v.id + ' ' + v.nodes[0].html))`)
          expect(found).toEqual([])
          return page.innerText('.verdict h2')
        }
        expect(await verdict(zip)).toBe('前后一致，但来源未证实')
        expect(await verdict(receipt)).toBe('前后一致，但来源未证实')
        expect(await page.innerText('.verdict .facts')).not.toContain('名称取自') // a trade that is not proved names nobody
        expect(await verdict(zip, keys)).toBe('成立')
        const told = await page.innerText('.verdict .facts')
        for (const name of ['招标人', '中标人', '标段', '招标项目']) expect(told).toMatch(new RegExp(`${name}\\s+[^（]*[^（\\s]（[0-9A-Z]{26}）`))
        if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, `check-names-${width}.png`), fullPage: true })
        expect(await verdict(broken)).toBe('不成立：opening.json')
        expect(await page.innerText('.checks li:last-child strong')).toBe('opening.json')
        expect(await verdict(folder)).toBe('成立')
        expect(await page.innerText('.checks li:first-child strong')).toBe('文件夹')
        if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, `check-folder-${width}.png`), fullPage: true })
        for (const [name, told] of [['two', '2 个签名都成立，此后未被改动'], ['changed', '2 个签名中有 2 个不成立'], ['more', '最后一个签名之后文件又被改动'], ['plain', '没有电子签名']] as const) {
          await page.setInputFiles('input[type=file]:not([webkitdirectory])', [join(c.dir, `${name}.pdf`)])
          await page.locator('.verdict .file', { hasText: `${name}.pdf` }).waitFor()
          expect(await looks()).toBe(told)
          if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, `check-pdf-${name}-${width}.png`), fullPage: true })
        }
        expect(await verdict(receipt)).toBe('全部成立')
        expect(await page.innerText('.verdict .facts')).toMatch(/对象\s+[^（]*[^（\s]（[0-9A-Z]{26}）/)
        expect(await page.innerText('.verdict .facts')).toContain('名称取自')
        if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, `check-receipt-${width}.png`), fullPage: true })
        await page.click('header button')
        expect(await page.innerText('.verdict h2')).toBe('All of it holds')
        // by keyboard: the file input, then what is behind it
        await page.focus('header button')
        await page.keyboard.press('Tab')
        expect(await page.evaluate('document.activeElement.type')).toBe('file')
        await page.keyboard.press('Tab')
        expect(await page.evaluate('document.activeElement.webkitdirectory')).toBe(true)
        await page.keyboard.press('Tab')
        expect(await page.evaluate('document.activeElement.textContent.trim()')).toBe('Remove')
        expect([troubles, asked]).toEqual([[], [`file://${own}`]])
        await page.close()
      }
    } finally {
      await b.close()
      await c.end()
    }
  })
})
