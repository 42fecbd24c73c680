/*
 * The way from an empty company to an answered case, as people go it: licences,
 * features, portal, customer, contact, user, roles; then the customer signs in,
 * opens a case, and both sides talk. Once with scripts, once without.
 */
import fs from 'node:fs';
import path from 'node:path';
import { assert, axe, calm, fill, fits, follow, look, open, postern, press,
	run, screenshot, signin, start, test, text, valid } from './lib.mjs';

const words = {
	customer: 'Brightwater Bakery',
	subject: 'Flour bags torn on arrival',
	description: 'Four of the ten bags were torn.\nPlease tell us how to ' +
		'go on.',
	question: 'I am sorry. Could you send us a photo of the label?',
	answer: 'Here it is: batch 2217, packed on 12 November.',
	again: 'The new bags are torn as well.',
	password: 'kettle orbit maple 19',
};

/* A vendor's pair of keys, and both licences for this company. */
async function vendor(sites) {
	const keys = fs.mkdtempSync(path.join(sites.run, 'vendor-'));
	const must = async (...args) => {
		const { status, out, err } = await postern(sites, args);

		assert.equal(status, 0, `${args.join(' ')}: ${out}${err}`);
		return out;
	};
	const owner = fs.statSync(sites.store);

	fs.chownSync(keys, owner.uid, owner.gid);
	await must('licence', 'keygen', 'vendor', '--dir', keys);
	fs.copyFileSync(path.join(keys, 'vendor.pub'),
		path.join(sites.run, 'keys', 'vendor.pub'));
	fs.chmodSync(path.join(sites.run, 'keys', 'vendor.pub'), 0o644);
	const issue = (product, number, ...more) => must('licence', 'issue',
		'--key', path.join(keys, 'vendor.key'), '--product', product,
		'--number', number, '--licensee', 'Harrow & Pine', ...more);

	return {
		file: await issue('ERP', 'ERP-1', '--erp-users', '5'),
		key: (await issue('PORTAL', 'PORTAL-1', '--portal-users', '25',
			'--as-key')).trim(),
	};
}

/* The card of the licences page that has this heading. */
function card(page, title) {
	return page.locator('section.card', {
		has: page.getByRole('heading', { name: title }) });
}

async function send(page, button) {
	await Promise.all([page.waitForEvent('load'), button.click()]);
}

async function picture(page, name) {
	if (page.scripted)
		await look(page, name);
	else {
		calm(page);
		await valid(page);
		await fits(page);
	}
}

async function says(page, sentence) {
	const seen = await text(page);

	assert.ok(seen.includes(sentence),
		`"${sentence}" is not in: ${seen.slice(0, 600)}`);
}

function walk(js) {
	const how = js ? 'with scripts' : 'without scripts';
	let sites, licences, erp, portal, otp;

	test(`${how}: an empty company starts`, async () => {
		sites = await start({ demo: false });
		licences = await vendor(sites);
		erp = await open(sites.erp, { js });
		portal = await open(sites.portal, { js });
	});

	test(`${how}: the portal says that it is not one yet`, async () => {
		await picture(portal, 'walk-01-portal-undefined');
		await says(portal, sites.portal.url);
	});

	test(`${how}: the administrator signs in`, async () => {
		await signin(erp, sites.erp);
		if (/\/password/.test(erp.url())) {
			await fill(erp, { password: words.password,
				again: words.password });
			await send(erp, erp.locator(
				'form:has([name=again]) button:not([type=button])'));
		}
		await picture(erp, 'walk-02-erp-home');
		await erp.goto(`${sites.erp.url}/setup`);
		await picture(erp, 'walk-03-setup-empty');
	});

	test(`${how}: the ERP licence comes as a file`, async () => {
		await erp.goto(`${sites.erp.url}/licence`);
		const mine = card(erp, 'ERP licence');

		await mine.locator('[name=file]').setInputFiles({
			name: 'erp.licence', mimeType: 'text/plain',
			buffer: Buffer.from(licences.file) });
		await send(erp, mine.getByRole('button',
			{ name: 'Upload License File' }));
		await says(erp, 'Verified, not applied');
		await picture(erp, 'walk-04-licence-verified');
		await send(erp, card(erp, 'ERP licence').getByRole('button',
			{ name: 'Apply License' }));
		assert.match(await card(erp, 'ERP licence').innerText(), /Valid/);
	});

	test(`${how}: the portal licence comes as a key`, async () => {
		await card(erp, 'Portal licence').locator('[name=key]')
			.fill(licences.key);
		await send(erp, card(erp, 'Portal licence').getByRole('button',
			{ name: 'Enter License Key' }));
		await send(erp, card(erp, 'Portal licence').getByRole('button',
			{ name: 'Apply License' }));
		assert.match(await card(erp, 'Portal licence').innerText(),
			/PORTAL-1/);
		await picture(erp, 'walk-05-licences');
	});

	test(`${how}: features are switched on`, async () => {
		await erp.goto(`${sites.erp.url}/features`);
		await follow(erp, 'Modify');
		for (const name of ['case_management', 'modern_customer_portal',
			'portal_case_management'])
			await erp.locator(`[name=feature][value=${name}]`).check();
		await press(erp, 'Continue');
		await says(erp, 'Pending Activation');
		await picture(erp, 'walk-06-features-pending');
		await press(erp, 'Enable');
		await says(erp, 'Validated');
	});

	test(`${how}: the portal is defined with the example values`, async () => {
		await erp.goto(`${sites.erp.url}/portals/new`);
		await fill(erp, { name: 'Harrow & Pine', url: sites.portal.url });
		const chosen = (name) => erp.locator(`[name=${name}]`).evaluate(
			(e) => e.selectedOptions?.[0]?.text ?? e.value);

		assert.match(await chosen('case_class'), /SUPISSUE|Support/);
		assert.match(await chosen('contact_class'), /CUSTOMER|Customer/);
		assert.match(await chosen('user_type'), /Portal External User/);
		assert.match(await chosen('access_role'),
			/Portal Case Management/);
		await fill(erp, { support_contact: 'Tom Reilly',
			support_phone: '+353 1 234 5678',
			support_email: 'support@harrowpine.example',
			support_hours: 'Monday to Friday, 8:00 to 17:00' });
		await press(erp, 'Save portal');
		await picture(erp, 'walk-07-portal');
	});

	test(`${how}: a customer and a contact`, async () => {
		await erp.goto(`${sites.erp.url}/customers/new`);
		await fill(erp, { name: words.customer });
		await press(erp, 'Save customer');
		await picture(erp, 'walk-08-customer');
		await follow(erp, 'New contact');
		await fill(erp, { first_name: 'Nadia', last_name: 'Ahmed',
			email: 'nadia@brightwater.example' });
		await press(erp, 'Save contact');
		await picture(erp, 'walk-09-contact');
	});

	test(`${how}: the contact gets a user with roles`, async () => {
		await follow(erp, 'User Info');
		const box = (name) => erp.locator(
			`#f-roles-${name}`);

		assert.ok(await box('portal_user').isChecked());
		await box('portal_case_management').check();
		await press(erp, 'Create user');
		await press(erp, 'Reset Password');
		otp = (await erp.locator('#otp').innerText()).trim();
		assert.match(otp, /^\S{12,}$/);
		await picture(erp, 'walk-10-one-time-password');
	});

	test(`${how}: the customer signs in and sets a password`, async () => {
		await portal.goto(sites.portal.url);
		await picture(portal, 'walk-11-portal-sign-in');
		await signin(portal, sites.portal, {
			login: 'nadia@brightwater.example', password: otp });
		assert.match(portal.url(), /\/password/);
		await picture(portal, 'walk-12-new-password');
		await fill(portal, { password: words.password,
			again: words.password });
		await send(portal, portal.locator(
			'form:has([name=again]) button:not([type=button])'));
		await says(portal, 'Nadia');
		await picture(portal, 'walk-13-portal-home-empty');
	});

	test(`${how}: Support, New case`, async () => {
		await portal.getByText('Support', { exact: true }).click();
		await follow(portal, 'New case');
		await press(portal, 'Send case');
		await says(portal, 'There is a problem');
		await picture(portal, 'walk-14-new-case-refused');
		await fill(portal, { subject: words.subject, severity: 'high',
			case_class: 'SUPISSUE', description: words.description,
			files: { name: 'label.txt', mimeType: 'text/plain',
				buffer: Buffer.from('batch 2217\n') } });
		await press(portal, 'Send case');
		assert.match(portal.url(), /\/portal\/cases\/\d+/);
		await says(portal, words.subject);
		await says(portal, 'label.txt');
		await picture(portal, 'walk-15-case-sent');
	});

	test(`${how}: staff see it on the next request and ask`, async () => {
		await erp.goto(`${sites.erp.url}/cases`);
		await says(erp, words.subject);
		await picture(erp, 'walk-16-erp-cases');
		await erp.locator('tbody tr', { hasText: words.subject })
			.getByRole('link').first().click();
		await erp.waitForLoadState();
		await says(erp, 'Four of the ten bags were torn.');
		await picture(erp, 'walk-17-erp-case');
		await press(erp, 'Take case');
		await fill(erp, { description: 'The customer is right, I think.' });
		await press(erp, 'Keep as internal note');
		await fill(erp, { description: 'We look into it.',
			step: 'open.in_process' });
		await press(erp, 'Send reply');
		await fill(erp, { description: words.question,
			step: 'pending_customer.more_info_requested' });
		await press(erp, 'Send reply');
		await picture(erp, 'walk-18-erp-case-asked');
	});

	test(`${how}: the customer sees the answer, not the note`, async () => {
		await portal.goto(sites.portal.url);
		await says(portal, 'Waiting for you');
		await picture(portal, 'walk-19-portal-home-waiting');
		await portal.getByRole('link', { name: words.subject }).first()
			.click();
		await portal.waitForLoadState();
		await says(portal, words.question);
		await says(portal, 'We are waiting for you');
		assert.ok(!(await portal.content()).includes('I think'));
		await picture(portal, 'walk-20-case-waiting');
		await fill(portal, { description: words.answer });
		await press(portal, 'Send message');
		await says(portal, words.answer);
	});

	test(`${how}: the customer closes and reopens`, async () => {
		await follow(portal, 'Close case');
		await picture(portal, 'walk-21-close-confirm');
		await press(portal, 'Close case');
		await says(portal, 'Closed');
		await picture(portal, 'walk-22-case-closed');
		await fill(portal, { description: words.again });
		await press(portal, 'Reopen case');
		await says(portal, words.again);
		await says(portal, 'Open');
		await erp.goto(`${sites.erp.url}/cases`);
		await says(erp, words.subject);
	});

	test(`${how}: staff close; the check list is done`, async () => {
		await erp.locator('tbody tr', { hasText: words.subject })
			.getByRole('link').first().click();
		await erp.waitForLoadState();
		await says(erp, words.again);
		await follow(erp, 'Close case');
		await fill(erp, { reason: 'resolved' });
		await press(erp, 'Close case');
		await says(erp, 'Closed');
		await erp.goto(`${sites.erp.url}/setup`);
		await says(erp, 'Everything is in place.');
		await picture(erp, 'walk-23-setup-done');
	});

	test(`${how}: both sign out`, async () => {
		for (const page of [portal, erp]) {
			await page.locator('details.who > summary').click();
			await press(page, 'Sign out');
			await page.goto(page === erp ? sites.erp.url :
				sites.portal.url);
			assert.match(page.url(), /sign-in/);
		}
		await sites.stop();
	});
}

walk(true);
walk(false);
await run();
