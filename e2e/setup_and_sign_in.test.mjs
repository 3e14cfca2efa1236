import assert from 'node:assert/strict'
import { test } from 'node:test'
import { base, check, email, isNew, password, refusal, setUp, signIn, visit } from './browser.mjs'

test('someone sets Élan up, leaves and comes back', async () => {
  await visit(
    async (page) => {
      if (await isNew()) {
        await page.goto(`${base}/setup?token=${process.env.ELAN_SETUP_TOKEN}`)
        await check(page, 'set-up')
        await setUp(page)
        await page.getByRole('heading', { name: 'Aujourd’hui' }).waitFor()
      } else {
        await signIn(page)
      }
      await check(page, 'today')

      await page.getByRole('button', { name: /Votre compte/ }).click()
      await page.getByRole('menuitem', { name: 'Se déconnecter' }).click()
      await page.getByRole('heading', { name: 'Bonjour' }).waitFor()
      await check(page, 'sign-in')

      await page.goto(`${base}/contacts`)
      await page.getByLabel('Adresse e-mail').fill(email)
      await page.getByLabel('Mot de passe', { exact: true }).fill('pas le bon du tout')
      await page.getByRole('button', { name: 'Se connecter' }).click()
      await page.getByRole('alert').waitFor()
      await page.getByLabel('Mot de passe', { exact: true }).fill(password)
      await page.getByRole('button', { name: 'Se connecter' }).click()
      // One lands where one was going.
      await page.getByRole('heading', { name: 'Contacts' }).waitFor()
      assert.match(page.url(), /\/contacts$/)
    },
    { expected: [refusal(401)] },
  )
})

test('a forgotten password is answered the same for everyone', async () => {
  await visit(async (page) => {
    await page.goto(`${base}/sign-in`)
    await page.getByRole('link', { name: 'Mot de passe oublié' }).click()
    await page.getByLabel('Adresse e-mail').fill('personne@example.invalid')
    await page.getByRole('button', { name: 'Recevoir le lien' }).click()
    await page.getByRole('status').waitFor()
    await check(page, 'forgotten')
  }, { expected: [refusal(401)] })
})

test('the first screen holds on a phone, by day and by night', async () => {
  for (const dark of [false, true]) {
    await visit(async (page) => {
      await signIn(page)
      await check(page, `today-phone${dark ? '-dark' : ''}`)
      await page.getByRole('button', { name: 'Menu' }).click()
      await page.getByRole('dialog').getByRole('link', { name: 'Pistes' }).click()
      await page.getByRole('heading', { name: 'Pistes' }).waitFor()
    }, { width: 390, height: 844, dark })
  }
})
