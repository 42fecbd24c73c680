/*
 * Every page of both sites in the demo company, found by following links: no
 * violation of axe-core, valid HTML, no sideways scroll, no complaint of the
 * browser, no request that leaves the machine, and the security headers on
 * every reply. With SHOTS=yes pictures of all go to build/screenshots.
 */
import { assert, axe, calm, fill, look, mailed, open, postern, press, run,
	signin, start, test } from './lib.mjs';

const sites = await start({ demo: true });

/* -- headers -------------------------------------------------------------- */

const policy = "default-src 'none'; style-src 'self'; script-src 'self'; " +
	"img-src 'self'; font-src 'self'; form-action 'self'; " +
	"base-uri 'none'; frame-ancestors 'none'; connect-src 'self'";

function directives(value) {
	return (value ?? '').split(';').map((d) => d.trim()).filter(Boolean)
		.sort();
}

/* For what is not a page, and for what the web server says itself. */
const filePolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";
const serverPolicy = "default-src 'none'; frame-ancestors 'none'";

/* What a reply lacks; h holds its headers in lower case. */
function missing(url, h) {
	const server = /%00/.test(url) ||
		h.status === 404 && /\/static\//.test(url);
	const made = !server && !/\/static\//.test(url);
	const lasting = !made && !server || made && h.status !== 404 &&
		/\/theme\.css\?|\/brand\//.test(url);
	const page = /text\/html/.test(h['content-type']);
	const wrong = [];
	const want = (name, is) => {
		if (!(is instanceof RegExp ? is.test(h[name] ?? '') :
			h[name] === is))
			wrong.push(`${name}: ${h[name]}`);
	};

	want('x-content-type-options', 'nosniff');
	want('x-frame-options', 'DENY');
	want('referrer-policy', /\/(reset|welcome)\/[^/]+$/.test(url) ?
		'no-referrer' : 'same-origin');
	want('cross-origin-resource-policy', 'same-origin');
	if (made) {
		want('cross-origin-opener-policy', 'same-origin');
		want('permissions-policy', /camera=\(\).*geolocation=\(\)/);
	}
	if (directives(h['content-security-policy']).join() !==
	    directives(!made ? serverPolicy : page ? policy : filePolicy)
		    .join())
		wrong.push(`policy: ${h['content-security-policy']}`);
	if (!server)
		want('cache-control', lasting ? /max-age=31536000/ :
			/no-store/);
	return wrong.map((w) => `${url}: ${w}`);
}

const seen = new Map();

function watch(page) {
	page.on('response', (response) => {
		const url = response.url();

		if (url.startsWith('http://127.0.0.1') &&
		    !url.endsWith('/favicon.ico'))
			seen.set(url, missing(url, { ...response.headers(),
				status: response.status() }));
	});
	return page;
}

/* -- finding the pages ----------------------------------------------------- */

/* "/erp/cases/12?tab=open" and "/erp/cases/13" are one page; each tab, order
 * and search of a list is not another one, but what is missing is. */
function kind(url) {
	const u = new URL(url);

	return u.pathname.replace(/\/999999/g, '/none')
		.replace(/(\/roles|\/mail-templates)\/[\w-]+/, '$1/#')
		.replace(/(\/welcome|\/reset)\/[\w-]{20,}/, '$1/#')
		.replace(/\/\d+/g, '/#') +
		(u.searchParams.has('q') ? '?q' : '');
}

const notPages = /\.(csv|eml|svg|png|css|js|txt)$|\/files\/\d+$|\/static\//;

/* Where the links of a page lead; the validator has seen to its syntax. */
function links(html, url) {
	return [...html.matchAll(/<a [^>]*?href="([^"]*)"/g)].map(([, href]) =>
		new URL(href.replace(/&amp;/g, '&').replace(/&#43;/g, '+'),
			url).href);
}

/* Addresses of one page of each kind below start, by following links. The
 * pages are read as a script of the site would, and not shown. */
async function crawl(page, site, more = []) {
	const found = new Map(), visits = new Map();
	const queue = [site.url, ...more.map((path) => site.url + path)];

	while (queue.length) {
		const url = queue.shift().replace(/#.*$/, '');
		const is = kind(url), times = visits.get(is) ?? 0;

		/* Records differ by their state: some of each are enough. */
		if (times >= (is.includes('#') ? 4 : 1) ||
		    !url.startsWith(site.url) ||
		    notPages.test(new URL(url).pathname))
			continue;
		visits.set(is, times + 1);
		const reply = await page.evaluate(async (address) => {
			const r = await fetch(address);

			return { type: r.headers.get('content-type'),
				url: r.url, text: await r.text() };
		}, url);

		if (!/text\/html/.test(reply.type))
			continue;
		if (!found.has(kind(reply.url)))
			found.set(kind(reply.url), reply.url);
		queue.push(...links(reply.text, reply.url));
	}
	return [...found.values()];
}

function shotName(prefix, url) {
	return prefix + kind(url).replace(/^\/(erp|portal)/, '')
		.replace(/[/?]/g, '-').replace(/#/g, 'id');
}

/* A user who sees the cases of the whole company. */
async function manager() {
	const login = 'ake.ostberg@kaffebroderna.example';
	const password = 'kettle orbit maple 19';
	const { status, out, err } = await postern(sites, ['user', 'reset',
		login, '--password-file', '-', '--keep-password'],
	{ input: `${password}\n` });

	assert.equal(status, 0, out + err);
	return { login, password };
}

const boss = await manager();

/* Links that were mailed and are good: to a new colleague of the manager, who
 * is invited, and to somebody who forgot the password. */
async function mailedLinks() {
	const page = await open(sites.portal, { js: false });
	const email = 'nils.berg@kaffebroderna.example';

	await page.goto(`${sites.portal.url}/forgot`);
	await fill(page, { login: sites.portal.login });
	await press(page, 'Mail me a link');
	await page.goto(`${sites.portal.url}/sign-in`);
	await signin(page, sites.portal, boss);
	await page.goto(`${sites.portal.url}/company/people/new`);
	await fill(page, { last_name: 'Berg', email });
	await press(page, 'Add person');
	await press(page, 'Give access');
	await page.context().close();
	return [await mailed(sites, sites.portal.login, 'reset'),
		await mailed(sites, email, 'welcome')]
		.map((link) => link.slice(sites.portal.url.length));
}

/* -- as whom --------------------------------------------------------------- */

const visitors = [
	{ name: 'erp-stranger', site: sites.erp, more: ['/sign-in', '/forgot', '/reset/none', '/nothing'] },
	{ name: 'portal-stranger', site: sites.portal,
		more: ['/sign-in', '/forgot', '/welcome/none', '/help',
			'/privacy', '/accessibility', '/nothing',
			...await mailedLinks()] },
	{ name: 'erp', site: sites.erp, signedIn: true,
		more: ['/search?q=case', '/search?q=nothinglikethis', '/help',
			'/setup', '/me', '/factor', '/invitations/new',
			'/sign-in-policy', '/cases/999999', '/CR306000',
			'/orders/new', '/invoices/new', '/payments/new',
			'/licence/erp/delete', '/licence/portal/delete',
			'/password', '/why?contact=1',
			'/why?object=/cases/1',
			'/why?contact=1&object=/cases/999999'] },
	{ name: 'portal', site: sites.portal, signedIn: true,
		more: ['/cases?q=nothinglikethis', '/cases?tab=closed',
			'/profile', '/factor', '/cases/999999', '/password', '/help',
			'/privacy', '/accessibility'] },
	{ name: 'portal-manager', site: sites.portal, signedIn: true,
		as: boss, only: true,
		more: ['', '/cases', '/cases/mine', '/company',
			'/company/changes/new', '/company/people',
			'/company/people/1', '/company/locations/new',
			'/company/switch'] },
];

/* The title of each page that was shown, by visitor. */
const shown = new Map(visitors.map(({ name }) => [name, []]));

for (const visitor of visitors) {
	const { name, site, more, only } = visitor;

	for (const js of [true, false]) {
		const page = watch(await open(site, { js,
			viewport: js ? 'desktop' : 'narrow' }));

		if (visitor.signedIn)
			await signin(page, site, visitor.as);
		visitor[js] = page;
	}
	visitor.pages = only ? more.map((path) => site.url + path) :
		await crawl(visitor[true], site, more);
	for (const url of visitor.pages) {
		const is = kind(url);

		test(`${name}: ${is}`, async () => {
			const page = visitor[true];

			page.trouble = [];
			await page.goto(url);
			await look(page, shotName(name, url));
			shown.get(name).push([await page.title(),
				new URL(page.url()).pathname]);
		});
		test(`${name}: ${is} without scripts`, async () => {
			const page = visitor[false];

			page.trouble = [];
			await page.goto(url);
			calm(page);
			const [wide, titles] = await page.evaluate(() => [
				document.documentElement.scrollWidth -
				document.documentElement.clientWidth,
				document.querySelectorAll('h1').length]);

			assert.ok(wide <= 0, `${wide} px too wide`);
			assert.equal(titles, 1, 'one h1');
		});
	}
}

/* Each place that a person should find from the first page on. */
const reached = {
	erp: ['/erp', '/erp/cases', '/erp/cases/#', '/erp/cases/new',
		'/erp/contacts', '/erp/contacts/#', '/erp/contacts/#/user',
		'/erp/customers', '/erp/accounts/#', '/erp/licence',
		'/erp/features', '/erp/portals', '/erp/portals/#', '/erp/users',
		'/erp/users/#', '/erp/roles', '/erp/user-types',
		'/erp/outbox', '/erp/mail-templates', '/erp/mail-templates/#',
		'/erp/contact-classes', '/erp/case-classes', '/erp/audit',
		'/erp/orders', '/erp/orders/#', '/erp/shipments',
		'/erp/shipments/#', '/erp/invoices', '/erp/invoices/#',
		'/erp/payments', '/erp/payments/#', '/erp/items',
		'/erp/items/#', '/erp/items/#/units', '/erp/prices',
		'/erp/prices/#', '/erp/order-types', '/erp/order-types/#',
		'/erp/terms', '/erp/taxes',
		'/erp/statement-cycles', '/erp/company',
		'/erp/accounts/#/orders', '/erp/accounts/#/invoices',
		'/erp/setup', '/erp/me', '/erp/help'],
	portal: ['/portal', '/portal/cases', '/portal/cases/#',
		'/portal/cases/new', '/portal/cases/#/close',
		'/portal/profile', '/portal/help', '/portal/privacy',
		'/portal/accessibility', '/portal/password'],
};

for (const [name, places] of Object.entries(reached))
	test(`${name}: links lead to every area`, async () => {
		const found = visitors.find((v) => v.name === name).pages
			.map(kind);

		assert.deepEqual(places.filter((p) => !found.includes(p)), []);
	});

test('titles of pages differ', async () => {
	for (const [name, list] of shown) {
		const titles = new Map();

		assert.ok(list.length > 0, name);
		for (const [title, where] of list) {
			const other = titles.get(title) ?? where;

			assert.ok(other === where ||
				/not found/.test(title),
			`${name}: "${title}" at ${where} and ${other}`);
			titles.set(title, where);
		}
	}
});

test('a dark page is readable too', async () => {
	for (const { site, pages, as } of visitors.filter((v) =>
		v.signedIn)) {
		const page = watch(await open(site, { dark: true }));

		await signin(page, site, as);
		for (const url of pages.slice(0, 12)) {
			await page.goto(url);
			await axe(page, ['color-contrast']);
		}
	}
});

test('the security headers are on every reply', async () => {
	const page = visitors[3][true];

	/* Replies that no page asks for by itself. */
	for (const path of ['/cases/export.csv', '/theme.css?color=c2185b',
		'/theme.css', '/brand/logo.svg', '/none', '/cases/0',
		'/cases?zzz=1', '/cases/4/close', '/%00', '/static/0/none.css']) {
		const { status, headers } = await page.evaluate(async (url) => {
			const r = await fetch(url);

			return { status: r.status,
				headers: Object.fromEntries(r.headers) };
		}, sites.portal.url + path);

		seen.set(path, missing(sites.portal.url + path,
			{ ...headers, status }));
	}
	assert.ok(seen.size > 40, `only ${seen.size} replies`);
	assert.deepEqual([...seen.values()].flat(), []);
});

await run();
