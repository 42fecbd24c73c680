/*
 * A file from another system comes in by a page: uploaded, matched, checked
 * with three faulty rows, imported, the faulty ones mended and imported too,
 * exported again by a page, and both taken back. Once with scripts, once
 * without.
 */
import fs from 'node:fs';
import path from 'node:path';
import { assert, calm, fill, fits, follow, look, open, postern, press, run,
	signin, start, test, text } from './lib.mjs';

const sites = await start({ demo: true });

/* Firms of their own for each walk. */
function firms(letter) {
	return ['Account ID;Name;E-Mail;Country;Limit;Remark',
		`${letter}-1;${letter} Söhne & Co;info@one.example;Germany;1.500,00;good`,
		`${letter}-2;${letter} Beta;wrong-mail;France;200,50;`,
		`${letter}-3;;x@three.example;Italy;1,00;no name`,
		`${letter}-4;${letter} Delta;d@four.example;Atlantis;3,00;`,
		`${letter}-5;${letter} Epsilon;e@five.example;Spain;100,00;fine`,
		''].join('\n');
}

async function upload(page, name, content) {
	const file = path.join(sites.run, name);

	fs.writeFileSync(file, content);
	await page.goto(`${sites.erp.url}/exchange/imports/new`);
	await fill(page, { kind: 'accounts', file });
	await press(page, 'Upload and look at it');
}

/* Until the work behind the page has ended. */
async function ended(page) {
	const where = page.url();

	for (let tries = 100; tries > 0; tries--) {
		await page.goto(where);
		if (!/is being (checked|imported|taken back|written)/
			.test(await text(page)))
			return;
		await page.waitForTimeout(200);
	}
	assert.fail('the work did not end');
}

async function accounts(letter) {
	const { out } = await postern(sites, ['export', 'accounts']);

	return out.split('\r\n').filter((l) => l.startsWith(`${letter}-`))
		.map((l) => l.split(',')[0]);
}

async function seen(page, name) {
	if (page.scripted) {
		await look(page, name);
	} else {
		calm(page);
		await fits(page);
	}
}

async function match(page) {
	const fields = ['account_id', 'name', 'email', 'bill_country',
		'credit_limit', 'notes'];
	const selects = page.locator('select[name=field]');

	for (const [i, field] of fields.entries())
		await selects.nth(i).selectOption(field);
	await press(page, 'Check the file');
	await ended(page);
}

async function rejects(page) {
	const [file] = await Promise.all([page.waitForEvent('download'),
		page.getByRole('link', { name: /Rejected records/ }).click()]);

	return fs.readFileSync(await file.path(), 'utf8');
}

for (const [letter, js] of [['S', true], ['N', false]]) {
	const page = await open(sites.erp, { js });
	let first, second;

	await signin(page, sites.erp);
	test(`${letter}: checked, nothing written`, async () => {
		await upload(page, `${letter}.csv`, firms(letter));
		first = page.url();
		await seen(page, 'erp-import-match');
		await match(page);
		const says = await text(page);

		assert.match(says, /Nothing is written yet/);
		assert.match(says, /wrong-mail/);
		assert.match(says, /Account Name is missing/);
		assert.match(says, /Atlantis/);
		assert.deepEqual(await accounts(letter), []);
		await seen(page, 'erp-import-checked');
	});
	test(`${letter}: imported, three rows left out`, async () => {
		await press(page, 'Import now');
		await ended(page);
		assert.match(await text(page), /Some records were left out/);
		assert.deepEqual(await accounts(letter),
			[`${letter}-1`, `${letter}-5`]);
		await seen(page, 'erp-import-done');
	});
	test(`${letter}: the reject file, mended`, async () => {
		const mended = (await rejects(page))
			.replace('wrong-mail', 'beta@two.example')
			.replace(';;x@three', `;${letter} Gamma;x@three`)
			.replace('Atlantis', 'Austria');

		await upload(page, `${letter}-mended.csv`, mended);
		second = page.url();
		const selects = page.locator('select[name=field]');
		const names = ['', '', 'account_id', 'name', 'email',
			'bill_country', 'credit_limit', 'notes'];

		for (const [i, field] of names.entries())
			await selects.nth(i).selectOption(field);
		await press(page, 'Check the file');
		await ended(page);
		await press(page, 'Import now');
		await ended(page);
		assert.match(await text(page), /The file is imported/);
		assert.equal((await accounts(letter)).length, 5);
	});
	test(`${letter}: exported`, async () => {
		await page.goto(`${sites.erp.url}/exchange/exports/new`);
		await fill(page, { kind: 'accounts' });
		await press(page, 'Go on');
		await seen(page, 'erp-export-new');
		await fill(page, { format: 'csv' });
		await press(page, 'Export');
		await ended(page);
		await seen(page, 'erp-export-done');
		const [file] = await Promise.all([page.waitForEvent('download'),
			page.getByRole('link', { name: 'Download' }).click()]);
		const { out } = await postern(sites, ['export', 'accounts']);

		assert.match(file.suggestedFilename(), /^accounts-[-\d]+\.csv$/);
		assert.equal(fs.readFileSync(await file.path(), 'utf8'), out);
		await page.goto(`${sites.erp.url}/exchange/exports`);
		await seen(page, 'erp-exports');
	});
	test(`${letter}: taken back`, async () => {
		for (const where of [second, first]) {
			await page.goto(where);
			await follow(page, 'Take back');
			await seen(page, 'erp-import-undo');
			await press(page, 'Take it back');
			await ended(page);
			assert.match(await text(page), /Taken Back/);
		}
		assert.deepEqual(await accounts(letter), []);
	});
}

await run();
