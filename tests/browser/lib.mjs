/*
 * What the browser tests share: two sites of their own on free ports, a
 * Chromium, and a few words to write tests with.  A test file reads:
 *
 *   import { test, run, start, open, signin, look } from './lib.mjs';
 *
 *   const sites = await start({ demo: true });
 *   test('staff sign in', async () => {
 *           const page = await open(sites.erp);
 *           await signin(page, sites.erp);
 *           await look(page, 'erp-home');
 *   });
 *   await run();
 *
 * Output is TAP.  BUILD chooses the programs (release).
 */
import { spawn } from 'node:child_process';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { FileSystemConfigLoader, HtmlValidate, cjsResolver } from
	'html-validate';

const here = path.dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const axeSource = fs.readFileSync(require.resolve('axe-core/axe.min.js'),
	'utf8');

export const top = path.resolve(here, '../..');
export const build = process.env.BUILD ?? 'release';
export const shots = path.join(top, 'build/screenshots');

const viewports = {
	desktop: { width: 1280, height: 900 },
	phone: { width: 390, height: 844 },
	narrow: { width: 320, height: 640 },
};

/* -- tests ---------------------------------------------------------------- */

const tests = [];
const closers = [];

export function test(name, body) {
	tests.push({ name, body });
}

/* A test that does not apply here: skip('reason') inside its body. */
class Skipped extends Error {}
export function skip(reason) {
	throw new Skipped(reason);
}

function explain(error) {
	return (error.stack ?? String(error)).split('\n')
		.map((line) => `# ${line}`).join('\n');
}

/* No test may wait for ever. */
function inTime(promise, seconds = 180) {
	let timer;
	const late = new Promise((_, fail) => {
		timer = setTimeout(() => fail(new Error(
			`not ended after ${seconds} s`)), seconds * 1000);
	});

	return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/* Runs what was declared, in order, closes everything, and ends. */
export async function run() {
	let failed = 0;

	test('no sanitizer or server message in the logs', inspectLogs);
	console.log(`1..${tests.length}`);
	for (const [i, { name, body }] of tests.entries()) {
		try {
			await inTime(body());
			console.log(`ok ${i + 1} - ${name}`);
		} catch (error) {
			if (error instanceof Skipped) {
				console.log(`ok ${i + 1} - ${name} # SKIP ` +
					error.message);
				continue;
			}
			failed++;
			console.log(`not ok ${i + 1} - ${name}`);
			console.log(explain(error));
		}
	}
	await closeAll();
	process.exit(failed ? 1 : 0);
}

async function closeAll() {
	while (closers.length)
		await closers.pop()();
}

for (const signal of ['SIGINT', 'SIGTERM'])
	process.on(signal, () => closeAll().finally(() => process.exit(1)));
process.on('uncaughtException', (error) => {
	console.log(`not ok - outside of a test\n${explain(error)}`);
	closeAll().finally(() => process.exit(1));
});

/* -- sites ---------------------------------------------------------------- */

function freePort() {
	return new Promise((done, fail) => {
		const server = net.createServer();

		server.on('error', fail);
		server.listen(0, '127.0.0.1', () => {
			const { port } = server.address();

			server.close(() => done(port));
		});
	});
}

function command(file, args, options) {
	return new Promise((done) => {
		const child = spawn(file, args, options);
		let out = '', err = '';

		child.stdout.on('data', (piece) => { out += piece; });
		child.stderr.on('data', (piece) => { err += piece; });
		child.stdin.on('error', () => {}); /* it may not read */
		child.stdin.end(options.input ?? '');
		child.on('close', (status) => done({ status, out, err }));
	});
}

/* "ERP     URL     user: NAME     password: SECRET" */
function parseLine(out, title) {
	const found = out.match(new RegExp(
		`^${title} +(\\S+) +user: (\\S+) +password: (\\S+)$`, 'm'));

	assert.ok(found, `no line for ${title} in: ${out}`);
	return { url: found[1], login: found[2], password: found[3] };
}

const running = [];

/*
 * Both sites on free ports with a store of their own: an empty company, or
 * the demo one.  The result has erp and portal ({ url, login, password }),
 * run (the folder), store, and stop().
 */
export async function start({ demo = true } = {}) {
	/* A folder of ours, because its rights change below. */
	const base = process.env.TMP ??
		fs.mkdtempSync(path.join(os.tmpdir(), 'postern-test.'));
	const run = fs.mkdtempSync(path.join(base, 'sites-'));
	const env = { ...process.env, RUN: run, BUILD: build,
		DEMO: demo ? 'yes' : 'no',
		ERP_PORT: await freePort(), PORTAL_PORT: await freePort() };
	const serve = path.join(top, 'apache/serve');

	fs.chmodSync(base, 0o711);
	const { status, out, err } = await command(serve, ['start'], { env });
	assert.equal(status, 0, `the sites did not start: ${out}${err}`);
	const sites = {
		erp: parseLine(out, 'ERP'),
		portal: parseLine(out, 'Portal'),
		run, store: path.join(run, 'store'), stopped: false,
		async stop() {
			if (!this.stopped)
				await command(serve, ['stop'], { env });
			this.stopped = true;
		},
	};
	running.push(sites);
	closers.push(async () => {
		await sites.stop();
		fs.rmSync(run, { recursive: true, force: true });
	});
	return sites;
}

/* Programs below a folder that is root's alone, as /root is, cannot be started
 * by the owner of a store: then copies are. */
function programs(run) {
	const built = path.join(top, 'build', build);
	const parts = built.split(path.sep);
	const closed = parts.some((_, i) => (fs.statSync(
		parts.slice(0, i + 1).join(path.sep) || '/').mode & 1) === 0);
	const copies = path.join(run, 'bin');

	if (!closed || process.getuid() !== 0)
		return built;
	if (!fs.existsSync(copies)) {
		fs.mkdirSync(copies);
		for (const name of ['postern', 'postern-print'])
			fs.copyFileSync(path.join(built, name),
				path.join(copies, name));
	}
	return copies;
}

/* The command on the sites' store, as the user who owns it. */
export async function postern(sites, args, { input } = {}) {
	const program = path.join(programs(sites.run), 'postern');
	const owner = fs.statSync(sites.store);
	const options = { input, cwd: sites.run, env: { ...process.env,
		POSTERN_CONF: path.join(sites.run, 'erp.conf') } };

	if (process.getuid() === 0) {
		options.uid = owner.uid;
		options.gid = owner.gid;
	}
	return command(program, [...args, '--store', sites.store], options);
}

/*
 * The newest link of a mail to somebody that leads to a page of this name
 * (welcome, reset): mails are files of the sites' folder, and come a moment
 * after what they tell of.
 */
export async function mailed(sites, address, page) {
	const folder = path.join(sites.run, 'mail');
	const link = new RegExp(`http://\\S+/${page}/[\\w-]+`);

	for (let tries = 0; tries < 150; tries++) {
		const letters = fs.readdirSync(folder)
			.filter((name) => name.endsWith(`-${address}.eml`));

		for (const name of letters.sort().reverse()) {
			const [found] = plainText(fs.readFileSync(
				path.join(folder, name), 'utf8'))
				.match(link) ?? [];

			if (found)
				return found;
		}
		await new Promise((done) => setTimeout(done, 100));
	}
	assert.fail(`no mail to ${address} with a link to ${page}`);
}

/* The plain part of a letter. */
function plainText(letter) {
	const [, coded] = letter.match(
		/^Content-Type: text\/plain[^]*?\n\n([\w+/=\n]*)/m) ?? [];

	return Buffer.from(coded ?? '', 'base64').toString('utf8');
}

function inspectLogs() {
	for (const { run } of running) {
		const log = path.join(run, 'log');

		for (const name of fs.readdirSync(log)) {
			const text = fs.readFileSync(path.join(log, name), 'utf8');
			const bad = text.split('\n').filter((line) =>
				/Sanitizer|runtime error:|Assertion|core dump/
					.test(line));

			assert.deepEqual(bad, [], `in ${name}`);
		}
	}
}

/* -- browser -------------------------------------------------------------- */

let browser;

function findChromium() {
	/* The shell draws no window, and takes half the time. */
	const names = [process.env.CHROMIUM,
		'/usr/bin/chromium-headless-shell', '/usr/bin/chromium',
		'/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
	const found = names.find((name) => name && fs.existsSync(name));

	assert.ok(found, 'no Chromium here');
	return found;
}

async function launch() {
	if (browser)
		return browser;
	const args = ['--disable-gpu', '--no-first-run', '--disable-quic',
		'--disable-background-networking', '--disable-dev-shm-usage'];

	if (process.getuid() === 0)
		args.push('--no-sandbox');
	browser = await chromium.launch({ executablePath: findChromium(), args });
	closers.push(() => browser.close());
	return browser;
}

/*
 * A page of a fresh visitor (cookies of nobody) at the site's first page or
 * at path.  js: false switches scripts off; viewport: desktop, phone, narrow;
 * dark: true asks for dark colours.  What the browser refuses or complains
 * about, and any request that leaves the machine, fails the next look() or
 * calm().
 */
export async function open(site, { at = '', js = true, dark = false,
	viewport = 'desktop' } = {}) {
	const context = await (await launch()).newContext({
		javaScriptEnabled: js, viewport: viewports[viewport],
		colorScheme: dark ? 'dark' : 'light', locale: 'en-GB',
		reducedMotion: 'reduce', acceptDownloads: true });
	const page = await context.newPage();

	/* Sending axe-core to each page anew takes longer than its work. */
	if (js)
		await page.addInitScript({ content: axeSource });
	page.trouble = [];
	page.scripted = js;
	page.setDefaultTimeout(20000);
	page.on('console', (message) => {
		if (message.type() === 'error' &&
		    !/status of (4\d\d|503)/.test(message.text()))
			page.trouble.push(message.text());
	});
	page.on('pageerror', (error) => page.trouble.push(String(error)));
	page.on('dialog', (dialog) => {
		page.trouble.push(`dialog: ${dialog.message()}`);
		dialog.dismiss();
	});
	context.on('request', (request) => {
		if (!/^(http:\/\/127\.0\.0\.1:|data:|blob:|about:)/
			.test(request.url()))
			page.trouble.push(`leaves: ${request.url()}`);
	});
	page.on('response', (response) => {
		const request = response.request();

		if (request.isNavigationRequest() &&
		    request.frame() === page.mainFrame() &&
		    (response.status() < 300 || response.status() > 399)) {
			page.answer = response;
			page.source = response.text().catch(() => '');
		}
	});
	await page.goto(site.url + at);
	return page;
}

/* Fills the named fields; a select takes its value, a check box true/false. */
export async function fill(page, fields) {
	for (const [name, value] of Object.entries(fields)) {
		const field = page.locator(`[name="${name}"]`)
			.and(page.locator('input, select, textarea'))
			.and(page.locator(':not([type=hidden])')).first();
		const kind = await field.evaluate((e) =>
			e.type === 'radio' ? 'radio' :
			e.type === 'checkbox' ? 'checkbox' :
			e.type === 'file' ? 'file' : e.tagName);

		if (kind === 'checkbox')
			await field.setChecked(Boolean(value));
		else if (kind === 'radio')
			await page.check(`[name="${name}"][value="${value}"]`);
		else if (kind === 'file')
			await field.setInputFiles(value);
		else if (kind === 'SELECT')
			await field.selectOption(value);
		else
			await field.fill(String(value));
	}
}

/* Presses the button (or input) of this visible name and waits for the page. */
export async function press(page, name) {
	await Promise.all([
		page.waitForEvent('load'),
		page.getByRole('button', { name }).first().click(),
	]);
}

/* Follows the link of this visible name. */
export async function follow(page, name) {
	await Promise.all([
		page.waitForEvent('load'),
		page.getByRole('link', { name }).first().click(),
	]);
}

/* Signs in on the page that open() gave, as the site's own user by default. */
export async function signin(page, site, { login = site.login,
	password = site.password } = {}) {
	await fill(page, { login, password });
	await Promise.all([
		page.waitForEvent('load'),
		page.locator('form:has([name=password]) [type=submit], ' +
			'form:has([name=password]) button:not([type=button])')
			.first().click(),
	]);
}

/* -- what every page must be ---------------------------------------------- */

/* No message of the browser, no blocked or foreign request so far. */
export function calm(page) {
	assert.deepEqual(page.trouble, [], `at ${page.url()}`);
}

const axeRules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa',
	'best-practice'];

/*
 * axe-core: no violation of WCAG 2.0 to 2.2 A and AA or best practice, or of
 * the rules named.  It is a script itself, so a page opened without scripts is
 * passed over.  Only violations leave the browser: what passes is far more.
 */
export async function axe(page, rules = axeRules) {
	if (!page.scripted)
		return;
	const violations = await page.evaluate(async (runOnly) =>
		(await window.axe.run({ runOnly, resultTypes: ['violations'],
			selectors: false, preload: false })).violations, rules);
	const found = violations.flatMap((rule) => rule.nodes.map((node) =>
		`${rule.id}: ${node.html} (${node.failureSummary})`));

	assert.deepEqual(found, [], `axe-core at ${page.url()}`);
}

const validator = new HtmlValidate(new FileSystemConfigLoader(
	[cjsResolver()], JSON.parse(fs.readFileSync(
		path.join(here, 'htmlvalidate.json'), 'utf8'))));

/* The rows of a table of inputs share their names: those of document lines
 * (l_...), of the columns of a file (field), what is paid of documents (amount),
 * and the boxes that choose rows of a list (id). Nothing else may. */
const inRows = (m) => m.ruleId === 'form-dup-name' &&
	/"(l_\w+|field|id|amount)"/.test(m.message);

/* The page as it was sent is valid HTML. */
export async function valid(page) {
	const source = await page.source;
	const report = await validator.validateString(source);
	const found = report.results.flatMap((result) => result.messages
		.filter((m) => !inRows(m)).map((m) => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`));

	assert.ok(source, `no source of ${page.url()}`);
	assert.deepEqual(found, [], `HTML of ${page.url()}`);
}

/* Nothing sticks out sideways, down to 320 pixels. */
export async function fits(page) {
	const before = page.viewportSize();

	for (const name of ['phone', 'narrow']) {
		await page.setViewportSize(viewports[name]);
		const over = await page.evaluate(() =>
			document.documentElement.scrollWidth -
			document.documentElement.clientWidth);
		assert.ok(over <= 0, `${page.url()} is ${over} px too wide ` +
			`at ${viewports[name].width}`);
	}
	await page.setViewportSize(before);
}

/* Pictures for people: desktop, phone and dark, in build/screenshots. They
 * take as long as half of all other looking, so only when asked for. */
export async function screenshot(page, name,
	kinds = ['desktop', 'phone', 'dark']) {
	const before = page.viewportSize();

	if (process.env.SHOTS !== 'yes')
		return;
	fs.mkdirSync(shots, { recursive: true });
	for (const kind of kinds) {
		await page.setViewportSize(viewports[kind] ?? viewports.desktop);
		await page.emulateMedia({
			colorScheme: kind === 'dark' ? 'dark' : 'light' });
		await page.screenshot({ fullPage: true,
			path: path.join(shots, `${name}-${kind}.png`) });
	}
	await page.emulateMedia({ colorScheme: null });
	await page.setViewportSize(before);
}

/* All of the above for one page. */
export async function look(page, name) {
	calm(page);
	await valid(page);
	await axe(page);
	await fits(page);
	await screenshot(page, name);
}

/* The text a person sees in the main part of the page. */
export async function text(page) {
	return (await page.locator('main').innerText()).replace(/\s+/g, ' ');
}

export { assert };
