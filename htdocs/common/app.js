/*
 * Small comforts for both sites. Every page works without this file: it only
 * adds keys, select-all, warnings and buttons that are hidden until it runs.
 * Hooks are data- attributes; words come from the page, so they are translated.
 */
(function () {
"use strict";

const $ = (sel, root) => (root || document).querySelector(sel);
const $$ = (sel, root) => Array.from((root || document).querySelectorAll(sel));
const words = document.body.dataset;

/* Focus the error summary, so that it is read out and its links are next. */
const errors = $("[data-focus]");
if (errors)
	errors.focus();

/* ---- menus: one open at a time, closed by Escape or a click elsewhere ---- */

function closeMenus(except) {
	for (const m of $$("details.menu[open]"))
		if (m !== except)
			m.open = false;
}

document.addEventListener("click", (ev) => {
	closeMenus(ev.target.closest("details.menu"));
});

/* ---- forms ---- */

let dirty = null;

document.addEventListener("input", (ev) => {
	const form = ev.target.form;
	if (form && "warn" in form.dataset)
		dirty = form;
});

window.addEventListener("beforeunload", (ev) => {
	if (dirty)
		ev.preventDefault();
});

/* The second press of a button does nothing until the page comes back. */
document.addEventListener("submit", (ev) => {
	const form = ev.target;
	/* Not form.method: that is a field of this name, where there is one. */
	if (form.getAttribute("method") !== "post")
		return;
	if (form.dataset.sent) {
		ev.preventDefault();
		return;
	}
	form.dataset.sent = "1";
	dirty = null;
	for (const b of $$("button:not([type=button])", form))
		b.setAttribute("aria-disabled", "true");
});

window.addEventListener("pageshow", (ev) => {
	if (!ev.persisted)
		return;
	for (const form of $$("form[data-sent]")) {
		delete form.dataset.sent;
		for (const b of $$("[aria-disabled]", form))
			b.removeAttribute("aria-disabled");
	}
});

for (const b of $$("button[data-show]")) {
	const field = document.getElementById(b.dataset.show);
	b.hidden = false;
	b.addEventListener("click", () => {
		const on = field.type === "password";
		field.type = on ? "text" : "password";
		b.setAttribute("aria-pressed", String(on));
	});
	/* A shown password must not be kept by the browser as plain text. */
	if (field.form)
		field.form.addEventListener("submit", () => {
			field.type = "password";
		});
}

for (const b of $$("button[data-copy]")) {
	const from = document.getElementById(b.dataset.copy);
	if (!navigator.clipboard)
		break;
	b.hidden = false;
	b.addEventListener("click", async () => {
		await navigator.clipboard.writeText(from.textContent.trim());
		const old = b.textContent;
		b.textContent = b.dataset.done;
		setTimeout(() => {
			b.textContent = old;
		}, 2000);
	});
}

/* ---- chosen files, with sizes; data-max is the limit for each in bytes ---- */

const units = ["byte", "kilobyte", "megabyte", "gigabyte"];

function size(bytes) {
	let n = bytes, u = 0;
	while (n >= 1024 && u < 3) {
		n /= 1024;
		u++;
	}
	return new Intl.NumberFormat(document.documentElement.lang, {
		style: "unit", unit: units[u], unitDisplay: "short",
		maximumFractionDigits: n < 10 && u > 0 ? 1 : 0
	}).format(n);
}

for (const input of $$("input[type=file][data-files]")) {
	const list = document.getElementById(input.dataset.files);
	input.addEventListener("change", () => {
		list.replaceChildren();
		for (const f of input.files) {
			const li = document.createElement("li");
			li.textContent = f.name + ", " + size(f.size);
			if (f.size > Number(input.dataset.max || Infinity)) {
				li.className = "over";
				li.textContent += ": " + input.dataset.over;
			}
			list.append(li);
		}
		list.hidden = !input.files.length;
	});
}

/* ---- select all, and the bulk bar with its count and sum ---- */

/* Amounts in minor units of each currency, as the page writes them. */
function sums(boxes) {
	const by = new Map();
	for (const { dataset: d } of boxes) {
		const s = by.get(d.currency) || { n: 0, places: Number(d.decimals) };
		s.n += Number(d.amount);
		by.set(d.currency, s);
	}
	return Array.from(by, ([currency, s]) => (s.n / 10 ** s.places)
	    .toLocaleString("en", { minimumFractionDigits: s.places,
		maximumFractionDigits: s.places }) + " " + currency).join(", ");
}

for (const all of $$("input[data-all]")) {
	const form = all.form || all.closest("form, table, section");
	const boxes = $$("input[name='" + all.dataset.all + "']", form);
	const count = $("[data-count]", form);
	const sum = $("[data-sum]", form);
	const update = () => {
		const n = boxes.filter((b) => b.checked).length;
		all.checked = n > 0 && n === boxes.length;
		all.indeterminate = n > 0 && n < boxes.length;
		if (count)
			count.textContent = n;
		if (sum)
			sum.textContent = sums(boxes.filter((b) => b.checked));
	};
	for (const el of $$("[data-live]", form))
		el.hidden = false;
	all.hidden = false;
	all.addEventListener("change", () => {
		for (const b of boxes)
			b.checked = all.checked;
		update();
	});
	for (const b of boxes)
		b.addEventListener("change", update);
	update();
}

/* ---- totals of a document while it is typed, as the server reckons them ---- */

/* Lines with something in them, in their order. */
function lines(root) {
	return $$("tr", root).filter((tr) => $(".c-sum", tr) &&
	    $$("input:not([type=hidden], [type=checkbox])", tr)
		.some((input) => input.value));
}

for (const form of $$("form[data-reckon]")) {
	let timer, last = 0;
	const reckon = async () => {
		const turn = ++last;
		const body = new URLSearchParams(new FormData(form));

		body.set("do", "calculate");
		const reply = await fetch(form.action, { method: "POST", body })
		    .catch(() => null);
		/* What is wrong is told when the form is sent. */
		if (turn !== last || !reply || reply.status !== 200)
			return;
		const page = new DOMParser().parseFromString(
		    await reply.text(), "text/html");
		const now = lines(page), here = lines(form);
		const sums = $("#sums", page);

		if (turn !== last || !sums)
			return;
		$("#sums").replaceChildren(...sums.childNodes);
		if (now.length === here.length)
			here.forEach((tr, i) => {
				const parts = $$(".c-sum, .says", now[i]);

				$$(".c-sum, .says", tr).forEach((el, j) =>
				    el.replaceChildren(...parts[j].childNodes));
			});
	};

	form.addEventListener("input", () => {
		clearTimeout(timer);
		timer = setTimeout(reckon, 600);
	});
}

/* ---- keys: "/" search, any data-key, j k x in lists, "?" the list ---- */

let prefix = "";
let row = -1;

function typing(el) {
	return el.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(el.tagName)
	    && !/^(checkbox|radio|button|submit)$/.test(el.type);
}

function moveRow(step) {
	const rows = $$("table[data-rows] tbody tr");
	if (!rows.length)
		return false;
	if (rows[row])
		rows[row].classList.remove("cur");
	row = Math.max(0, Math.min(rows.length - 1, row + step));
	rows[row].classList.add("cur");
	const link = $("th a, td a", rows[row]);
	if (link)
		link.focus();
	return true;
}

function tickRow() {
	const box = $("table[data-rows] tr.cur input[type=checkbox]");
	if (box)
		box.click();
	return Boolean(box);
}

function listKeys() {
	const dialog = document.createElement("dialog");
	const h = document.createElement("h2");
	const dl = document.createElement("dl");
	const form = document.createElement("form");
	const close = document.createElement("button");
	h.id = "keys-title";
	h.textContent = words.keysTitle;
	dialog.setAttribute("aria-labelledby", h.id);
	dl.className = "kv";
	for (const el of $$("[data-key]")) {
		const div = document.createElement("div");
		const dt = document.createElement("dt");
		const dd = document.createElement("dd");
		for (const k of el.dataset.key.split(" ")) {
			const kbd = document.createElement("kbd");
			kbd.textContent = k;
			dt.append(kbd, " ");
		}
		const label = $("[data-label]", el) || el;
		dd.textContent = el.dataset.keyLabel || label.textContent.trim();
		div.append(dt, dd);
		dl.append(div);
	}
	form.method = "dialog";
	close.className = "btn";
	close.textContent = words.close;
	form.append(close);
	dialog.append(h, dl, form);
	dialog.addEventListener("close", () => dialog.remove());
	document.body.append(dialog);
	dialog.showModal();
	return true;
}

function press(key) {
	const el = $$("[data-key]").find((e) => e.dataset.key === key);
	if (!el)
		return false;
	if (typing(el)) {
		el.focus();
		el.select();
	} else
		el.click();
	return true;
}

for (const b of $$("[data-keys-list]")) {
	b.hidden = words.keys === undefined;
	b.addEventListener("click", listKeys);
}

document.addEventListener("keydown", (ev) => {
	if (ev.key === "Escape") {
		const m = $("details.menu[open]");
		closeMenus(null);
		if (m)
			$("summary", m).focus();
		return;
	}
	/* Single keys can be turned off: no data-keys on body, no keys. */
	if (words.keys === undefined || ev.ctrlKey || ev.altKey || ev.metaKey
	    || typing(ev.target) || $("dialog[open]"))
		return;
	const key = prefix + ev.key;
	const waited = prefix !== "";
	prefix = "";
	let done = false;
	if (press(key))
		done = true;
	else if (waited)
		done = false;
	else if ($("[data-key^='" + CSS.escape(ev.key) + " ']"))
		prefix = ev.key + " ";
	else if (ev.key === "?")
		done = listKeys();
	else if (ev.key === "j" || ev.key === "k")
		done = moveRow(ev.key === "j" ? 1 : -1);
	else if (ev.key === "x")
		done = tickRow();
	if (prefix)
		setTimeout(() => {
			prefix = "";
		}, 1500);
	if (done)
		ev.preventDefault();
});
})();
