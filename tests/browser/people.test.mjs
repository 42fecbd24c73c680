/*
 * People and how they get in, on the portal and without scripts: a colleague
 * who is invited, sees what one role shows, and is shut out; a password that
 * was forgotten; a second factor. Mails are read as they were sent.
 */
import fs from 'node:fs';
import path from 'node:path';
import { assert, fill, follow, look, mailed, open, press, run, signin, start,
	test, text } from './lib.mjs';
import { totp } from '../tools/totp.mjs';

const sites = await start({ demo: true });
const { portal } = sites;
const colleague = { login: 'nils.berg@kaffebroderna.example',
	password: 'kettle orbit maple 19' };
const maria = { login: portal.login, password: portal.password };
const visitor = () => open(portal, { js: false });
let boss, nils, person;

/* The line of the demo's credentials for somebody. */
function credentials(who) {
	const [, login, password] = fs.readFileSync(
		path.join(sites.run, 'credentials'), 'utf8')
		.match(new RegExp(`^${who} (\\S+) (\\S+)$`, 'm'));

	return { login, password };
}

async function status(page, where) {
	await page.goto(portal.url + where);
	return page.answer.status();
}

/* The same page with scripts, so that axe-core can look at it. */
async function lookAt(url, name) {
	const page = await open({ url });

	assert.equal(page.answer.status(), 200);
	await look(page, name);
	await page.context().close();
}

async function signOut(page) {
	await page.locator('details.who > summary').click();
	await press(page, 'Sign out');
	await page.goto(`${portal.url}/profile`);
	assert.match(page.url(), /\/sign-in/);
}

/* -- a colleague ---------------------------------------------------------- */

test('the manager adds a colleague and invites with one role', async () => {
	boss = await visitor();
	await signin(boss, portal, credentials('manager'));
	await boss.locator('details.who > summary').click();
	await follow(boss, 'People');
	await follow(boss, 'New person');
	await fill(boss, { first_name: 'Nils', last_name: 'Berg',
		email: colleague.login });
	await press(boss, 'Add person');
	person = boss.url().replace(/\?.*/, '');
	assert.match(await text(boss), /No access/);
	await boss.check('[value=portal_case_management]');
	await press(boss, 'Give access');
	assert.match(boss.url(), /done=invited/);
	await look(boss, 'people-invited');
});

test('the colleague opens the mailed link and is in', async () => {
	const link = await mailed(sites, colleague.login, 'welcome');

	await lookAt(link, 'people-welcome');
	nils = await open({ url: link }, { js: false });
	const seen = await text(nils);

	assert.match(seen, /Welcome, Nils Berg/);
	assert.ok(seen.includes(colleague.login));
	await fill(nils, { password: colleague.password,
		again: colleague.password });
	await press(nils, 'Set password');
	assert.equal(nils.url(), portal.url);
	await nils.goto(link);
	assert.match(await text(nils), /no longer good/);
});

test('the colleague sees what the one role shows, no more', async () => {
	assert.equal(await status(nils, ''), 200);
	const menu = await nils.locator('nav[aria-label=Main] a, .who a')
		.evaluateAll((all) => all.map((a) => a.textContent.trim()));

	assert.deepEqual(menu, ['Home', 'Cases', 'New case', 'My profile']);
	for (const where of ['/company', '/company/people', '/company/locations',
		'/company/changes/new', '/orders', '/cart', '/catalogue',
		'/balance', '/payments', '/statement',
		new URL(person).pathname.replace('/portal', '')])
		assert.equal(await status(nils, where), 403, where);
	assert.equal(await status(nils, '/cases/new'), 200);
	await fill(nils, { subject: 'The grinder stands still',
		description: 'Since this morning.' });
	await press(nils, 'Send case');
	assert.match(nils.url(), /\/cases\/\d+/);
	assert.equal(await status(nils, '/cases'), 200);
	const rows = await nils.locator('tbody tr').allInnerTexts();

	assert.equal(rows.length, 1, 'cases of others');
	assert.match(rows[0], /The grinder stands still/);
});

test('access revoked: the open session ends with the next request', async () => {
	await boss.goto(person);
	await press(boss, 'Revoke access');
	assert.match(boss.url(), /done=revoked/);
	assert.match(await text(boss), /Access revoked/);
	await nils.goto(`${portal.url}/cases`);
	assert.match(nils.url(), /\/sign-in\?next=\/cases/);
	await signin(nils, portal, colleague);
	assert.equal(nils.answer.status(), 422);
	assert.match(nils.url(), /\/sign-in/);
});

/* -- a password that was forgotten ---------------------------------------- */

test('a forgotten password: a link by mail, and old sessions end', async () => {
	const before = await visitor(), page = await visitor();
	const old = maria.password;

	await signin(before, portal, maria);
	assert.equal(await status(before, '/profile'), 200);
	await page.goto(`${portal.url}/sign-in`);
	await follow(page, /forgot/i);
	await look(page, 'people-forgot');
	await fill(page, { login: maria.login });
	await press(page, 'Mail me a link');
	assert.match(page.url(), /\/sign-in\?done=mailed/);

	const link = await mailed(sites, maria.login, 'reset');

	await lookAt(link, 'people-reset');
	maria.password = 'harbour violin cactus 7';
	await page.goto(link);
	await fill(page, { password: maria.password, again: maria.password });
	await press(page, 'Set password');
	assert.match(page.url(), /done=password-set/);
	await before.goto(`${portal.url}/profile`);
	assert.match(before.url(), /\/sign-in/);
	await signin(page, portal, { login: maria.login, password: old });
	assert.equal(page.answer.status(), 422);
	await signin(page, portal, maria);
	assert.equal(await status(page, '/profile'), 200);
	await page.goto(link);
	assert.match(await text(page), /no longer good/);
});

/* -- a second factor ------------------------------------------------------ */

let phone, key, recovery, used;

/* The second page of the sign-in, with a code of the app or a recovery code. */
async function enter(code) {
	await phone.goto(`${portal.url}/sign-in`);
	await signin(phone, portal, maria);
	assert.match(await text(phone), /Your code, please/);
	await fill(phone, { code });
	await press(phone, 'Sign in');
	return phone.answer.status();
}

test('the second factor is set up with the key that is shown', async () => {
	phone = await visitor();
	await signin(phone, portal, maria);
	await phone.goto(`${portal.url}/profile`);
	await phone.locator('a[href$="/factor"]').click();
	await phone.locator('summary', { hasText: 'cannot scan' }).click();
	key = await phone.locator('code.key').innerText();
	await fill(phone, { code: totp(key) });
	await press(phone, 'Turn it on');
	await look(phone, 'people-codes');
	recovery = await phone.locator('#codes code').allInnerTexts();
	assert.equal(new Set(recovery).size, 10);
	await follow(phone, /go on/);
	assert.equal(phone.url(), portal.url);
	await signOut(phone);
});

test('a code of the app lets in once, the same again does not', async () => {
	used = totp(key, 1);
	assert.equal(await enter(used), 200);
	assert.equal(phone.url(), portal.url);
	await signOut(phone);
	assert.equal(await enter(used), 422);
	assert.match(await text(phone), /was used already/);
	assert.equal(await status(phone, '/profile'), 200);
	assert.match(phone.url(), /\/sign-in/);
});

test('a recovery code lets in once, the same again does not', async () => {
	assert.equal(await enter(recovery[3]), 200);
	assert.equal(phone.url(), portal.url);
	await phone.goto(`${portal.url}/factor`);
	assert.match(await text(phone), /Recovery codes left 9/);
	await signOut(phone);
	assert.equal(await enter(recovery[3]), 422);
	assert.match(await text(phone), /This code is wrong/);
});

test('the pages of the second factor are for everybody', async () => {
	const page = await open(portal);
	const boss2 = await open(portal);

	await signin(boss2, portal, credentials('manager'));
	await boss2.goto(`${portal.url}/factor`);
	await look(boss2, 'people-factor-new');
	await signin(page, portal, maria);
	await look(page, 'people-code');
	await fill(page, { code: recovery[0] });
	await press(page, 'Sign in');
	await page.goto(`${portal.url}/factor`);
	await look(page, 'people-factor');
	await press(page, 'New recovery codes');
	await look(page, 'people-codes-new');
});

await run();
