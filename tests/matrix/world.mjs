/*
 * A company to try doors in: two customers, a user for each role and each
 * mixture that matters, cases with files on both sides of every border.
 */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { Site, encode, filled, hidden, keep, parts, plain } from './cgi.mjs';

const password = 'kettle orbit maple 19';
/* The one that customers are made to choose at their first sign-in. */
const chosen = `${password} 2`;

/* Roles of staff, by the words of routes.expect. */
const staff = {
	admin: ['administrator'],
	portal_admin: ['portal_admin'],
	cases: ['case_management'],
	customers: ['customer_management'],
	sales: ['sales'],
	books: ['accounting'],
};
/* Of the first customer's users. */
const customers = {
	user: ['portal_user'],
	cases: ['portal_user', 'portal_case_management'],
	orders: ['portal_user', 'portal_order_management'],
	finance: ['portal_user', 'portal_financial_management'],
	company: ['portal_user', 'portal_company_management'],
	'cases+company': ['portal_user', 'portal_case_management',
		'portal_company_management'],
	manager: ['portal_user', 'portal_manager'],
};
/* Of the second customer's one user. */
const others = ['portal_user', 'portal_case_management',
	'portal_financial_management', 'portal_order_management',
	'portal_company_management'];

export class World {
	constructor(folder, build) {
		this.folder = folder;
		this.password = { erp: password, portal: chosen };
		this.program = path.resolve(build, 'postern');
		this.store = path.join(folder, 'store');
		this.keys = path.join(folder, 'keys');
		fs.mkdirSync(this.keys, { recursive: true });
		for (const name of ['spool', 'log', 'portal'])
			fs.mkdirSync(path.join(folder, name), { recursive: true });
		this.erp = this.site('erp', build, '127.0.0.1:8480');
		this.portal = this.site('portal', build, '127.0.0.1:8481');
		/* What centers call has a name of its own in routes.expect; its
		 * addresses are the portal's. */
		this.callback = new Site('portal', { ...this.portal, programs:
			[['', path.resolve(build, 'portal',
				'portal-callback.cgi')]] });
		this.callback.name = 'callback';
		/* name of an actor to { site, jar, token } */
		this.actors = {};
	}

	site(name, build, host) {
		const conf = path.join(this.folder, `${name}.conf`);

		fs.writeFileSync(conf, [
			`store = ${this.store}`,
			`spool = ${path.join(this.folder, 'spool')}`,
			`log = ${path.join(this.folder, 'log', name)}`,
			`vendor_keys = ${this.keys}`,
			`portal_dir = ${path.join(this.folder, 'portal')}`,
			'instance = matrix', 'erp_url = http://127.0.0.1:8480/erp',
			`site_url = http://${host}/${name}`, ''].join('\n'));
		return new Site(name, { conf, host, cookie: `__Host-${name}`,
			programs: [...(name === 'erp' ? [[/^\/exchange|\/xlsx$/,
				path.resolve(build, name, 'erp-exchange.cgi')]] : []),
			[/\/(pdf|ubl|xlsx|zip)$/,
				path.resolve(build, name, `${name}-document.cgi`)],
			[/^\/(sign-in\/code|factor|forgot|reset|welcome)(\/|$)/,
				path.resolve(build, name, `${name}-access.cgi`)],
			...(name === 'portal' ? [[/^\/pay(\/|$)/,
				path.resolve(build, name, 'portal-pay.cgi')],
			[/^\/(orders|catalogue|cart)(\/|$)/,
				path.resolve(build, name, 'portal-shop.cgi')],
			[/^\/company(\/|$)/,
				path.resolve(build, name, 'portal-company.cgi')]] : []),
			['', path.resolve(build, name, `${name}.cgi`)]] });
	}

	/* The command, with its standard output. */
	postern(...args) {
		const { status, stdout, stderr } = spawnSync(this.program, [
			...args, '--store', this.store], { encoding: 'utf8',
			input: `${password}\n`, env: { ...process.env,
				POSTERN_CONF: this.erp.conf } });

		assert.equal(status, 0,
			`postern ${args.join(' ')}: ${stdout}${stderr}`);
		return stdout;
	}

	/* -- people ------------------------------------------------------- */

	async signIn(name, site, login) {
		let reply = await site.request('GET', '/sign-in');
		let jar = keep('', reply);

		reply = await site.request('POST', '/sign-in', { jar,
			body: encode({ login, password,
				token: hidden(reply.body, 'token') }),
			headers: this.sameOrigin(site) });
		assert.equal(reply.status, 303,
			`${login} cannot sign in: ${plain(reply.body)}`);
		jar = keep(jar, reply);
		if (/\/password/.test(reply.header('location')))
			jar = await this.newPassword(site, jar);
		this.actors[name] = { name, site, login, jar };
		await this.freshToken(this.actors[name]);
		return this.actors[name];
	}

	/* The one of one's own that a first sign-in asks for. */
	async newPassword(site, jar) {
		const { body } = await site.request('GET', '/password', { jar });
		const reply = await site.request('POST', '/password', { jar,
			body: encode({ password: chosen, again: chosen,
				token: hidden(body, 'token') }),
			headers: this.sameOrigin(site) });

		assert.equal(reply.status, 303, plain(reply.body));
		return keep(jar, reply);
	}

	/* Waits for the process that a request may have left behind; the page
	 * it led to asks the browser to look again as long as it works. */
	async workDone(reply) {
		const { admin } = this.actors;
		const [, where] = reply.header('location')?.match(
			/^\/erp(\/exchange\/(im|ex)ports\/\d+)$/) ?? [];

		for (let tries = 200; where && tries > 0; tries--) {
			const page = await this.erp.request('GET', where,
				{ jar: admin.jar });

			if (page.header('refresh') === undefined)
				return;
			await new Promise((done) => setTimeout(done, 50));
		}
	}

	/* A token of an actor's session, out of the form that signs out. */
	async freshToken(actor) {
		const { body } = await actor.site.request('GET', '/',
			{ jar: actor.jar });

		actor.token = hidden(body, 'token');
		assert.ok(actor.token, `no token for ${actor.name}: ` +
			plain(body));
	}

	sameOrigin(site) {
		return { 'sec-fetch-site': 'same-origin',
			origin: `http://${site.host}` };
	}

	/* A POST of an actor that must succeed; returns the reply. */
	async post(actor, where, fields, files) {
		const all = encode([['token', actor.token],
			...Array.isArray(fields) ? fields :
				Object.entries(fields)]);
		const form = files ? parts(all, files) : { body: all };
		const reply = await actor.site.request('POST', where, {
			jar: actor.jar, ...form,
			headers: this.sameOrigin(actor.site) });

		assert.ok(reply.status === 303,
			`POST ${where}: ${reply.status} ${plain(reply.body)}`);
		await this.workDone(reply);
		return reply;
	}

	/* The number at the end of where a POST led. */
	async make(actor, where, fields, files) {
		const reply = await this.post(actor, where, fields, files);

		return reply.header('location').match(/\/(\d+)(\?|$)/)[1];
	}

	/* -- the company -------------------------------------------------- */

	async build() {
		this.postern('init', '--password-file', '-', '--keep-password');
		this.licences();
		const admin = await this.signIn('admin', this.erp, 'admin');

		await this.configure(admin);
		for (const [name, roles] of Object.entries(staff))
			if (name !== 'admin')
				await this.addUser(name, this.erp, roles);
		await this.people(admin);
		await this.cases(admin);
		await this.catalogue(admin);
		await this.ledger(admin);
		await this.money(admin);
		await this.asked(admin);
		await this.changes();
		await this.imports(admin);
		await this.statement(admin);
		this.exportId = await this.make(admin, '/exchange/exports/new',
			{ kind: 'accounts', format: 'csv', name: 'Customers' });
		await this.ids(admin);
	}

	licences() {
		const key = path.join(this.keys, 'vendor.key');
		const file = path.join(this.folder, 'licence');

		this.postern('licence', 'keygen', 'vendor', '--dir', this.keys);
		for (const product of ['ERP', 'PORTAL']) {
			this.postern('licence', 'issue', '--key', key,
				'--product', product, '--number', `${product}-1`,
				'--licensee', 'Matrix', '--erp-users', '20',
				'--portal-users', '50', '--output', file);
			this.postern('licence', 'install', file, '--apply');
		}
	}

	async features(names) {
		const { admin } = this.actors;

		await this.post(admin, '/features/modify',
			names.map((f) => ['feature', f]));
		await this.post(admin, '/features/enable', {});
	}

	/* Saves the portal with other values; undefined leaves a field out. */
	async changePortal(values) {
		const { admin } = this.actors;
		const where = `/portals/${this.portalId}`;
		const { body } = await this.erp.request('GET', where,
			{ jar: admin.jar });

		await this.post(admin, where, [...filled(body, where)
			.filter(([name]) => !(name in values)),
		...Object.entries(values).filter(([, v]) => v !== undefined)
			.flatMap(([name, v]) => [v].flat().map((one) =>
				[name, one]))]);
	}

	async configure(admin) {
		await this.features(['case_management', 'modern_customer_portal',
			'portal_case_management', 'portal_financials',
			'portal_payments', 'portal_b2b_ordering',
			'inventory',
			'volume_pricing', 'multiple_units']);
		const form = (await this.erp.request('GET', '/portals/new',
			{ jar: admin.jar })).body;

		this.portalFields = [...filled(form, '/portals/new').filter(([name]) =>
			!['name', 'url'].includes(name)), ['name', 'Matrix'],
			['url', `http://${this.portal.host}/portal`]];
		this.portalId = await this.make(admin, '/portals/new',
			this.portalFields);
	}

	async addUser(name, site, roles, contact) {
		const login = contact ? `${contact.toLowerCase()}@matrix.example` :
			`staff.${name}`;

		this.postern('user', 'add', login, '--password-file', '-',
			'--keep-password', '--last-name', name, '--first-name',
			'Role', '--email', `${contact ?? `staff-${name}`}@matrix.example`
				.toLowerCase(),
			...roles.flatMap((role) => ['--role', role]),
			...contact ? ['--contact', contact] : []);
		return this.signIn(site === this.portal ? `portal:${name}` :
			name, site, login);
	}

	async contact(admin, account, code) {
		return this.make(admin, '/contacts/new', { contact_id: code,
			first_name: 'Role', last_name: code.toLowerCase(),
			account_id: account,
			email: `${code.toLowerCase()}@matrix.example` });
	}

	async people(admin) {
		this.accountId = await this.make(admin, '/customers/new',
			{ account_id: 'ALPHA', name: 'Alpha Bakery' });
		await this.make(admin, '/customers/new',
			{ account_id: 'BETA', name: 'Beta Brewery' });
		let n = 0;

		for (const [name, roles] of Object.entries(customers)) {
			const code = `A${++n}`;

			this.contactId = await this.contact(admin, 'ALPHA', code);
			this.personId ??= this.contactId;
			await this.addUser(name, this.portal, roles, code);
		}
		this.otherId = await this.contact(admin, 'BETA', 'B1');
		await this.addUser('other', this.portal, others, 'B1');
	}

	/* One's own case, a colleague's, another customer's, a hidden one; each
	 * with a file. */
	async cases(admin) {
		const files = [{ name: 'files', file: 'note.txt',
			content: 'batch 2217\n' }];
		const open = async (actor, subject, more = {}) => {
			const id = await this.make(actor, '/cases/new', {
				subject, case_class: 'SUPISSUE', severity: 'low',
				description: 'Words.', ...more }, files);

			return { id, file: await this.fileOf(admin, id) };
		};
		const portal = (name) => this.actors[`portal:${name}`];

		this.case = {
			own: await open(portal('cases'), 'Of one contact'),
			colleague: await open(portal('manager'),
				'Of a colleague'),
			other: await open(portal('other'), 'Of another customer'),
			hidden: await open(admin, 'Of an internal class', {
				case_class: 'INTERNAL', account_id: 'ALPHA',
				contact_id: 'A2' }),
		};
		const { own } = this.case;
		const page = await this.erp.request('GET', `/cases/${own.id}`,
			{ jar: admin.jar });

		await this.post(admin, `/cases/${own.id}/reply`, {
			rev: hidden(page.body, 'rev'), as: 'note',
			description: 'Secret thought.' }, [{ name: 'files',
			file: 'secret.txt', content: 'secret\n' }]);
		this.case.note = { id: own.id,
			file: await this.fileOf(admin, own.id, 'secret.txt') };
	}

	/* What is sold, and on which terms. */
	async catalogue(admin) {
		const product = await this.make(admin, '/items/new', {
			item_id: 'AXLE', name: 'Axle', kind: 'stock',
			active: 'active', uom: 'EA', price: '12.50' });

		const category = await this.make(admin, '/categories/new',
			{ category_id: 'PARTS', name: 'Parts' });

		await this.post(admin, `/items/${product}/references`,
			{ kind: 'barcode', value: '4006381333931' });
		const numbers = await this.erp.request('GET',
			`/items/${product}/references`, { jar: admin.jar });
		const [, reference] = numbers.body.match(
			/\/references\/(\d+)\/delete/);

		await this.post(admin, `/items/${product}/units`,
			{ uom: 'BOX', factor: '12' });

		const warehouse = await this.make(admin, '/warehouses/new',
			{ code: 'MAIN', active: '1' });
		const move = await this.make(admin, '/adjustments/new', {
			item_id: 'AXLE', move_kind: 'receipt',
			quantity: '1000' });

		this.sold = { product, warehouse, move, category, reference,
			price: await this.make(admin, '/prices/new', {
				price_type: 'base', item_id: 'AXLE',
				break_qty: '10', price: '11' }),
			statement_cycle: await this.make(admin,
				'/statement-cycles/new', { cycle_id: 'MONTH',
					schedule: 'weekly', day: '1',
					age_by: 'due_date', days1: '30',
					days2: '60', days3: '90',
					print_empty: '1', active: '1' }),
			center: await this.make(admin,
				'/processing-centers/new', { center_id: 'CARDS',
					description: 'Card', provider: 'stripe' }) };
	}

	/* A line of a document's form. */
	line(more = {}) {
		return { from: '0', span: '0', do: 'save', l_id: '0',
			l_was: '', l_item_id: 'AXLE', l_description: '',
			l_quantity: '2', l_uom: '', l_unit_price: '12',
			l_discount_pct: '', l_tax_code: '', ...more };
	}

	/* The same form sent twice would make one order. */
	async order(admin, summary, account = 'ALPHA', type = 'so') {
		return this.make(admin, '/orders/new', { type_code: type.toUpperCase(),
			account_id: account, order_date: '2026-11-02', summary,
			...this.line({ l_line_requested_date: '',
				l_promised_date: '', l_line_note: '' }) });
	}

	/* A step of a document, with the revision of its page. */
	async step(admin, path, verb) {
		const rev = async (page) => hidden((await this.erp.request('GET',
			page, { jar: admin.jar })).body, 'rev');

		/* Some steps are asked for on a page of their own. */
		return this.make(admin, `${path}/${verb}`, {
			rev: await rev(path) ?? await rev(`${path}/${verb}`) });
	}

	/* An order on hold, a shipment of another, an invoice and a payment
	 * that are not released. */
	async ledger(admin) {
		const shipped = await this.order(admin, 'To ship');

		await this.step(admin, `/orders/${shipped}`, 'release');
		this.booked = {
			order: await this.order(admin, 'On hold'),
			shipment: await this.step(admin, `/orders/${shipped}`,
				'ship'),
			invoice: await this.make(admin, '/invoices/new', {
				doc_type: 'invoice', account_id: 'ALPHA',
				invoice_date: '2026-11-02',
				...this.line({ l_line_note: '' }) }),
			payment: await this.make(admin, '/payments/new', {
				payment_type: 'payment', account_id: 'ALPHA',
				amount: '24', payment_date: '2026-11-03',
				method: 'transfer', from: '0', span: '0',
				do: 'save' }),
		};
		const where = `/shipments/${this.booked.shipment}`;

		await this.post(admin, `${where}/packages`,
			{ tracking_no: 'X0' });
		const page = await this.erp.request('GET', where,
			{ jar: admin.jar });

		[, this.booked.package] = page.body.match(
			/\/packages\/(\d+)\/delete/);
	}

	async bill(admin, account, summary) {
		return this.make(admin, '/invoices/new', { doc_type: 'invoice',
			account_id: account, invoice_date: '2026-11-02',
			summary, ...this.line({ l_line_note: '' }) });
	}

	async receipt(admin, account, amount) {
		return this.make(admin, '/payments/new', {
			payment_type: 'payment', account_id: account, amount,
			payment_date: '2026-11-03', method: 'transfer',
			from: '0', span: '0', do: 'save' });
	}

	/* What customers see of their money: issued documents of the first
	 * customer, of another, of one below the first; and what nobody sees,
	 * a draft and a draft that was voided. */
	async money(admin) {
		const issued = async (account, amount) => {
			const bill = await this.bill(admin, account, 'Sent');
			const receipt = await this.receipt(admin, account,
				amount);

			await this.step(admin, `/invoices/${bill}`, 'release');
			await this.step(admin, `/payments/${receipt}`,
				'release');
			const sale = await this.order(admin, 'Sent', account);

			await this.step(admin, `/orders/${sale}`, 'release');
			const offer = await this.order(admin, 'Offered', account,
				'qt');

			await this.step(admin, `/orders/${offer}`, 'release');
			return { bill, receipt, sale, offer };
		};
		const voided = { bill: await this.bill(admin, 'ALPHA', 'Void'),
			receipt: await this.receipt(admin, 'ALPHA', '4'),
			sale: this.booked.order, offer: this.booked.order };

		await this.make(admin, '/customers/new', { account_id: 'GAMMA',
			name: 'Gamma, below Alpha',
			parent_account_id: 'ALPHA' });
		const below = await this.contact(admin, 'GAMMA', 'G1');

		await this.step(admin, `/invoices/${voided.bill}`, 'void');
		await this.step(admin, `/payments/${voided.receipt}`, 'void');
		this.paper = { own: await issued('ALPHA', '10'),
			other: await issued('BETA', '11'),
			child: await issued('GAMMA', '12'),
			hidden: { bill: this.booked.invoice,
				receipt: this.booked.payment,
				sale: this.booked.order, offer: this.booked.order },
			voided };
		this.paper.own.person = this.personId;
		this.paper.other.person = this.otherId;
		this.paper.child.person = below;
	}

	/* A customer asks to change an order. */
	async asked(admin) {
		await this.post(this.actors['portal:orders'],
			`/orders/${this.paper.own.offer}/ask`, { text: 'More' });
		const { body } = await this.erp.request('GET',
			'/order-requests', { jar: admin.jar });

		[, this.sold.request] = body.match(
			/\/order-requests\/(\d+)"/);
	}

	/* What customers ask to change about their company. */
	async changes() {
		const ask = (name, called) => this.make(this.actors[name],
			'/company/changes/new', { name: called, legal_name: '',
				tax_id: 'SE1', registration_no: '', email: '',
				note: '' });

		this.paper.own.change = await ask('portal:company',
			'Alpha Bakery');
		this.paper.other.change = await ask('portal:other',
			'Beta Brewery');
		for (const [whose, name] of [['own', 'portal:company'],
			['other', 'portal:other']])
			this.paper[whose].location = await this.make(
				this.actors[name], '/company/locations/new',
				{ description: 'West', ship_line1: 'Road 1',
					active: 'active' });
	}

	async fileOf(admin, id, name = 'note.txt') {
		const { body } = await this.erp.request('GET', `/cases/${id}`,
			{ jar: admin.jar });
		const found = [...body.matchAll(
			/\/files\/(\d+)"[^>]*>([^<]*)</g)]
			.find(([, , label]) => label.includes(name));

		assert.ok(found, `no ${name} in case ${id}`);
		return found[1];
	}

	/* A file that was uploaded, and a profile for its like. */
	async imports(admin) {
		const content = 'Number,Firm\nM1,Matrix One\n';
		const upload = () => this.make(admin, '/exchange/imports/new',
			{ kind: 'accounts' },
			[{ name: 'file', file: 'firms.csv', content }]);

		await this.post(admin,
			`/exchange/imports/${await upload()}/match`, [
				['how', 'match'], ['field', 'account_id'],
				['field', 'name'], ['profile_name', 'Firms']]);
		this.jobId = await upload();
	}

	/* What the bank says: nothing that is certain; what we say. */
	async statement(admin) {
		const file = path.join(this.folder, 'bank.csv');

		fs.writeFileSync(file, 'booked_date,currency,amount,text\n' +
			'2026-11-03,EUR,33.00,Thanks\n');
		this.postern('import', 'bank_entries', file);
		fs.writeFileSync(file, 'account_id,name,statement_cycle\n' +
			'ALPHA,Alpha Bakery,MONTH\n');
		this.postern('import', 'accounts', file);
		await this.post(admin, '/statements/prepare',
			{ cycle: this.sold.statement_cycle });
	}

	/* Objects of each kind, for the ERP. */
	async ids(admin) {
		const first = async (list, item = list, rest = '') => {
			const { body } = await this.erp.request('GET', list,
				{ jar: admin.jar });
			const found = body.match(
				new RegExp(`href="/erp${item}/(\\d+)${rest}"`));

			assert.ok(found, `nothing in ${list}`);
			return found[1];
		};

		this.postern('user', 'add', 'invited', '--role', 'case_management',
			'--email', 'invited@x.example', '--password-file', '-');
		await this.post(admin, `/users/${await this.userId(admin,
			'invited')}/invite`, {});
		this.objects = {
			invitation: await first('/invitations'),
			case: this.case.own.id, attachment: this.case.own.file,
			account: this.accountId, contact: this.contactId,
			portal: this.portalId,
			user: await this.userId(admin, 'staff.customers'),
			user_type: await first('/user-types'),
			contact_class: await first('/contact-classes'),
			case_class: await first('/case-classes'),
			audit: await first('/audit'),
			terms: await first('/terms'),
			order_type: await first('/order-types'),
			tax: await first('/taxes'),
			unit: await first(`/items/${this.sold.product}/units`,
				'/units'),
			stock: await first(`/items/${this.sold.product}/stock`,
				'/stock'),
			...this.sold, ...this.booked, ...this.paper.own,
			bank: await first('/bank'),
			statement: await first('/statements', '/statements',
				'/pdf'),
			notice: await first('/notices'),
			mail: await first('/outbox'),
			job: this.jobId,
			import_profile: await first('/exchange/profiles'),
			export_job: this.exportId,
			export_profile: await first('/exchange/export-profiles'),
		};
		const { body } = await this.erp.request('GET',
			`/users/${this.objects.user}`, { jar: admin.jar });

		this.objects.session = body.match(/\/sessions\/(\d+)\/end/)[1];
		await this.revisions(admin);
	}

	/* The revision of each object, as the form on it has it. */
	async revisions(admin) {
		const forms = { case: '/cases/#', account: '/accounts/#/edit',
			contact: '/contacts/#', portal: '/portals/#',
			user: '/users/#', user_type: '/user-types/#',
			contact_class: '/contact-classes/#',
			case_class: '/case-classes/#', terms: '/terms/#',
			order_type: '/order-types/#',
			tax: '/taxes/#', product: '/items/#',
			stock: '/stock/#', warehouse: '/warehouses/#',
			unit: '/units/#', price: '/prices/#',
			package: '/packages/#/delete',
			statement_cycle: '/statement-cycles/#',
			center: '/processing-centers/#',
			import_profile: '/exchange/profiles/#',
			export_profile: '/exchange/export-profiles/#',
			order: '/orders/#/edit', shipment: '/shipments/#/edit',
			invoice: '/invoices/#/edit',
			payment: '/payments/#/edit', bank: '/bank/#',
			sale: '/orders/#/edit', offer: '/orders/#/edit',
			category: '/categories/#', reference:
				'/references/#/delete',
			request: '/order-requests/#',
			change: '/approvals/#', person: '/contacts/#',
			location: '/locations/#' };

		this.revs = {};
		for (const [kind, where] of Object.entries(forms)) {
			const { body } = await this.erp.request('GET',
				where.replace('#', this.objects[kind]),
				{ jar: admin.jar });

			this.revs[kind] = hidden(body, 'rev');
		}
	}

	async userId(admin, login) {
		const { body } = await this.erp.request('GET', '/users',
			{ jar: admin.jar });
		const row = body.split('<tr').find((r) => r.includes(`>${login}<`));

		assert.ok(row, `no user ${login}`);
		return row.match(/\/erp\/users\/(\d+)"/)[1];
	}
}
