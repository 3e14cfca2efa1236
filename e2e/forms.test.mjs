import { test } from 'node:test'
import { check, signIn, unique, visit } from './browser.mjs'

test('a wrong SIRET is told while one types, and no sooner', async () => {
  await visit(async (page) => {
    await signIn(page, '/companies/new')
    const field = (key) => page.locator(`[data-field=${key}]`)
    await page.getByRole('heading', { name: 'Identité légale' }).waitFor()
    await field('siret').getByRole('textbox').fill('732 829 320 00075')
    await page.waitForTimeout(600)
    await field('siret').locator('[aria-invalid=true]').waitFor({ state: 'detached' })
    await page.keyboard.press('Tab')
    await field('siret').getByText(/Ce SIRET est faux/).waitFor()
    await field('phone').getByRole('textbox').fill('12')
    await field('email').getByRole('textbox').fill('pas une adresse')
    await page.keyboard.press('Tab')
    await field('phone').getByText(/n’existe pas/).waitFor()
    await field('email').getByText(/mal écrite/).waitFor()
    await check(page, 'form-checked')
    await field('siret').getByRole('textbox').fill('732 829 320 00074')
    await field('siret').locator('[aria-invalid=true]').waitFor({ state: 'detached' })
    await field('name').getByRole('textbox').fill(unique('Société'))
    await field('phone').getByRole('textbox').fill('02 99 12 34 56')
    await field('email').getByRole('textbox').fill('bonjour@example.invalid')
    await page.getByRole('button', { name: /^Créer/ }).click()
    await page.getByText('732 829 320 00074').first().waitFor()
  })
})

test('a field is asked for only where it makes sense', async () => {
  await visit(async (page) => {
    await signIn(page, '/tasks/new')
    const kept = page.locator('[data-field=kept]')
    await page.locator('[data-field=kind]').waitFor()
    await kept.waitFor({ state: 'detached' })
    await page.locator('[data-field=kind]').getByRole('combobox').click()
    await page.getByRole('option', { name: 'Rendez-vous' }).click()
    await kept.waitFor()
    await page.locator('[data-field=kind]').getByRole('combobox').click()
    await page.getByRole('option', { name: 'Appel' }).click()
    await kept.waitFor({ state: 'detached' })
  })
})
