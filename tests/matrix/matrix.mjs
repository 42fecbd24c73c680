/*
 * The matrix: each route that the programs name, by each actor, on each object
 * (one's own, a colleague's, another customer's, hidden, missing, malformed,
 * huge), and each POST without a token, with somebody else's and with rubbish.
 * What should come out stands in routes.expect. SURPRISES go to the output.
 * An argument, a regular expression, chooses rows: node matrix.mjs /orders
 */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { callbacks } from './callbacks.mjs';
import { Safe, encode, parts, plain } from './cgi.mjs';
import { readExpect, readRoutes, strangers } from './rows.mjs';
import { World } from './world.mjs';

const build = process.env.B ?? 'build/release';

/* -- tests ------------------------------------------------------------------ */

let tests = 0, failed = 0;

function result(name, surprises) {
	tests++;
	if (surprises.length === 0) {
		console.log(`ok ${tests} - ${name}`);
		return;
	}
	failed++;
	console.log(`not ok ${tests} - ${name}`);
	for (const line of surprises.slice(0, 25))
		console.log(`# ${line}`);
	if (surprises.length > 25)
		console.log(`# and ${surprises.length - 25} more`);
}

/* -- actors ----------------------------------------------------------------- */

/* What an actor's name allows, in the words of routes.expect. */
function holds(actor) {
	const roles = (actor ?? '').replace(/^portal:/, '').split('+');

	if (roles.includes('other'))
		roles.push('cases', 'finance', 'orders', 'company');
	if (actor?.startsWith('portal:'))
		roles.push('user');
	return roles;
}

function mayUse(row, actor) {
	if (row.who.includes('anybody'))
		return true;
	if (!actor)
		return false;
	return row.who.includes('signed-in') ||
		holds(actor).some((role) => row.who.includes(role));
}

const wholeCompany = ['portal:manager', 'portal:cases+company'];

/* Kinds of documents: whoever may see any sees all of the company's. */
const papers = ['bill', 'receipt', 'sale', 'offer', 'change',
	'person', 'location'];
/* Of these, what only who manages the company sees. */
const ofCompany = ['change', 'person', 'location'];

/* Does this object of a portal route exist for this actor? */
function exists(actor, object, kind) {
	if (papers.includes(kind))
		return object === (actor === 'portal:other' ? 'other' : 'own');
	switch (object) {
	case 'own':
		return actor === 'portal:cases' || wholeCompany.includes(actor);
	case 'other':
		return actor === 'portal:other';
	case 'colleague':
		return wholeCompany.includes(actor);
	default:
		return false;
	}
}

/* -- one request ------------------------------------------------------------ */

class Matrix {
	constructor(world) {
		this.world = world;
		this.safe = new Safe(world.store);
		this.requests = 0;
		this.running = 0;
		this.written = false;
	}

	/* how: { jar, token, origin, query } */
	async ask(row, where, how) {
		const site = this.world[row.site];
		const options = { jar: how.jar, query: how.query,
			headers: { ...this.world.sameOrigin(site),
				...how.headers } };

		this.requests++;
		if (row.method === 'POST') {
			const fields = new URLSearchParams(row.body.replace(
				/REV/, this.world.revs[row.objects[0]]));

			if (how.token !== undefined)
				fields.set('token', how.token);
			if (row.fresh)
				fields.set('confirm',
					this.world.password[row.site]);
			Object.assign(options, row.upload ?
				parts(encode(fields)) : { body: encode(fields) });
		}
		this.running++;
		const reply = await site.request(row.method, where, options);

		assert.ok(reply.status >= 200 && reply.signal === null,
			`${row.method} ${where}: died: ${reply.errors}`);
		await this.world.workDone(reply);
		this.running--;
		/* What may have written, or was counted as a miss; put back when
		 * nobody else is reading. */
		if (row.method === 'POST' && how.jar && (reply.status < 400 ||
			/sign-in|password/.test(row.where)))
			this.written = true;
		if (this.written && this.running === 0) {
			this.safe.restore();
			this.written = false;
		}
		return reply;
	}

	/* A line when the reply is none of the wanted. */
	surprise(row, where, as, reply, wanted) {
		const got = isSignIn(reply) ? 'sign-in' : reply.status;

		if (wanted.includes(got) && reply.errors === '')
			return [];
		return [`${row.site} ${row.method} ${where} as ${as}: ${got}, ` +
			`not ${wanted.join('|')}: ${plain(reply.body)} ` +
			reply.errors.slice(0, 300)];
	}
}

function isSignIn(reply) {
	return reply.status === 303 &&
		/\/sign-in(\?|$)/.test(reply.header('location') ?? '');
}

/* What somebody who may not use a route is told. */
function refusal(row, actor) {
	if (actor)
		return [403];
	return row.method === 'POST' ? ['sign-in', 403] : ['sign-in'];
}

/* -- objects ---------------------------------------------------------------- */

const malformed = ['abc', '0', '01', '-1', '1x', '1.0', '%201', 'a/b'];
const missing = ['999999', '999999999999999999'];
const huge = ['9999999999999999999', '18446744073709551617'];

/* The path with objects put in, in order. */
function fillPath(where, objects) {
	const left = [...objects];

	return where.replace(/[#*]/g, () => left.shift());
}

/* [label, path, object] for each choice of objects of a row; object tells what
 * should be found. whole: every number that is none, else some of them. */
function choices(world, row, whole) {
	const { objects, where } = row;

	if (objects.length === 0)
		return [['', where, 'own']];
	const good = objects.map((kind) => kind.startsWith('=') ?
		kind.slice(1) : world.objects[kind.replace('?', '')]);
	const out = [['own', fillPath(where, good), 'own']];
	const last = objects.length - 1;
	const put = (label, at, value, object) => out.push([label, fillPath(
		where, good.map((g, i) => i === at ? value : g)), object]);

	const some = (values, few) => whole ? values : values.slice(0, few);

	objects.forEach((kind, at) => {
		if (kind.startsWith('='))
			return;
		for (const value of some(missing, 1))
			put(`missing ${value}`, at, value, kind.endsWith('?') ?
				'own' : 'missing');
		for (const value of some(malformed, 2))
			put(`malformed ${value}`, at, value, 'malformed');
		for (const value of some(huge, 1))
			put(`huge ${value}`, at, value, 'malformed');
	});
	if (row.site === 'portal' && papers.includes(objects[0]))
		for (const [whose, at] of Object.entries(world.paper))
			if (whose !== 'own' && at[objects[0]])
				put(whose, 0, at[objects[0]], whose);
	if (row.site === 'portal' && objects[0] === 'case')
		for (const whose of ['colleague', 'other', 'hidden']) {
			const { id, file } = world.case[whose];

			out.push([whose, fillPath(where, last ? [id, file] :
				[id]), whose]);
			if (last)
				put(`own case, file of ${whose}`, 1, file,
					'missing');
		}
	if (row.site === 'portal' && last && objects[0] === 'case')
		put('file of an internal note', 1, world.case.note.file,
			'missing');
	return out;
}

/* What an actor who may use the route gets for an object. */
function found(row, actor, object) {
	if (object === 'malformed' || object === 'missing')
		return [404];
	if (!actor)
		return row.out;
	if (row.site === 'portal' && ['case', ...papers]
		.includes(row.objects[0]) && !exists(actor, object,
		row.objects[0]))
		return [404];
	if (row.objects[0] === 'session' && row.site === 'portal')
		return [404];
	return row.status;
}

/* -- the parts of the matrix -------------------------------------------------- */

/* Everybody, everywhere, with their own token. whole: see each(). */
async function byEverybody(m, row, whole) {
	const surprises = [];
	const actors = Object.values(m.world.actors)
		.filter((a) => a.site.name === row.site);

	const all = choices(m.world, row, whole).flatMap(([label, where, object]) =>
		[undefined, ...actors].map((actor) =>
			({ label, where, object, actor })))
		/* Malformed ones look the same to all: two are enough. */
		.filter(({ object, actor }) => object !== 'malformed' ||
			(actor ? ['admin', 'portal:manager']
				.includes(actor.name) : whole));
	const tries = whole ? all : sanitized ? each(all, row) :
		once(all, row, ['missing']);
	const one = async ({ label, where, object, actor }) => {
		const reply = await m.ask(row, where, {
			jar: actor?.jar, token: actor?.token });
		const wanted = object === 'malformed' ? [404] :
			mayUse(row, actor?.name) ?
				found(row, actor?.name, object) :
				refusal(row, actor?.name);

		surprises.push(...m.surprise(row, where,
			`${actor?.name ?? 'nobody'} (${label})`, reply, wanted));
	};

	/* What only reads, or is refused, can go side by side; what writes is
	 * alone with the store, which is put back after it. */
	const writes = ({ object, actor }) => row.method === 'POST' &&
		(row.who.includes('anybody') ||
			['own', 'colleague'].includes(object) &&
				mayUse(row, actor?.name));

	await abreast(tries.filter((t) => !writes(t)), one);
	await abreast(tries.filter(writes), one, 1);
	return surprises;
}

/*
 * What the router refuses is refused by the same code for all rows: numbers
 * that are none, odd parameters and methods. Every tenth row tries all of
 * them (whole; with LONG=1 every row does), the others some: what is missing
 * is asked for by the first who may, the first who may not, and nobody. A
 * sanitizer, ten times as slow, needs every path once: for each kind of object
 * the first who may, and for one's own the first who may not; of the ERP every
 * third row, for tests/cgi runs all of its pages under a sanitizer.
 */
const long = process.env.LONG === '1';
const sanitized = /asan/.test(process.env.BUILD ?? '');

/* Of those that ask for such an object, the first of each kind. */
function once(tries, row, objects) {
	const seen = new Set();

	return tries.filter(({ object, actor, label }) => {
		const path = [object, label, actor === undefined,
			mayUse(row, actor?.name)].join();

		return !objects.includes(object) ||
			!seen.has(path) && seen.add(path);
	});
}

function each(tries, row) {
	const seen = new Set();

	return tries.filter(({ object, actor }) => {
		const may = mayUse(row, actor?.name);
		const path = `${object} ${may}`;

		return (may || object === 'own') && !seen.has(path) &&
			seen.add(path);
	});
}

async function abreast(list, one, width = 4) {
	const left = [...list];

	while (left.length)
		await Promise.all(left.splice(0, width).map(one));
}

/* Somebody who may, but whose request was not made by our own page. */
async function forged(m, row, whole) {
	const surprises = [];
	const actor = m.world.actors[row.site === 'erp' ? 'admin' :
		'portal:cases'];
	const other = m.world.actors[row.site === 'erp' ? 'cases' :
		'portal:other'];
	const where = choices(m.world, row)[0][1];
	const tries = [['no token', { token: undefined }],
		...whole ? [['an empty token', { token: '' }]] : [],
		["somebody else's token", { token: other.token }],
		...whole ? [['rubbish', {
			token: 'A'.repeat(other.token.length) }]] : [],
		['another site', { token: actor.token, headers: {
			origin: 'https://evil.example',
			'sec-fetch-site': 'cross-site' } }]];

	await abreast(tries, async ([label, how]) => {
		const reply = await m.ask(row, where, { jar: actor.jar, ...how });

		surprises.push(...m.surprise(row, where, label, reply, [403]));
	}, row.who.includes('anybody') ? 1 : 4);
	return surprises;
}

/* Sessions of the one site are nothing to the other; made-up ones neither. */
async function foreignSessions(m, row, whole) {
	const surprises = [];
	const site = m.world[row.site];
	const there = m.world.actors[row.site === 'erp' ? 'portal:manager' :
		'admin'];
	const value = there.jar.match(/__Host-\w+=([^;]*)/)[1];
	const where = choices(m.world, row)[0][1];

	await abreast([['a session of the other site', value],
		...whole ? [['a made-up session', 'A'.repeat(value.length)],
			['an empty session', ''],
			['a long session', 'A'.repeat(3000)]] : []],
	async ([label, session]) => {
		const reply = await m.ask(row, where, { token: there.token,
			jar: `${site.cookie}=${session}` });
		const wanted = mayUse(row) ? row.out : refusal(row);

		surprises.push(...m.surprise(row, where, label, reply, wanted));
	}, row.who.includes('anybody') ? 1 : 4);
	return surprises;
}

/* Parameters that no row of the table names, and other methods. */
async function oddRequests(m, row, methods, whole) {
	const surprises = [];
	const actor = m.world.actors[row.site === 'erp' ? 'admin' :
		'portal:cases'];
	const where = choices(m.world, row)[0][1];
	const how = { jar: actor.jar, token: actor.token };

	await abreast(['zzz=1', ...whole ? ['tab=a&tab=b', '%zz', 'a=%00',
		'a=%ff'] : []],
	async (query) => {
		const reply = await m.ask(row, where, { ...how, query });

		surprises.push(...m.surprise(row, `${where}?${query}`, 'odd',
			reply, [400]));
	});
	await abreast(['PUT',
		...whole ? ['DELETE', 'OPTIONS', 'TRACE', 'BREW'] : [],
		...methods.has('POST') ? [] : ['POST'],
		...methods.has('GET') ? [] : ['GET']], async (method) => {
		const reply = await m.ask({ ...row, method }, where, how);
		/* In the ERP one word may be the number of a screen. */
		const word = row.site === 'erp' && method === 'GET' &&
			/^\/[^/]+$/.test(where);

		surprises.push(...m.surprise({ ...row, method }, where, 'odd',
			reply, [word ? 404 : 405]));
	});
	return surprises;
}

/* -- not yours looks like not there -------------------------------------------- */

/* A page without what differs in every reply, and without the address. */
function bare(reply, where) {
	return `${reply.status}\n${reply.headers.filter(([name]) =>
		!/request-id|set-cookie|content-length/.test(name))
		.map((h) => h.join(': ')).sort().join('\n')}\n${reply.body}`
		.replace(/(name="token"[^>]*value=")[^"]*/g, '$1')
		.replace(/<code>[^<]*<\/code>/g, '<code></code>')
		.replaceAll(where, 'ADDRESS');
}

/* The first lines that two pages do not share. */
function difference(a, b) {
	const left = a.split(/(?=<)|\n/), right = b.split(/(?=<)|\n/);
	const at = left.findIndex((line, i) => line !== right[i]);

	return `${left[at]} | ${right[at]}`;
}

/* The time a reply takes when nothing else is in the way. */
function quick(list) {
	return [...list].sort((a, b) => a - b)[list.length >> 3];
}

/* What a row's objects may be besides missing. */
function strange(world, row) {
	const [kind] = row.objects;
	const missing = { id: '999999', file: '999999' };

	if (kind === 'case') {
		const { other, hidden, colleague } = world.case;

		return { missing, other, hidden, colleague };
	}
	return { missing, ...Object.fromEntries(Object.entries(world.paper)
		.filter(([whose, at]) => whose !== 'own' && at[kind])
		.map(([whose, at]) => [whose, { id: at[kind] }])) };
}

async function sameFace(m, row) {
	const surprises = [];
	const actor = m.world.actors[row.objects[0] === 'case' ?
		'portal:cases' : ofCompany.includes(row.objects[0]) ?
			'portal:company' : 'portal:finance'];
	const how = { jar: actor.jar, token: actor.token };
	const times = {}, seen = {};
	const all = Object.entries(strange(m.world, row));
	/* A sanitizer takes its own time. */
	const timed = /^\/\w+\/#$/.test(row.where) && !sanitized;

	/* By turns, so that a slow moment hits all of them. */
	for (let i = 0; i < (timed ? 60 : 2); i++)
		for (const [whose, { id, file }] of all) {
			const where = fillPath(row.where, [id, file]);
			const reply = await m.ask(row, where, how);

			(times[whose] ??= []).push(reply.ms);
			seen[whose] = bare(reply, where);
		}
	for (const [whose, page] of Object.entries(seen))
		if (page !== seen.missing)
			surprises.push(`${row.where}: ${whose} differs: ` +
				difference(page, seen.missing));
	const base = quick(times.missing);

	for (const [whose, list] of Object.entries(timed ? times : {}))
		if (Math.abs(quick(list) - base) > Math.max(1, base / 4))
			surprises.push(`${row.where}: ${whose} takes ` +
				`${quick(list)} ms, missing ${base} ms`);
	return surprises;
}

/* -- a closed portal ------------------------------------------------------------ */

/* What each state of the portal leaves: to everybody, and to who may. */
const states = [
	['offline', 503, (w) => w.changePortal({ online: undefined })],
	['without a licence', 503, (w) => w.post(w.actors.admin,
		'/licence/portal/delete', {})],
	/* Nobody is signed in on a portal that does not exist. */
	['with another address', 'sign-in', (w) => w.changePortal({
		url: 'http://127.0.0.1:9999/portal' })],
	['without the feature Modern Customer Portal', 403, (w) =>
		w.features(['case_management'])],
	['without the feature of cases', 403, (w) => w.features([
		'case_management', 'modern_customer_portal']), 'cases'],
	['without the category of cases', 403, (w) => w.changePortal({
		categories: 'system' }), 'cases'],
	['without the feature of financials', 403, (w) => w.features([
		'case_management', 'modern_customer_portal',
		'portal_case_management']), 'finance'],
	['without the category of financials', 403, (w) => w.changePortal({
		categories: ['system', 'case_management'] }), 'finance'],
];

/* What a route answers then; status sign-in: nobody is signed in. */
function whenClosed(row, actor, status, only) {
	const nobody = !actor || status === 'sign-in';

	if (row.who.includes('anybody'))
		return [...found(row, nobody ? undefined : actor, 'own')];
	if (nobody)
		return refusal(row);
	if (row.where === '/sign-out' || only && !row.who.includes(only))
		return mayUse(row, actor) ? found(row, actor, 'own') :
			refusal(row, actor);
	return [status];
}

/* only: the word in `who` that the state concerns; the rest stays open. */
async function closed(m, rows, [name, status, close, only]) {
	const surprises = [];

	m.safe.take();
	await close(m.world);
	m.safe.copy += '.closed';
	m.safe.take();
	for (const row of rows) {
		const [, where] = choices(m.world, row)[0];

		for (const actor of [undefined,
			m.world.actors[`portal:${only ?? 'cases'}`]]) {
			const wanted = whenClosed(row, actor?.name, status,
				only);

			/* What a closed portal's sign-in page does says a test
			 * of its own. */
			if (row.where === '/sign-in' && row.method === 'POST')
				wanted.push(503, 403);
			const reply = await m.ask(row, where, {
				jar: actor?.jar, token: actor?.token });

			surprises.push(...m.surprise(row, where,
				`${actor?.name ?? 'nobody'} (${name})`, reply,
				wanted));
		}
	}
	m.safe.copy = m.safe.copy.replace('.closed', '');
	m.safe.restore();
	return surprises;
}

/* -- all of it ------------------------------------------------------------------- */

async function main() {
	const folder = fs.mkdtempSync(path.join(
		process.env.TMP ?? os.tmpdir(), 'matrix-'));
	const world = new World(folder, build);
	const expect = readExpect();
	const sites = [world.erp, world.portal, world.callback];
	const routes = sites.flatMap((site) => readRoutes(site));
	const fresh = new Set(sites.flatMap((site) => readRoutes(site, true)));

	result('each program is tried', strangers(build, sites).map((program) =>
		`new program without rows: ${program}`));
	result('each route has a row', routes.filter((r) => !expect.has(r))
		.map((r) => `new route without a row: ${r}`));
	result('each row has a route', [...expect.keys()].filter((r) =>
		!routes.includes(r)).map((r) => `row without a route: ${r}`));
	await world.build();
	const m = new Matrix(world);

	m.safe.take();
	const chosen = new RegExp(process.argv[2] ?? '');

	let n = 0;

	for (const [name, row] of expect) {
		row.fresh = fresh.has(name);
		if (!routes.includes(name) || !chosen.test(name))
			continue;
		if (row.site === 'callback') {
			result(name, await callbacks(world, row));
			continue;
		}
		const methods = new Set(routes.filter((r) => r.split(' ')[0] ===
			row.site && r.split(' ')[2] === row.where)
			.map((r) => r.split(' ')[1]));
		const whole = long || n % (sanitized ? 60 : 10) === 0;

		n++;
		if (sanitized && !long && row.site === 'erp' && n % 3 !== 1)
			continue;
		const surprises = await byEverybody(m, row, whole);

		if (whole || !sanitized)
			surprises.push(...await foreignSessions(m, row, whole),
				...await oddRequests(m, row, methods, whole));
		if ((whole || !sanitized) && row.method === 'POST')
			surprises.push(...await forged(m, row, whole));
		result(name, surprises);
	}
	if (!process.argv[2])
		await wholePortal(m, expect);
	console.log(`1..${tests}`);
	console.log(`# ${m.requests} requests`);
	fs.rmSync(folder, { recursive: true, force: true });
	process.exit(failed ? 1 : 0);
}

/* What concerns the portal as a whole. */
async function wholePortal(m, expect) {
	const faces = [];

	for (const row of expect.values())
		if (row.site === 'portal' &&
		    ['case', ...papers].includes(row.objects[0]))
			faces.push(...await sameFace(m, row));
	result('not yours looks and lasts like not there', faces);
	for (const state of states)
		result(`a portal ${state[0]}`, await closed(m,
			[...expect.values()].filter((row) =>
				row.site === 'portal'), state));
}

await main();
