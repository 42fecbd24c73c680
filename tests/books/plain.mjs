// plain.mjs: one customer's books in the plainest way. Documents, payments and
// applications are lists; whatever is asked is summed from all of them, every
// time. Nothing is kept that could be wrong. Deeds answer whether they may be.

export const [INVOICE, CREDIT, DEBIT] = [1, 2, 3];
export const [PAYMENT, PREPAYMENT, REFUND] = [1, 2, 3];
export const BY_DUE_DATE = 1;

const decimals = { EUR: 2, JPY: 0, KWD: 3 };
const sum = (list, of) => list.reduce((n, x) => n + of(x), 0);

// Half up, half away from zero below it; all numbers here are below 2^53.
function rounded(n, by) {
	const up = Math.floor((2 * Math.abs(n) + by) / (2 * by));
	return n < 0 ? -up : up;
}

function lineAmount(line, currency) {
	const [quantity, price, discount] = line;
	const gross = rounded(quantity * price, 10 ** (7 - decimals[currency]));
	return gross - rounded(gross * discount, 100000);
}

// Tax once for each category and rate. [net, tax]
function totals(lines, charge, currency) {
	const rates = new Map();
	let net = 0;
	const add = (amount, kind) => {
		net += amount;
		rates.set(kind, (rates.get(kind) ?? 0) + amount);
	};
	for (const l of lines)
		add(lineAmount(l, currency), `${l[3]} ${l[4]}`);
	if (charge !== 0)
		add(charge, '1 19000');
	const tax = sum([...rates], ([kind, base]) =>
		rounded(base * Number(kind.split(' ')[1]), 100000));
	return [net, tax];
}

export class Plain {
	docs = [];
	apps = [];
	prepared = [];
	touched = new Set(); // currencies in which anything was ever open
	today = 0;
	made = 0;

	constructor(auto, cycle) {
		this.auto = auto;
		this.cycle = cycle;
	}

	// ---- what is true of a document ----------------------------------------

	get(name) {
		return this.docs.find((d) => d.name === name);
	}

	counts(d) { // issued, or released
		return d.state === 'final' || d.state === 'canceled' ||
		    d.state === 'reserved';
	}

	inForce(a) {
		return this.counts(a.from);
	}

	// The day on which it counts: not before the money was there.
	countsOn(a) {
		return Math.max(a.date, a.from.date);
	}

	paid(d) {
		return d.before + sum(this.apps.filter((a) =>
			this.inForce(a) && (a.to === d || a.from === d)),
			(a) => a.amount);
	}

	left(d) {
		return this.counts(d) ? d.amount - this.paid(d) : 0;
	}

	isOpen(d) {
		return d.state === 'final' && this.left(d) !== 0;
	}

	// ---- deeds ---------------------------------------------------------------

	touch(d) {
		if (this.counts(d) && this.left(d) !== 0)
			this.touched.add(d.currency);
	}

	add(d) {
		this.docs.push({ ...d, made: this.made++ });
		return this.docs.at(-1);
	}

	bill(b) {
		const [net, tax] = totals(b.lines, b.charge, b.currency);
		if (net + tax < 0 || b.due !== 0 && b.due < b.date)
			return false;
		if (b.before > net + tax && b.state === 'final')
			return false;
		const d = this.add({ ...b, kind: 'bill', net, amount: net + tax,
			rev: 1, issued: b.state === 'final' });
		this.touch(d);
		return true;
	}

	// What a line of a payment may take, together with those before it.
	linesFit(p, lines, final) {
		const taken = new Map();
		let all = 0;
		for (const l of lines) {
			const ours = l.to.kind === 'pay' || l.to.type === CREDIT;
			if (!this.docs.includes(l.to) || l.amount <= 0 ||
			    l.to.currency !== p.currency ||
			    ours !== (p.type === REFUND) ||
			    l.to.kind === 'pay' && l.to.type === REFUND)
				return false;
			taken.set(l.to, (taken.get(l.to) ?? 0) + l.amount);
			if (final && taken.get(l.to) >
			    (this.isOpen(l.to) ? this.left(l.to) : 0))
				return false;
			all += l.amount;
		}
		return all <= p.amount;
	}

	// Oldest due date first; what lines say comes first.
	plan(p, money, date, lines) {
		const open = this.docs.filter((d) => d.kind === 'bill' &&
			d.type !== CREDIT && d.currency === p.currency &&
			this.isOpen(d));
		open.sort((a, b) => a.due - b.due || a.made - b.made);
		const made = [];
		for (const d of open) {
			const free = this.left(d) - sum(
				lines.filter((l) => l.to === d), (l) => l.amount);
			const amount = Math.min(free, money);
			if (amount <= 0)
				continue;
			made.push({ to: d, amount, date });
			money -= amount;
		}
		return made;
	}

	settle(p) {
		const own = this.apps.filter((a) => a.from === p);
		if (!this.linesFit(p, own, true))
			return false;
		const applied = sum(own, (a) => a.amount);
		if (p.type === REFUND && applied !== p.amount)
			return false;
		if (p.type === PAYMENT && this.auto)
			for (const l of this.plan(p, p.amount - applied, p.date, own))
				this.apps.push({ ...l, from: p });
		p.state = 'final';
		this.touch(p);
		for (const a of this.apps.filter((a) => a.from === p))
			this.touch(a.to);
		return true;
	}

	pay(p) {
		const state = p.state;
		const lines = p.lines.map((l) => ({ ...l, date: l.date || p.date }));
		if (!this.linesFit(p, lines, false))
			return false;
		const d = this.add({ ...p, kind: 'pay', before: 0, due: 0,
			rev: 1, state: 'draft' });
		const apps = this.apps;
		this.apps = apps.concat(lines.map((l) => ({ ...l, from: d })));
		if (state !== 'final' || this.settle(d)) {
			this.changed(lines);
			return true;
		}
		this.docs.pop();
		this.apps = apps;
		return false;
	}

	// Whatever was built on a file's document stands in its way.
	changed(lines) {
		for (const l of lines)
			l.to.rev++;
	}

	release(name) {
		const d = this.get(name);
		if (d.state !== 'draft')
			return false;
		if (d.kind === 'pay') {
			d.rev++;
			return this.settle(d);
		}
		if (d.before > d.amount)
			return false;
		d.state = 'final';
		this.touch(d);
		return true;
	}

	apply(from, to, amount) {
		const a = this.get(from), d = this.get(to);
		if (!this.isOpen(a) || !this.isOpen(d) || d.kind !== 'bill' ||
		    d.type === CREDIT || a.currency !== d.currency ||
		    (a.kind === 'pay' ? a.type === REFUND : a.type !== CREDIT) ||
		    amount <= 0 || amount > this.left(a) || amount > this.left(d))
			return false;
		this.apps.push({ from: a, to: d, amount, date: this.today });
		a.rev++;
		d.rev++;
		return true;
	}

	autoApply(name) {
		const p = this.get(name);
		if (!this.isOpen(p) || p.type === REFUND)
			return false;
		for (const l of this.plan(p, this.left(p), this.today, [])) {
			this.apps.push({ ...l, from: p });
			p.rev++;
		}
		return true;
	}

	unapply(from, to) {
		const a = this.get(from), d = this.get(to);
		const i = this.apps.findIndex((x) => x.from === a && x.to === d);
		if (d.state === 'canceled' || a.kind === 'pay' &&
		    (a.state !== 'final' || a.type === REFUND))
			return false;
		this.apps.splice(i, 1);
		a.rev++;
		return true;
	}

	void(name) {
		const d = this.get(name);
		if (d.kind === 'bill') {
			if (d.state !== 'draft')
				return false;
			d.state = 'void';
			return true;
		}
		if (d.state === 'void' || this.apps.some((a) =>
			a.to === d && this.inForce(a)))
			return false;
		if (d.state === 'final')
			this.apps = this.apps.filter((a) => a.from !== d);
		d.state = 'void';
		d.rev++;
		return true;
	}

	erase(name) {
		const d = this.get(name);
		const built = this.apps.some((a) => a.to === d ||
			d.kind === 'bill' && a.from === d);
		if (d.state === 'draft' || d.kind === 'bill' && d.state === 'void')
			;
		else if (d.channel !== 'batch' || built || d.corrected ||
		    d.kind === 'pay' && d.rev !== 1 ||
		    d.kind === 'bill' && !d.issued)
			return false;
		this.apps = this.apps.filter((a) => a.from !== d);
		this.docs.splice(this.docs.indexOf(d), 1);
		return true;
	}

	cancel(name, memo) {
		const d = this.get(name);
		if (d.type === CREDIT || !this.isOpen(d) || this.paid(d) !== 0)
			return false;
		const m = this.add({ ...d, name: memo, type: CREDIT, rev: 1,
			channel: 'erp', date: this.today, due: 0, state: 'final' });
		d.state = 'canceled';
		d.corrected = true;
		this.apps.push({ from: m, to: d, amount: d.amount,
			date: this.today });
		return true;
	}

	hold(name, on) {
		const d = this.get(name);
		if (on ? d.type !== CREDIT || !this.isOpen(d) :
		    d.state !== 'reserved')
			return false;
		d.state = on ? 'reserved' : 'final';
		return true;
	}

	// ---- questions -----------------------------------------------------------

	bills(currency) {
		return this.docs.filter((d) => d.kind === 'bill' &&
			this.counts(d) && d.currency === currency);
	}

	invoices(currency) {
		return this.bills(currency).filter((d) => d.type !== CREDIT);
	}

	money(currency) {
		return this.docs.filter((d) => d.kind === 'pay' &&
			d.state === 'final' && d.currency === currency);
	}

	owes(currency) {
		const owed = this.invoices(currency);
		const left = (d) => this.left(d);
		const outstanding = sum(owed, left);
		const credits = sum(this.bills(currency).filter((d) =>
			d.type === CREDIT), left);
		const unapplied = sum(this.money(currency), left);
		const overdue = sum(owed.filter((d) => d.due < this.today), left);
		return [outstanding, credits, unapplied,
			outstanding - credits - unapplied, overdue,
			owed.filter((d) => this.left(d) !== 0).length];
	}

	openOn(d, day) {
		return d.amount - d.before - sum(this.apps.filter((a) =>
			a.to === d && this.inForce(a) && this.countsOn(a) <= day),
			(a) => a.amount);
	}

	range(late) {
		const until = this.cycle?.until ?? [30, 60, 90];
		return late <= 0 ? 0 : late <= until[0] ? 1 :
		    late <= until[1] ? 2 : late <= until[2] ? 3 : 4;
	}

	ages(currency, day) {
		const by = this.cycle?.by ?? BY_DUE_DATE;
		const ages = [0, 0, 0, 0, 0];
		let documents = 0, oldest = 0;
		for (const d of this.invoices(currency)) {
			const open = this.openOn(d, day);
			if (d.date > day || open === 0)
				continue;
			ages[this.range(day - (by === BY_DUE_DATE ? d.due : d.date))] +=
				open;
			documents++;
			if (d.due < day && (oldest === 0 || d.due < oldest))
				oldest = d.due;
		}
		return [...ages, sum(ages, (n) => n), documents, oldest];
	}

	// What each document adds to what is owed.
	entries(currency) {
		const all = this.bills(currency).map((d) => ({ d, n: 0,
			amount: (d.amount - d.before) * (d.type === CREDIT ? -1 : 1) }));
		for (const d of this.money(currency))
			all.push({ d, n: 1, amount: d.type === REFUND ? d.amount :
				-d.amount });
		return all.filter((e) => e.amount !== 0).sort((a, b) =>
			a.d.date - b.d.date || a.n - b.n || a.d.made - b.d.made);
	}

	sheet(currency, from, to) {
		const all = this.entries(currency).filter((e) => e.d.date <= to);
		const within = all.filter((e) => e.d.date >= from);
		const opening = sum(all.filter((e) => e.d.date < from),
			(e) => e.amount);
		const charged = sum(within, (e) => Math.max(e.amount, 0));
		const paid = sum(within, (e) => Math.max(-e.amount, 0));
		const closing = sum(all, (e) => e.amount);
		const ages = this.ages(currency, to);
		let running = opening;
		const rows = within.map((e) => {
			running += e.amount;
			return `${e.d.date}/${e.d.name}/${e.amount}/${running}`;
		});
		return { opening, charged, paid, closing, ages: ages.slice(0, 5),
			unused: ages[5] - closing, rows };
	}

	sheetText(currency, from, to) {
		const s = this.sheet(currency, from, to);
		return [s.opening, s.charged, s.paid, s.closing, s.unused, ...s.ages,
			...s.rows].join(' ');
	}

	portal(currency, from, to) {
		const o = this.owes(currency);
		return [o[3], o[4], ...this.ages(currency, this.today).slice(0, 5),
			o[0], o[1], o[2], this.sheetText(currency, from, to)].join(' ');
	}

	// ---- the night -----------------------------------------------------------

	nextDay(after) {
		const { schedule, day } = this.cycle;
		for (let d = after + 1; ; d++) {
			const date = new Date(d * 86400000);
			const month = date.getUTCDate();
			const last = new Date((d + 1) * 86400000).getUTCDate() === 1;
			const is = (n) => month === n || last && month < n;
			if (schedule === 1 ? (date.getUTCDay() || 7) === day :
			    schedule === 2 ? is(15) || last :
			    schedule === 3 ? is(day) : last)
				return d;
		}
	}

	night() {
		if (!this.cycle)
			return;
		for (;;) {
			let day = this.nextDay(this.lastDay ?? this.today - 63);
			if (this.lastDay === undefined)
				while (this.nextDay(day) < this.today)
					day = this.nextDay(day);
			if (day >= this.today)
				return;
			this.prepare(day);
			this.lastDay = day;
		}
	}

	prepare(day) {
		const from = this.prepared.length === 0 ? day - 30 :
		    this.prepared.at(-1).day + 1;
		for (const currency of [...this.touched].sort()) {
			const s = this.sheet(currency, from, day);
			const all = sum(s.ages, (n) => n);
			if (s.rows.length === 0 && s.closing === 0 && all === 0 &&
			    !this.cycle.empty)
				continue;
			this.prepared.push({ day, text: [currency, from, day, s.opening,
				s.charged, s.paid, s.closing, all - s.ages[0], ...s.ages,
				s.unused].join(' ') });
		}
	}
}
