// What somebody loses and gets back by themself, with the recovery kit.
// usage: node recovery_alone.mjs SETTINGS.json, written by recovery.py
import assert from 'node:assert/strict';
import { desks, shows, drill, readsUnkind, readsAdult, ends } from './recovery.mjs';

const FORGOTTEN = 'otter-pavement-violin-38';

const shah = await desks.of('deputy');
const hughes = await desks.of('head');
const price = await desks.of('chair');
const [oldPassword, oldKit] = [shah.person.password, shah.person.kit];
let shahAgain;

await drill('a deputy who forgot the password comes back with the recovery kit, and is told', ['deputy'], async () => {
  shahAgain = await desks.elsewhere('deputy', shah);
  const { page, person } = shahAgain;
  await page.goto('/staff/sign-in');
  await shahAgain.picture('sign-in');
  await shahAgain.follows('a[href="/staff/recover"]');
  await shahAgain.picture('forgotten');
  const typed = { email: person.email, kit: person.kit.toLowerCase(), code: await shahAgain.code(), password: FORGOTTEN, again: FORGOTTEN };
  const wrong = `${typed.kit.slice(0, -1)}${typed.kit.endsWith('0') ? '1' : '0'}`;
  await shahAgain.types({ ...typed, kit: wrong });
  assert.match(await shahAgain.problem(), /not as on the paper/);
  await shahAgain.picture('forgotten-mistyped');
  await shahAgain.types({ ...typed, kit: price.person.kit });
  assert.match(await shahAgain.problem(), /We could not do that/, 'with the kit of a colleague');
  shahAgain.keepsCode();
  await shahAgain.types({ ...typed, code: await shahAgain.code() }, 2);
  await shahAgain.isIn();
  await shahAgain.picture('forgotten-back');
  await shahAgain.seesNothingBack();
  await shahAgain.list();
  await shah.isOut();
  shahAgain.person.password = FORGOTTEN;
});

await shows('she reads what was sent before and after, and the password of before is refused', async () => {
  await readsUnkind(shahAgain);
  await shah.isRefused(oldPassword);
  await shah.isLetIn();
});

await drill('a head who lost the phone sets up another with password and kit, and is told', ['head'], async () => {
  const again = await desks.elsewhere('head', hughes);
  const { page, person } = again;
  await page.goto('/staff/sign-in');
  await again.follows('a[href="/staff/lost-phone"]');
  await again.picture('lost-phone');
  await again.takesPhone();
  const typed = { email: person.email, password: person.password, kit: person.kit, code: await again.code() };
  await again.types({ ...typed, kit: price.person.kit });
  assert.match(await again.problem(), /We could not do that/, 'with the kit of a colleague');
  await again.picture('lost-phone-refused');
  again.keepsCode();
  await again.types({ ...typed, code: await again.code() }, 2);
  await again.isIn();
  await again.seesNothingBack();
  await again.list();
  await hughes.isOut();
  await hughes.isRefused(person.password);
  hughes.phone = again.phone;
  await hughes.isLetIn();
});

await shows('he reads what was sent before and after', () => readsAdult(hughes));

let newKit;
await drill('the deputy makes a new kit, and is told', ['deputy'], async () => {
  await shahAgain.page.goto('/staff/account');
  await shahAgain.picture('account');
  await shahAgain.press('Make a new recovery kit');
  await shahAgain.picture('new-kit');
  newKit = await shahAgain.page.locator('.code').innerText();
  await shahAgain.types({ kit: newKit });
  assert.match(await shahAgain.text(), /Your new recovery kit is the only one that works/);
});

await drill('the kit that was used is refused, and the new one is not', ['deputy'], async () => {
  const code = await shahAgain.code();
  const typed = { email: shahAgain.person.email, code, password: oldPassword, again: oldPassword };
  await shah.page.goto('/staff/recover');
  await shah.types({ ...typed, kit: oldKit });
  assert.match(await shah.problem(), /We could not do that/);
  shahAgain.keepsCode();
  await shah.types({ ...typed, kit: newKit, code: await shahAgain.code() });
  await shah.isIn();
  await shahAgain.isOut();
});

await ends();
