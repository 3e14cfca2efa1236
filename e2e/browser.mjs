// A real browser on a real server: ELAN_URL says which, ELAN_EMAIL and ELAN_PASSWORD who signs in. On a server that was
// never set up, ELAN_SETUP_TOKEN (from the link it prints) lets the first test set it up.
import assert from 'node:assert/strict'
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromium } from 'playwright-core'

export const base = process.env.ELAN_URL ?? 'http://localhost:8080'
export const email = process.env.ELAN_EMAIL ?? 'marie@example.invalid'
export const password = process.env.ELAN_PASSWORD ?? 'une longue phrase facile'

const results = new URL('./results/', import.meta.url)
mkdirSync(results, { recursive: true })

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']

// Gives the test a page, and afterwards complains of whatever the page complained of.
export async function visit(work, { width = 1440, height = 900, dark = false, expected = [] } = {}) {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: quiet })
  const complaints = []
  const foreign = []
  try {
    const context = await browser.newContext({
      viewport: { width, height }, colorScheme: dark ? 'dark' : 'light', locale: 'fr-FR', timezoneId: 'Europe/Paris', reducedMotion: 'reduce',
    })
    const page = await context.newPage()
    page.setDefaultTimeout(7_000)
    page.on('pageerror', (failure) => complaints.push(String(failure)))
    page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()))
    page.on('request', (request) => {
      const url = request.url()
      if (!url.startsWith(base) && !/^(data|blob):/.test(url)) foreign.push(url)
    })
    await work(page)
  } finally {
    await browser.close()
  }
  assert.deepEqual(foreign, [], 'no request leaves the origin')
  assert.deepEqual(complaints.filter((line) => !expected.some((one) => one.test(line))), [], 'the console stays silent')
}

// Refusals are the business of some tests; the browser notes each as an error line.
export const refusal = (status) => new RegExp(`status of ${status} `)

export async function signIn(page, path = '/') {
  if (await isNew()) await setUp(page)
  else {
    await page.goto(`${base}/sign-in`)
    await page.getByLabel('Adresse e-mail').fill(email)
    await page.getByLabel('Mot de passe', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Se connecter' }).click()
  }
  await page.getByRole('heading', { name: 'Aujourd’hui' }).waitFor()
  if (path !== '/') await page.goto(base + path)
}

export async function isNew() {
  return (await (await fetch(`${base}/api/v1/setup`)).json()).needed
}

export async function setUp(page) {
  await page.goto(`${base}/setup?token=${process.env.ELAN_SETUP_TOKEN ?? ''}`)
  await page.getByLabel('Votre société').fill('Chauffage Le Goff')
  await page.getByLabel('Votre nom').fill('Marie Le Goff')
  await page.getByLabel('Votre adresse e-mail').fill(email)
  await page.getByLabel('Mot de passe', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Commencer' }).click()
}

export async function shot(page, name) {
  await page.screenshot({ path: new URL(`${name}.png`, results).pathname })
}

// WCAG 2.2 AA as far as a machine can tell, and nothing wider than the window.
export async function check(page, name) {
  await page.waitForTimeout(350)
  await page.evaluate(axe)
  const { violations } = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] }))
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => `${node.html.slice(0, 120)} ${node.failureSummary?.slice(0, 300)}`).join(' ')}`)
  assert.deepEqual(found, [], `${name} is accessible`)
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth + 1), `${name} fits the window`)
  await shot(page, name)
}

// A word no other run has used, so that a test finds its own records.
export const unique = (word) => `${word} ${Date.now().toString(36)}`

export async function create(page, path, fields) {
  return page.evaluate(
    async ([where, body]) => {
      const answer = await fetch(`/api/v1/${where}`, {
        method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Elan-Request': '1' }, body: JSON.stringify(body),
      })
      if (!answer.ok) throw new Error(await answer.text())
      const made = await answer.json()
      return made.record ?? made
    },
    [path, fields],
  )
}
