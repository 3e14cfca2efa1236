import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import { base, check, create, password, refusal, signIn, unique, visit } from './browser.mjs'

test('a field is added and serves at once in the form', async () => {
  await visit(async (page) => {
    const name = unique('Énergie')
    await signIn(page, '/settings/objects/lead')
    await page.getByRole('button', { name: 'Ajouter un champ' }).click()
    const drawer = page.getByRole('dialog')
    await drawer.getByLabel('Nom', { exact: true }).fill(name)
    await drawer.getByRole('combobox', { name: 'Type' }).fill('Choix unique')
    await page.getByRole('option', { name: 'Choix unique' }).click()
    for (const option of ['Fioul', 'Gaz de ville']) {
      await drawer.getByRole('textbox', { name: 'Nouveau choix' }).fill(option)
      await drawer.getByRole('textbox', { name: 'Nouveau choix' }).press('Enter')
    }
    await check(page, 'field-editor')
    await drawer.getByRole('button', { name: 'Ajouter le champ' }).click()
    await page.getByRole('listitem').filter({ hasText: name }).first().waitFor()
    await check(page, 'fields')

    await page.goto(`${base}/leads/new`)
    await page.getByRole('combobox', { name }).click()
    await page.getByRole('option', { name: 'Gaz de ville' }).click()
  })
})

test('an object of one’s own gets its list and its form', async () => {
  await visit(async (page) => {
    const name = unique('Chantier')
    await signIn(page, '/settings/objects')
    await page.getByRole('button', { name: 'Nouvel objet' }).click()
    await page.getByLabel('Nom au singulier').fill(name)
    await page.getByRole('button', { name: 'Créer', exact: true }).click()
    await page.getByRole('heading', { level: 2, name: `${name}s` }).waitFor()
    await page.getByRole('button', { name: 'Plus', exact: true }).click()
    await page.getByRole('dialog').getByRole('link', { name: `${name}s` }).click()
    await page.getByRole('heading', { level: 1, name: `${name}s` }).waitFor()
    await check(page, 'own-object')
  })
})

test('a colleague is invited, a key is made and shown once', async () => {
  await visit(async (page) => {
    await signIn(page, '/settings/users')
    await page.getByRole('button', { name: 'Inviter' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Nom', { exact: false }).first().fill('Luc Salaün')
    await dialog.getByLabel('E-mail').fill(`luc.${Date.now()}@example.invalid`)
    await dialog.getByRole('button', { name: 'Inviter' }).click()
    await page.getByText('/invitation?token=').waitFor()
    await check(page, 'invitation')
    await page.keyboard.press('Escape')
    await page.getByText('Luc Salaün').first().waitFor()
    await check(page, 'users')

    await page.goto(`${base}/settings/api-keys`)
    await page.getByRole('button', { name: 'Créer une clé' }).click()
    await page.getByLabel('Nom', { exact: true }).fill('Site internet')
    await page.getByRole('dialog').getByRole('button', { name: 'Créer', exact: true }).click()
    await page.getByText(/^elan_pat_/).waitFor()
    await check(page, 'api-key')
    await page.getByRole('button', { name: 'Je l’ai gardée' }).click()
    assert.equal(await page.getByText(/elan_pat_/).count(), 0)
  })
})

test('an invited colleague chooses a password, turns two-step sign-in on, is asked for it, and turns it off', async () => {
  await visit(
    async (page) => {
      const address = `nolwenn.${Date.now()}@example.invalid`
      await signIn(page)
      const { link } = await create(page, 'users/invite', { name: 'Nolwenn Hamon', email: address, role: 'sales' })
      await page.context().clearCookies()
      await page.goto(base + new URL(link).pathname + new URL(link).search)
      await page.getByLabel('Mot de passe', { exact: true }).fill(password)
      await check(page, 'invitation-accepted')
      await page.getByRole('button', { name: 'Rejoindre' }).click()
      await page.waitForURL((url) => url.pathname !== '/invitation')

      await signInAs(page, address)
      await page.getByRole('heading', { name: 'Aujourd’hui' }).waitFor()
      await page.goto(`${base}/settings/security`)
      await page.getByRole('button', { name: 'Activer' }).click()
      await page.getByAltText('Code à scanner').waitFor()
      const secret = await page.locator('[class*=secret]').innerText()
      await check(page, 'two-step')
      await page.getByLabel('Code à six chiffres').fill(totp(secret))
      await page.getByRole('button', { name: 'Confirmer' }).click()
      await page.getByText('codes de secours').waitFor()
      const [recovery] = (await page.locator('[class*=codes] span').allInnerTexts()).filter(Boolean)
      await check(page, 'recovery-codes')
      await page.getByRole('button', { name: 'Je les ai gardés' }).click()

      await page.context().clearCookies()
      await signInAs(page, address)
      await page.getByLabel('Code').fill(recovery)
      await check(page, 'two-step-asked')
      await page.getByRole('button', { name: 'Vérifier' }).click()
      await page.getByRole('heading', { name: 'Aujourd’hui' }).waitFor()

      await page.goto(`${base}/settings/security`)
      await page.getByRole('button', { name: 'Désactiver' }).click()
      await page.getByLabel('Votre mot de passe').fill(password)
      await page.getByRole('button', { name: 'Désactiver' }).click()
      await page.getByRole('button', { name: 'Activer' }).waitFor()
    },
    { expected: [refusal(401)] },
  )
})

async function signInAs(page, address) {
  await page.goto(`${base}/sign-in`)
  await page.getByLabel('Adresse e-mail').fill(address)
  await page.getByLabel('Mot de passe', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Se connecter' }).click()
}

test('roles, teams, profile and sessions are readable, on a phone too', async () => {
  for (const width of [1440, 390]) {
    await visit(async (page) => {
      await signIn(page)
      for (const section of ['profile', 'security', 'users', 'teams', 'roles', 'objects', 'api-keys']) {
        await page.goto(`${base}/settings/${section}`)
        await page.locator('main h2').first().waitFor()
        await check(page, `settings-${section}-${width}`)
      }
    }, { width, height: 900 })
  }
})

// The code a phone would show now.
function totp(secret) {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...secret.replace(/\s/g, '')].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const mac = createHmac('sha1', key).update(counter).digest()
  const offset = mac[19] & 15
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

test('the company and its mail account are set, and the mail account is tried', async () => {
  await visit(
    async (page) => {
      await signIn(page, '/settings/company')
      await page.getByLabel('Adresse publique').fill('crm.exemple.fr/entrée')
      await page.getByRole('button', { name: 'Enregistrer' }).click()
      await page.getByText('sans rien après le nom').waitFor()
      await check(page, 'company-refused')
      await page.getByLabel('Adresse publique').fill(base)
      await page.getByRole('button', { name: 'Enregistrer' }).click()
      await page.getByText('Enregistré.').waitFor()

      await page.goto(`${base}/settings/email`)
      await page.getByText('Aucun e-mail ne part').waitFor()
      await check(page, 'mail-account-empty')
      await page.getByLabel('Serveur d’envoi').fill('localhost')
      await page.getByText('Aucune', { exact: true }).click()
      await page.getByLabel('Port', { exact: true }).fill('1')
      await page.getByLabel('Mot de passe').fill('jamais-relu')
      await page.getByLabel('Adresse de l’expéditeur').fill('marie@example.invalid')
      await page.getByRole('button', { name: 'Enregistrer' }).click()
      await page.getByRole('button', { name: 'Envoyer un e-mail d’essai' }).click()
      await page.getByText('n’a pas pu être joint').waitFor()
      await page.getByText('il ne s’affiche jamais').waitFor()
      await check(page, 'mail-account-tried')
      await page.setViewportSize({ width: 390, height: 844 })
      await check(page, 'mail-account-phone')
    },
    { expected: [refusal(422)] },
  )
})
