// Figures side by side, arranged by whoever reads them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { base, check, create, signIn, unique, visit } from './browser.mjs'

const tilesOf = (page) => page.getByRole('list', { name: 'Tuiles' }).getByRole('heading', { level: 2 }).allTextContents()

test('the brought dashboard opens, its number leads to the list behind it', async () => {
  await visit(async (page) => {
    await signIn(page)
    for (let count = 0; count < 3; count += 1) await create(page, 'opportunities', { name: unique('Affaire'), amount: 120_000, stage: 'negotiation' })
    await page.goto(`${base}/dashboards`)
    await page.getByRole('heading', { name: 'Ventes', level: 1 }).waitFor()
    const tile = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'En cours' }) })
    const figure = tile.getByRole('link')
    await figure.waitFor()
    await check(page, 'dashboard')
    const shown = Number((await figure.textContent()).replace(/[^\d]/g, ''))
    const { figures } = await page.evaluate(async () => {
      const filter = encodeURIComponent(JSON.stringify({ field: 'stage', op: 'in', value: ['discovery', 'proposal', 'negotiation'] }))
      return (await fetch(`/api/v1/opportunities/totals?filter=${filter}&figures=amount:sum`)).json()
    })
    assert.equal(shown, Math.round(figures[0] / 100))
    await figure.click()
    await page.getByRole('heading', { name: 'Opportunités', level: 1 }).waitFor()
    await page.getByText('est parmi').waitFor()
  })
})

test('a dashboard is made one’s own, arranged by keyboard, and a tile is added', async () => {
  await visit(async (page) => {
    await signIn(page)
    await page.goto(`${base}/dashboards/leads`)
    await page.getByRole('button', { name: 'Personnaliser' }).click()
    await page.getByRole('button', { name: 'Terminer' }).waitFor()
    const before = await tilesOf(page)
    const first = page.getByRole('list', { name: 'Tuiles' }).getByRole('listitem').first()
    await first.focus()
    await page.keyboard.press('ArrowRight')
    await page.getByText('Enregistré.').waitFor()
    await page.waitForFunction((name) => document.querySelectorAll('h2')[1]?.textContent === name, before[0])
    assert.deepEqual((await tilesOf(page)).slice(0, 2), [before[1], before[0]])
    await check(page, 'dashboard-arranged')

    await page.getByRole('button', { name: 'Ajouter une tuile' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'Fiches' }).click()
    await page.getByRole('option', { name: 'Sociétés' }).click()
    await dialog.getByRole('textbox', { name: 'Titre' }).fill('Nos sociétés')
    await check(page, 'dashboard-tile')
    await dialog.getByRole('button', { name: 'Ajouter', exact: true }).click()
    await page.getByRole('heading', { name: 'Nos sociétés' }).waitFor()
    await page.getByRole('button', { name: 'Terminer' }).click()
    await page.reload()
    await page.getByRole('heading', { name: 'Nos sociétés' }).waitFor()
    assert.equal((await tilesOf(page)).length, before.length + 1)
  })
})

test('another period asks anew, and stands in the address', async () => {
  await visit(async (page) => {
    await signIn(page)
    await page.goto(`${base}/dashboards/leads`)
    await page.getByRole('combobox', { name: 'Période' }).click()
    const asked = page.waitForRequest((request) => request.url().includes('/leads/groups') && request.url().includes('every=day'))
    await page.getByRole('option', { name: 'Les 30 derniers jours' }).click()
    await asked
    assert.match(page.url(), /period=last_30/)
  })
})
