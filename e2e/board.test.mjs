import assert from 'node:assert/strict'
import { test } from 'node:test'
import { base, check, create, signIn, unique, visit } from './browser.mjs'

const column = (page, title) => page.getByRole('region', { name: title, exact: true })

async function boardOf(page, count, fields = {}) {
  const word = unique('Carte').replace(' ', '')
  await signIn(page)
  for (let index = 0; index < count; index += 1) await create(page, 'opportunities', { name: `${word} ${index}`, amount: 100_000, ...fields })
  await page.goto(`${base}/opportunities?view=board&q=${word}`)
  await column(page, 'Découverte').getByText(`${word} ${count - 1}`).waitFor()
  return word
}

test('a card is carried by the keyboard alone', async () => {
  await visit(async (page) => {
    const word = await boardOf(page, 2)
    await column(page, 'Découverte').getByRole('link', { name: `${word} 0` }).focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowRight')
    await page.getByText('Colonne Proposition.').waitFor({ state: 'attached' })
    await check(page, 'board-lifted')
    await page.keyboard.press('Space')
    await column(page, 'Proposition').getByText(`${word} 0`).waitFor()
    // Escape leaves it where it was.
    await column(page, 'Découverte').getByRole('link', { name: `${word} 1` }).focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Escape')
    await page.getByText('Rien n’a bougé.').waitFor({ state: 'attached' })
    await column(page, 'Découverte').getByText(`${word} 1`).waitFor()
    // Arrows walk from card to card.
    await page.keyboard.press('ArrowRight')
    assert.equal(await page.evaluate(() => document.activeElement.textContent), `${word} 0`)
  })
})

test('a card that the server refuses goes back', async () => {
  await visit(
    async (page) => {
      const word = await boardOf(page, 1)
      await page.route('**/api/v1/opportunities/*/move', (route) =>
        route.fulfill({ status: 409, contentType: 'application/problem+json', body: JSON.stringify({ title: 'Refusé pour l’exemple.', status: 409 }) }),
      )
      await column(page, 'Découverte').getByText(`${word} 0`).locator('xpath=ancestor::li').dragTo(column(page, 'Négociation'))
      await page.getByText('Refusé pour l’exemple.').waitFor()
      await column(page, 'Découverte').getByText(`${word} 0`).waitFor()
      await column(page, 'Négociation').getByText(`${word} 0`).waitFor({ state: 'detached' })
    },
    { expected: [/status of 409/] },
  )
})

test('a card is added in its column, and a column says when it is too full', async () => {
  await visit(async (page) => {
    const word = await boardOf(page, 2)
    await page.getByRole('button', { name: 'Ajouter dans Proposition' }).click()
    await column(page, 'Proposition').getByRole('textbox', { name: 'Nom' }).fill(`${word} neuve`)
    await page.keyboard.press('Enter')
    await column(page, 'Proposition').getByRole('link', { name: `${word} neuve` }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Réglages de Découverte' }).click()
    await page.getByRole('textbox', { name: 'Limite de cartes' }).fill('1')
    await page.keyboard.press('Escape')
    await page.waitForURL(/limits=discovery%3A1/)
    await page.getByTitle('Au-delà de la limite').waitFor()
    await check(page, 'board-limits')
  })
})

test('a board suits a phone, and the night', async () => {
  await visit(async (page) => {
    await boardOf(page, 2)
    await check(page, 'board-phone-dark')
  }, { width: 390, height: 844, dark: true })
})

test('five hundred cards scroll without a jolt', async () => {
  await visit(async (page) => {
    const word = unique('Foule').replace(' ', '')
    await signIn(page)
    await page.evaluate(async (name) => {
      const records = Array.from({ length: 500 }, (_, index) => ({ name: `${name} ${index}`, amount: 1000 * index }))
      await fetch('/api/v1/opportunities/upsert', {
        method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Elan-Request': '1' }, body: JSON.stringify({ key: 'name', records }),
      })
    }, word)
    await page.goto(`${base}/opportunities?view=board&q=${word}`)
    const cards = column(page, 'Découverte').getByRole('list')
    await cards.getByRole('listitem').first().waitFor()
    for (let pages = 0; pages < 12 && (await cards.locator('[data-card]').count()) < 500; pages += 1) {
      await cards.evaluate((list) => list.scrollTo(0, list.scrollHeight))
      await page.waitForTimeout(250)
    }
    assert.equal(await cards.locator('[data-card]').count(), 500)
    const frames = await cards.evaluate(async (list) => {
      const spans = []
      let before = await new Promise(requestAnimationFrame)
      for (let frame = 0; frame < 90; frame += 1) {
        list.scrollTop = frame * 300
        const now = await new Promise(requestAnimationFrame)
        spans.push(now - before)
        before = now
      }
      return spans.toSorted((left, right) => left - right)[Math.floor(spans.length / 2)]
    })
    console.log(`# median frame ${frames.toFixed(1)} ms`)
    assert.ok(frames <= 50, `a frame takes ${frames} ms`)
  })
})
