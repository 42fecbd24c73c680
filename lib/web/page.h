/*
 * Markup: only string literals go out as they are, everything else is escaped.
 * Attributes stand in double quotes, always.
 */
#ifndef POSTERN_PAGE_H
#define POSTERN_PAGE_H

#include "route.h"

/* html(r, variable) does not compile. */
#define html(r, literal) page_raw((r), "" literal "", sizeof(literal) - 1)
void page_raw(struct req *, const char *, size_t);

/* Escapes & < > " ' ; good for text and for attributes. */
void text(struct req *, const char *);
void textf(struct req *, const char *, ...)
    __attribute__((format(printf, 2, 3)));
/* One sentence for 1 and one for other numbers, both N_(); each with one %lu.
 */
void textn(struct req *, const char *one, const char *many, int64_t n);
/* Escaped, with line breaks kept as <br> and http(s) addresses as links
 * (rel="noopener noreferrer nofollow"). */
void text_lines(struct req *, const char *);

/* Begin and end of a page: the site's frame, status 200 unless set before. */
void page_open(struct req *, const struct head *);
void page_close(struct req *);

/* ---- small parts -------------------------------------------------------- */

void icon(struct req *, const char *name); /* decorative */
void link_to(
    struct req *, const char *path, const char *label); /* below prefix */
/* A link drawn as a button: class "btn", "btn primary" ...; icon may be NULL.
 */
void button_link(struct req *, const char *path, const char *class_literal,
    const char *icon_name, const char *label);
void pill(struct req *, const char *tone, const char *label);
void pill_choice(struct req *, const struct field *, const void *rec);
void banner(
    struct req *, const char *tone, const char *strong, const char *rest);
void avatar(struct req *, const char *name); /* initials */
void empty_state(struct req *, const char *icon_name, const char *title,
    const char *says, const char *path, const char *action);
/* <dl class="kv">: open, rows, close. */
void kv_open(struct req *);
void kv_text(struct req *, const char *label, const char *value);
void kv_field(
    struct req *, const struct entity *, unsigned tag, const void *rec);
/* An address of a document, first its tag of the name; nothing when empty. */
void kv_address(struct req *, const struct entity *, unsigned first,
    const void *rec, const char *label);
void kv_close(struct req *);

/* Times in the visitor's zone, as <time datetime="...">. */
void time_text(struct req *, int64_t t);     /* 23 Nov 2026, 20:14 */
void time_ago(struct req *, int64_t t);      /* 5 minutes ago */
void date_text(struct req *, int64_t date);  /* 23 Nov 2026 */
void size_text(struct req *, int64_t bytes); /* 1.2 MB */

/* Amounts in minor units: 1,284.60 EUR. The currency may be "". */
void amount_text(struct req *, int64_t amount, const char *currency);
const char *amount_words(struct req *, int64_t amount, const char *currency);
/* A row of a list of sums, dl.sums; strong: what it comes to. */
void sum_row(struct req *, const char *label, int64_t amount,
    const char *currency, bool strong);
/* "Tax 20 % on 100.00 EUR", the label of such a row; category: of what is not
 * taxed, or NULL. */
const char *tax_words(struct req *, const struct choice *category, int64_t rate,
    int64_t taxable, const char *currency);
/* Links to the other windows of a document's n lines, as ?from=. */
void line_pager(struct req *, const char *path, int from, int window, int n);
/* Money, prices, quantities, rates; money with the currency beside it. */
bool is_amount(const struct field *);
void amount_field(struct req *, const struct field *, const void *rec);
void number_field(struct req *, const struct field *, const void *rec);

/* A code that phones read: side rows of side squares, an odd number is a dark
 * one (print/qr.h). */
void code_drawing(struct req *, const unsigned char *squares, int side,
    const char *label, const char *hint);

/* Address of a static file, with the build's version in it. */
const char *static_url(struct req *, const char *name);

#endif
