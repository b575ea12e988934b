// Three offices: one adds people, one lets them in, one reads who tried. Prints "ok", "FAIL" and a count.
import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ended, failures, look, part, person, site, trades } from './site.mjs'

const s = await site(), { post, party } = trades(s), keeper = readFileSync(join(s.dir, 'centre', 'keeper'), 'utf8').trim()
const centre = await party('绵阳市公共资源交易中心', 'centre', 'Z:1'), give = (who, office) => post('/api/offices', { person: who, office }, keeper)
await give(centre.person, 'administrator')
// with an office all that its holder had signed in by ends
const { token } = await post('/api/practice/sessions', { person: centre.person, token: true }), added = {}
for (const [name, office] of [['安全员甲', 'security'], ['审计员乙', 'auditor']]) {
  added[name] = (await post('/api/people', { name }, token)).person
  await give(added[name], office)
}
async function as(who) {
  const page = await person(s)
  await page.goto(`${s.url}/work/sign-in`)
  await page.getByLabel('人员编号（评标委员会成员用）').fill(who)
  await page.getByRole('button', { name: '以编号登录' }).click()
  await page.getByRole('heading', { name: '待办' }).waitFor()
  await page.getByRole('link', { name: '岗位与审计' }).click()
  await page.getByRole('heading', { name: '中心人员' }).waitFor()
  return page
}
/** As an authenticator app computes it (RFC 6238). */
function code(secret, on = 0) {
  const bits = [...secret.replace(/\s/g, '')].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join(''), key = Buffer.from(bits.match(/.{8}/g).map((b) => parseInt(b, 2)))
  const step = Buffer.alloc(8)
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + on))
  const h = createHmac('sha1', key).update(step).digest(), at = h[19] & 15
  return String((h.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}
let fresh, secret = '', given = { id: '', code: '' }
await part('the administrator adds somebody, and lets nobody in', async () => {
  const page = await as(centre.person)
  await page.getByLabel('姓名').fill('受理员丙')
  await page.getByRole('button', { name: '增加' }).click()
  await page.getByRole('row', { name: /受理员丙/ }).waitFor()
  if (await page.getByRole('button', { name: '发放启用码' }).count() !== 0) failures.push('the administrator gives codes')
  await look(page, 'offices-administrator')
})
await part('security hands out a code, and adds nobody', async () => {
  const page = await as(added['安全员甲'])
  if (await page.getByLabel('姓名').count() !== 0) failures.push('security adds people')
  await page.getByRole('row', { name: /受理员丙/ }).getByRole('button', { name: '发放启用码' }).click()
  await page.getByRole('heading', { name: '启用码' }).waitFor()
  const [id, once] = await page.locator('.look dd code').allTextContents()
  given = { id, code: once }
  await look(page, 'offices-security')
})
await part('who has the code chooses a password, once, and signs in by it and a one-time code', async () => {
  fresh = await person(s)
  await fresh.goto(`${s.url}/work/enrol`)
  await fresh.locator('#f-person').fill(given.id)
  await fresh.locator('#f-code').fill(given.code.toLowerCase())
  await fresh.locator('#f-password').fill('正确的马电池订书钉')
  await fresh.locator('#f-again').fill('正确的马电池订书钉')
  await fresh.getByRole('button', { name: '设定密码' }).click()
  await fresh.getByText('至少 12 个字符，可以是一句话').first().waitFor()
  for (const at of ['password', 'again']) await fresh.locator(`#f-${at}`).fill('正确的马 电池 订书钉 四个词')
  await look(fresh, 'enrol')
  await fresh.getByRole('button', { name: '设定密码' }).click()
  await fresh.getByText('密码已经设定').waitFor()
  secret = await fresh.locator('.look code').textContent()
  await look(fresh, 'enrolled')
  await fresh.getByRole('link', { name: '去登录' }).click()
  await fresh.getByText('用密码和动态码登录').click()
  const enter = async (digits) => {
    await fresh.locator('#f-person').fill(given.id)
    await fresh.locator('#f-password').fill('正确的马 电池 订书钉 四个词')
    await fresh.locator('#f-code').fill(digits)
    await fresh.getByRole('button', { name: '登录', exact: true }).click()
  }
  await enter(code(secret) === '000000' ? '000001' : '000000')
  await fresh.getByText('三者之一不符').waitFor()
  await enter(code(secret))
  await fresh.getByRole('heading', { name: '待办' }).waitFor()
})
await part('who has no office is told so', async () => {
  await fresh.getByRole('link', { name: '岗位与审计' }).click()
  await fresh.getByText('只能由').waitFor()
  await look(fresh, 'offices-none')
})
await part('one asks, another agrees; the auditor sees who tried', async () => {
  const one = await as(centre.person), row = (page) => page.getByRole('row', { name: /受理员丙/ })
  await row(one).getByRole('combobox').selectOption('security')
  await row(one).getByRole('button', { name: '提出' }).click()
  await row(one).getByText('提出：安全管理员').waitFor()
  const page = await as(added['审计员乙'])
  await page.getByRole('cell', { name: '密码或动态码不正确' }).first().waitFor()
  await page.getByRole('cell', { name: '设定了密码' }).first().waitFor()
  await row(page).getByRole('button', { name: '同意' }).click()
  await row(page).getByRole('cell', { name: /^安全管理员/ }).waitFor()
  await look(page, 'offices-auditor')
})
await ended(s)
