// history.mjs FIRST COUNT SCRIPT ANSWERS: random histories of customers'
// money. Writes what is done and asked, for ledger.c, and what must come out,
// by plain.mjs. The same numbers give the same histories.
import { writeFileSync } from 'node:fs';
import { CREDIT, DEBIT, INVOICE, PAYMENT, Plain, PREPAYMENT, REFUND }
	from './plain.mjs';

const [first, count, script, answers] = process.argv.slice(2);
const START = 20500, DAYS = 200, MONTHS = 16;
const deeds = [], expected = [];
const all = [];

let seed;
function dice(n) {
	seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
	return Math.floor((seed / 4294967296) * n);
}
const chance = (percent) => dice(100) < percent;
const one = (list) => list[dice(list.length)];
const upTo = (n) => 1 + dice(Math.max(n, 1));

function say(words, ...answer) {
	deeds.push(words.join(' '));
	expected.push(answer.join(' '));
}
const did = (yes) => (yes ? 'ok' : 'no');

let books, names, code, currencies;
const newName = (letter) => `${code}${letter}${names++}`;

// Mostly the day it is, sometimes weeks before or after.
function someDay() {
	if (chance(15))
		return books.today + upTo(40);
	return chance(25) ? books.today - dice(60) : books.today;
}

function someLine() {
	return [chance(8) ? -upTo(2000) : upTo(5000), dice(900000),
		chance(30) ? dice(30000) : 0, ...one([[1, 19000], [1, 7000], [1, 5500],
			[2, 0]])];
}

function bill() {
	const channel = chance(30) ? 'batch' : 'erp';
	const type = one([INVOICE, INVOICE, INVOICE, DEBIT, CREDIT, CREDIT]);
	const date = someDay();
	const b = { name: newName('D'), type, channel, date,
		state: chance(12) ? 'draft' : 'final',
		due: type === CREDIT ? 0 : date + dice(45) - (chance(3) ? 40 : 0),
		currency: one(currencies),
		before: channel === 'batch' && chance(25) ? dice(4000) : 0,
		charge: chance(20) ? dice(900) : 0,
		lines: Array.from({ length: upTo(3) }, someLine) };
	say(['bill', b.name, type, channel, b.state, date, b.due, b.currency,
		b.before, b.charge, ...b.lines.map((l) => l.join())],
		did(books.bill(b)));
}

const open = (test) => books.docs.filter((d) => books.isOpen(d) && test(d));
const toPay = (currency) => open((d) => d.kind === 'bill' &&
	d.type !== CREDIT && (!currency || d.currency === currency));
const toUse = (currency) => open((d) => (d.kind === 'pay' ?
	d.type !== REFUND : d.type === CREDIT) &&
	(!currency || d.currency === currency));

// All of it, a part of it, or, seldom, more than there is.
function someOf(most) {
	return chance(4) ? most + upTo(500) : chance(50) ? most : upTo(most);
}

function linesFor(targets, most) {
	const lines = [];
	for (let left = most; targets.length > 0 && chance(70) && left > 0;) {
		const to = one(targets);
		const amount = someOf(Math.min(books.left(to), left));
		lines.push({ to, amount, date: chance(30) ? someDay() : 0 });
		left -= amount;
	}
	return lines;
}

function put(p) {
	say(['pay', p.name, p.type, p.channel, p.state, p.date, p.currency,
		p.amount, ...p.lines.map((l) => `${l.to.name}:${l.amount}:${l.date}`)],
		did(books.pay(p)));
}

function pay() {
	const currency = one(currencies), amount = upTo(300000);
	const any = chance(4) ? undefined : currency;
	put({ name: newName('P'), type: chance(80) ? PAYMENT : PREPAYMENT,
		channel: chance(40) ? 'batch' : 'erp',
		state: chance(20) ? 'draft' : 'final', date: someDay(), currency,
		amount, lines: linesFor(toPay(any), amount) });
}

function refund() {
	const currency = one(currencies);
	const lines = linesFor(toUse(currency), 1000000);
	const amount = lines.reduce((n, l) => n + l.amount, 0);
	if (amount > 0)
		put({ name: newName('R'), type: REFUND,
			channel: chance(40) ? 'batch' : 'erp',
			state: chance(20) ? 'draft' : 'final', date: someDay(), currency,
			amount: amount + (chance(5) ? 1 : 0), lines });
}

function apply() {
	const from = one(toUse()), to = one(toPay(chance(90) ? from?.currency :
		undefined));
	if (!from || !to)
		return;
	const amount = someOf(Math.min(books.left(from), books.left(to)));
	say(['apply', from.name, to.name, amount],
		did(books.apply(from.name, to.name, amount)));
}

// A deed with one document, whatever its state.
function withOne(word, test, verb) {
	const d = one(books.docs.filter(test));
	if (d)
		say([word, d.name], did(verb(d.name)));
}

const isPay = (d) => d.kind === 'pay', isBill = (d) => d.kind === 'bill';
const isMemo = (d) => d.type === CREDIT && isBill(d) && d.state !== 'draft';

function unapply() {
	const a = one(books.apps.filter((a) => a.to.kind === 'bill' &&
		books.docs.includes(a.to)));
	if (a)
		say(['unapply', a.from.name, a.to.name],
			did(books.unapply(a.from.name, a.to.name)));
}

function cancel() {
	const d = one(books.docs.filter(isBill)), memo = newName('M');
	if (d && d.state === 'final')
		say(['cancel', d.name, memo], did(books.cancel(d.name, memo)));
}

const chances = [
	[24, bill], [20, pay], [16, apply], [4, refund], [6, unapply],
	[6, () => withOne('release', (d) => d.state === 'draft' || chance(4),
		(n) => books.release(n))],
	[5, () => withOne('void', isPay, (n) => books.void(n))],
	[2, () => withOne('void', isBill, (n) => books.void(n))],
	[3, () => withOne('erase', () => true, (n) => books.erase(n))],
	[4, cancel],
	[4, () => withOne('auto', isPay, (n) => books.autoApply(n))],
	[2, () => withOne('hold', isMemo, (n) => books.hold(n, true))],
	[2, () => withOne('unhold', isMemo, (n) => books.hold(n, false))],
];

function someDeed() {
	let n = dice(98);
	for (const [share, deed] of chances) {
		if (n < share)
			return deed();
		n -= share;
	}
}

function ask() {
	for (const c of currencies) {
		say(['owes', c], 'owes', ...books.owes(c));
		for (const day of [books.today, books.today - dice(80),
			books.today + dice(30)])
			say(['ages', c, day], 'ages', ...books.ages(c, day));
		const from = books.today - dice(120), to = from + dice(140);
		say(['sheet', c, from, to], 'sheet', books.sheetText(c, from, to));
		const since = books.today - 30;
		say(['portal', c, since, books.today], 'portal',
			books.portal(c, since, books.today));
	}
	const d = one(books.docs.filter((d) => isBill(d) && d.state === 'final'));
	if (d)
		say(['paid', d.name], 'paid', books.left(d) === 0 ? 'closed' : 'open',
			d.amount, books.paid(d), books.left(d));
}

function night() {
	books.night();
	say(['night'], 'ok');
}

function someCycle() {
	const schedule = upTo(4), by = upTo(2), until = one([[30, 60, 90],
		[10, 20, 40], [7, 30, 120]]);
	return { schedule, day: schedule === 1 ? upTo(7) : upTo(31), by, until,
		empty: dice(2) };
}

function turn(day) {
	books.today = day;
	deeds.push(`day ${day}`);
	if (chance(40))
		night();
}

function history(n) {
	seed = n * 7919 + 17;
	[code, names] = [`H${n}`, 0];
	currencies = one([['EUR'], ['EUR'], ['EUR', 'JPY'], ['EUR', 'KWD']]);
	const auto = chance(25), cycle = chance(60) ? someCycle() : undefined;
	books = new Plain(auto, cycle);
	books.today = START;
	deeds.push(`day ${START}`);
	say(['history', code, 'EUR', auto ? 1 : 0], 'ok');
	if (cycle)
		say(['cycle', cycle.schedule, cycle.day, cycle.by, ...cycle.until,
			cycle.empty], 'ok');
	const steps = 25 + dice(50), pause = Math.ceil((2 * DAYS) / steps);
	for (let i = 0; i < steps; i++) {
		turn(Math.min(books.today + dice(pause), START + DAYS));
		someDeed();
		if (chance(8))
			ask();
	}
	turn(START + DAYS + dice(60));
	night();
	ask();
	if (cycle)
		say(['prepared'],
			['prepared', ...books.prepared.map((p) => p.text)].join(' '));
	say(['end'], 'ok');
	all.push(books);
}

// All customers together, as the ERP's home page has them.
function company(currency) {
	const day = START + DAYS;
	const ages = [0, 0, 0, 0, 0], net = new Map();
	const monthOf = (d) => new Date(d * 86400000).toISOString().slice(0, 7);
	for (const b of all)
		for (const d of b.bills(currency)) {
			const late = day - d.due, m = monthOf(d.date);
			if (d.type !== CREDIT)
				ages[late <= 0 ? 0 : late <= 30 ? 1 : late <= 60 ? 2 :
				    late <= 90 ? 3 : 4] += b.left(d);
			net.set(m, (net.get(m) ?? 0) +
				(d.type === CREDIT ? -d.net : d.net));
		}
	const [year, month] = monthOf(day).split('-').map(Number);
	const months = Array.from({ length: MONTHS }, (_, i) => net.get(
		new Date(Date.UTC(year, month - MONTHS + i, 1)).toISOString()
			.slice(0, 7)) ?? 0);
	say(['company', currency, day, MONTHS], 'company', ...ages, ...months);
}

for (let i = 0; i < Number(count); i++)
	history(Number(first) + i);
for (const c of ['EUR', 'JPY', 'KWD'])
	company(c);
writeFileSync(script, deeds.join('\n') + '\n');
writeFileSync(answers, expected.join('\n') + '\n');
