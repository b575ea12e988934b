// A centre of its own, a browser, and people who each have a context. A test is parts; each prints "ok" or "FAIL", the end "N passed, N failed".
import { chromium } from 'playwright-core'
import { spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const heng = process.env.HENG ?? '../build/heng'
export const shots = process.env.SHOTS ?? join(tmpdir(), 'heng-shots')
const axe = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')
export const SIZES = [[1440, 900], [390, 844]]

/** What is wrong: pushed by a part, or by a page whenever it complains. */
export const failures = []
let told = 0, passed = 0, failed = 0
function result(name) {
  const bad = failures.slice(told)
  told = failures.length
  if (bad.length) { failed++; console.log(`FAIL web      ${name}`); for (const b of bad) console.log(`         ${b}`) } else { passed++; console.log(`ok   web      ${name}`) }
}
export async function part(name, run) {
  try { await run() } catch (e) { failures.push(String(e?.stack ?? e).split('\n').slice(0, 4).join(' | ')) }
  result(name)
}
/** The end of the process, too. */
export async function ended(s) {
  await s.end()
  if (failures.length > told) result('between the parts')
  console.log(`${passed} passed, ${failed} failed`)
  process.exit(failed ? 1 : 0)
}

export const browse = (more = []) => chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync', ...more] })

/** made_by: the arguments of `heng` that make the centre, before its folder; env: what its server finds set. */
export async function site(made_by = ['init', '--practice', '--at', '2026-03-02T01:00:00Z'], env = {}) {
  mkdirSync(shots, { recursive: true })
  const dir = mkdtempSync(join(tmpdir(), 'heng-browser-'))
  const made = spawnSync(heng, [...made_by, join(dir, 'centre')])
  if (made.status !== 0) throw new Error(String(made.stderr))
  const state = { dir, url: '', server: null, port: 0 }
  state.serve = async () => {
    state.server = spawn(heng, ['serve', join(dir, 'centre'), '--port', String(state.port), '--quiet'], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...env } })
    state.url = await new Promise((got, failed) => {
      state.server.stdout.once('data', (b) => got(String(b).split('\n')[0].trim()))
      state.server.once('exit', () => failed(new Error('the server did not start')))
    })
    state.port = Number(new URL(state.url).port)
  }
  state.stop = () => new Promise((done) => { state.server.removeAllListeners('exit'); state.server.once('exit', done); state.server.kill('SIGTERM') })
  await state.serve()
  state.browser = await browse()
  state.end = async () => { await state.browser.close(); await state.stop(); rmSync(dir, { recursive: true, force: true }) }
  return state
}

/** Somebody with a context of one's own. Errors of the page fail the test. */
export async function person(s, options = {}) {
  const context = await s.browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN', acceptDownloads: true, ...options })
  const page = await context.newPage()
  page.on('pageerror', (e) => failures.push(`${page.url()}: ${e.message}`))
  page.on('console', (m) => { if (m.type() === 'error' && !/status of (4\d\d)|Failed to load resource/.test(m.text())) failures.push(`${page.url()}: ${m.text()}`) })
  page.setDefaultTimeout(45_000)
  return page
}

/** What others do, by the interface. */
export function trades(s) {
  let codes = 0, day = 24
  async function post(path, body, token) {
    const answer = await fetch(s.url + path, { method: 'POST', headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID(), ...(token ? { Authorization: `Bearer ${token}` } : {}) }, ...(body ? { body: JSON.stringify(body) } : {}) })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`)
    const said = JSON.parse(text)
    return said.result ?? said
  }
  async function party(name, role, code) {
    const p = await post('/api/parties', { name, contact: '经办人', identifier: { scheme: 'TEST', id: code }, roles: [role] })
    return { ...p, name, token: (await post('/api/practice/sessions', { person: p.person, token: true })).token }
  }
  /** A tender whose announcement waits for its confirmation, closing a day after the one before. */
  async function tender(buyer) {
    const project = await post('/api/projects', { code: String(++codes), name: '第二小学' }, buyer.token)
    const made = await post('/api/tenders', { project: project.id, kind: 'works-lowest-price', title: `教学楼${codes}`, mandatory: false, stateControlled: false, funding: 'private', qualification: 'after', method: 'open', organisation: 'self', lots: [{ title: `教学楼${codes}施工` }] }, buyer.token)
    const closes = `2026-03-${day++}T01:00:00Z`
    await post(`/api/tenders/${made.id}/announcement`, { text: '教学楼五层。', deadline: closes, windowMinutes: 30 }, buyer.token)
    return { id: made.id, lot: made.lots[0], closes }
  }
  return { post, party, tender }
}
/** A page of somebody who has signed in by the form. */
export async function signedIn(s, who) {
  const page = await person(s)
  await page.goto(s.url + '/work/sign-in')
  await page.getByLabel('名称').fill(who.name)
  await page.locator('.people').getByText(who.name, { exact: true }).first().click()
  await page.getByRole('heading', { name: '待办' }).waitFor()
  return page
}

/** Looks at the page at both sizes: a picture of each, and what axe finds. */
export async function look(page, name) {
  for (const [width, height] of SIZES) {
    await page.setViewportSize({ width, height })
    await page.waitForTimeout(100)
    await page.screenshot({ path: join(shots, `${name}-${width}.png`), fullPage: true })
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    if (wide > 1) failures.push(`${name} at ${width}: ${wide} pixels too wide`)
    await page.evaluate(axe + ';undefined').catch(() => undefined)
    const found = await page.evaluate(async () => {
      const r = await window.axe?.run(document, { resultTypes: ['violations'] })
      return (r?.violations ?? []).filter((v) => v.impact === 'serious' || v.impact === 'critical').map((v) => `${v.id}: ${v.nodes[0]?.html.slice(0, 160)}`)
    })
    for (const f of found) failures.push(`${name} at ${width}: axe ${f}`)
  }
  await page.setViewportSize({ width: 1440, height: 900 })
}
