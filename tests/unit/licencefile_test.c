/* Licences: what is taken, and every way of forging one that is not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "../../lib/base/date.h"
#include "../../lib/base/str.h"
#include "../../lib/format/licencefile.h"
#include "../../lib/model/feature.h"

static char dir[64], other_dir[64], key_file[128], other_key[128];

static int64_t
day(const char *iso)
{
	int64_t d = 0;

	assert_true(date_parse(iso, &d));
	return d;
}

static void
terms(struct licence *l)
{
	memset(l, 0, sizeof *l);
	l->product = LICENCE_PORTAL;
	str_copy(l->number, sizeof l->number, "P-2026-001");
	str_copy(l->licensee, sizeof l->licensee, "Müller & Söhne GmbH");
	str_copy(l->edition, sizeof l->edition, "Standard");
	str_copy(l->instance, sizeof l->instance, "AAAA-BBBB");
	l->issued = day("2026-01-01");
	l->valid_from = day("2026-01-15");
	l->valid_to = day("2026-12-31");
	l->warn_days = 30;
	l->grace_days = 14;
	l->erp_users = 5;
	l->portal_users = 50;
	l->instances = 1;
	l->features = FEATURE_PORTAL | FEATURE_PORTAL_CASES;
}

static struct licence_rules
rules(void)
{
	return (struct licence_rules){ .keys = dir,
		.product = LICENCE_PORTAL,
		.today = day("2026-06-01"),
		.latest = day("2026-05-31"),
		.instance = "AAAA-BBBB" };
}

/* A licence with one term changed, signed; the caller frees nothing. */
static const char *
signed_text(struct licence *l, const char *key)
{
	char why[LICENCE_WHY];

	if (!licence_sign(key, l, why, sizeof why))
		fail_msg("%s", why);
	return l->text;
}

static void
refused(const char *text, size_t n, const struct licence_rules *r,
    const char *sentence)
{
	struct licence l;
	char why[LICENCE_WHY] = "";

	if (licence_read(text, n, r, &l, why, sizeof why))
		fail_msg("taken, but wanted: %s", sentence);
	if (strstr(why, sentence) == NULL)
		fail_msg("\"%s\" does not say \"%s\"", why, sentence);
}

static int
setup(void **state)
{
	char id[LICENCE_KEY_ID_TEXT], why[LICENCE_WHY];

	(void)state;
	str_copy(dir, sizeof dir, "/tmp/postern-licence-XXXXXX");
	str_copy(other_dir, sizeof other_dir, "/tmp/postern-licence-XXXXXX");
	assert_non_null(mkdtemp(dir));
	assert_non_null(mkdtemp(other_dir));
	assert_true(licence_keygen(dir, "vendor", id, why, sizeof why));
	assert_true(licence_keygen(other_dir, "other", id, why, sizeof why));
	str_printf(key_file, sizeof key_file, "%s/vendor.key", dir);
	str_printf(other_key, sizeof other_key, "%s/other.key", other_dir);
	/* made once, never written over */
	assert_false(licence_keygen(dir, "vendor", id, why, sizeof why));
	return 0;
}

static int
teardown(void **state)
{
	char path[160];

	(void)state;
	unlink(key_file);
	unlink(other_key);
	str_printf(path, sizeof path, "%s/vendor.pub", dir);
	unlink(path);
	str_printf(path, sizeof path, "%s/other.pub", other_dir);
	unlink(path);
	rmdir(dir);
	rmdir(other_dir);
	return 0;
}

static void
test_file_and_key(void **state)
{
	struct licence_rules r = rules();
	struct licence made, read, typed;
	struct buf key = { 0 };
	char why[LICENCE_WHY];

	(void)state;
	terms(&made);
	signed_text(&made, key_file);
	if (!licence_read(
		made.text, strlen(made.text), &r, &read, why, sizeof why))
		fail_msg("%s", why);
	assert_int_equal(read.source, LICENCE_BY_FILE);
	assert_string_equal(read.licensee, "Müller & Söhne GmbH");
	assert_int_equal(read.valid_to, day("2026-12-31"));
	assert_int_equal(read.features, FEATURE_PORTAL | FEATURE_PORTAL_CASES);

	licence_key(&made, &key);
	assert_true(key.len < 300);
	if (!licence_read(key.data, key.len, &r, &typed, why, sizeof why))
		fail_msg("%s", why);
	assert_int_equal(typed.source, LICENCE_BY_KEY);
	assert_string_equal(typed.text, made.text);
	buf_free(&key);
}

/* As it is pasted: wrapped, with blanks, without its dashes. */
static void
test_key_by_hand(void **state)
{
	struct licence_rules r = rules();
	struct licence made, typed;
	struct buf key = { 0 }, wrapped = { 0 };
	char why[LICENCE_WHY];

	(void)state;
	terms(&made);
	signed_text(&made, key_file);
	licence_key(&made, &key);
	buf_str(&wrapped, "\r\n  ");
	for (size_t i = 0; i < key.len; i++) {
		if (key.data[i] != '-')
			buf_char(&wrapped, key.data[i]);
		if (i % 40 == 39)
			buf_str(&wrapped, "\n\t ");
	}
	assert_true(licence_read(
	    wrapped.data, wrapped.len, &r, &typed, why, sizeof why));
	assert_string_equal(typed.text, made.text);
	key.data[key.len / 2] = key.data[key.len / 2] == 'A' ? 'B' : 'A';
	refused(key.data, key.len, &r, "mistyped");
	refused(key.data, key.len - 7, &r, "mistyped");
	buf_free(&key);
	buf_free(&wrapped);
}

static void
test_every_bit(void **state)
{
	struct licence_rules r = rules();
	struct licence made, read;
	struct buf key = { 0 };
	char text[LICENCE_TEXT_MAX], why[LICENCE_WHY];
	size_t n;

	(void)state;
	terms(&made);
	n = strlen(signed_text(&made, key_file));
	memcpy(text, made.text, n);
	for (size_t i = 0; i < n; i++)
		for (int bit = 0; bit < 8; bit++) {
			text[i] = (char)(text[i] ^ 1 << bit);
			if (licence_read(text, n, &r, &read, why, sizeof why))
				fail_msg("byte %zu, bit %d", i, bit);
			assert_true(why[0] != '\0');
			text[i] = made.text[i];
		}
	for (size_t i = 0; i < n; i++)
		if (licence_read(text, i, &r, &read, why, sizeof why))
			fail_msg("cut at %zu", i);
	licence_key(&made, &key);
	for (size_t i = 0; i < key.len; i++) {
		char was = key.data[i];

		for (int c = 33; c < 127; c++) {
			key.data[i] = (char)c;
			/* a dash is nothing, wherever it stands */
			if (c == was || (was == '-' && c == '-'))
				continue;
			if (licence_read(
				key.data, key.len, &r, &read, why, sizeof why))
				fail_msg("key, character %zu as %c", i, c);
		}
		key.data[i] = was;
	}
	buf_free(&key);
}

/* Lines of a text, to put together anew. */
static int
lines_of(const char *text, const char *line[32], size_t len[32])
{
	int n = 0;

	while (*text != '\0' && n < 32) {
		line[n] = text;
		len[n] = strcspn(text, "\n") + 1;
		text += len[n++];
	}
	return n;
}

static void
test_lines(void **state)
{
	struct licence_rules r = rules();
	const char *line[32];
	size_t len[32];
	struct licence made, read;
	char why[LICENCE_WHY];
	int n;

	(void)state;
	terms(&made);
	n = lines_of(signed_text(&made, key_file), line, len);
	for (int i = 0; i < n; i++)
		for (int j = 0; j <= n; j++) {
			struct buf swapped = { 0 }, twice = { 0 };

			for (int k = 0; k < n; k++) {
				int from = k == i ? j % n : k == j ? i : k;

				buf_add(&swapped, line[from], len[from]);
				if (k == j)
					buf_add(&twice, line[i], len[i]);
				buf_add(&twice, line[k], len[k]);
			}
			if (j == n)
				buf_add(&twice, line[i], len[i]);
			if (i != j % n &&
			    licence_read(swapped.data, swapped.len, &r, &read,
				why, sizeof why))
				fail_msg(
				    "lines %d and %d changed places", i, j);
			if (licence_read(twice.data, twice.len, &r, &read, why,
				sizeof why))
				fail_msg("line %d again at %d", i, j);
			buf_free(&swapped);
			buf_free(&twice);
		}
}

static void
with(const struct licence *made, const char *find, const char *put,
    const char *sentence)
{
	struct licence_rules r = rules();
	const char *at = strstr(made->text, find);
	struct buf b = { 0 };

	assert_non_null(at);
	buf_add(&b, made->text, (size_t)(at - made->text));
	buf_str(&b, put);
	buf_str(&b, at + strlen(find));
	refused(b.data, b.len, &r, sentence);
	buf_free(&b);
}

static void
test_edited(void **state)
{
	struct licence made;

	(void)state;
	terms(&made);
	signed_text(&made, key_file);
	with(&made, "Portal-Users: 50", "Portal-Users: 500", "not genuine");
	with(&made, "Valid-To: 2026", "Valid-To: 2036", "not genuine");
	with(&made, "Product: PORTAL", "Product: ERP", "not genuine");
	with(&made, "Product: PORTAL", "Product: SHOP", "Product");
	with(&made, "postern-licence-1", "postern-licence-2", "format");
	with(&made, "Number: ", "Nummer: ", "Number is missing");
	with(&made, "Signature:", "X-Note: free\nSignature:", "not genuine");
	with(&made, "Signature:", "Extra: yes\nSignature:", "does not know");
	with(&made, "\nSignature:", "\r\nSignature:", "line ends");
	with(&made, "Grace-Days: 14", "Grace-Days: -1", "Grace-Days");
	with(&made, "Grace-Days: 14", "Grace-Days: 99999999999999999999",
	    "Grace-Days");
	with(&made, "portal_case_management", "everything", "Features");
	with(&made, "M\xc3\xbcller", "M\xfcller", "UTF-8");
	with(&made, "2026-12-31", "2026-13-31", "Valid-To");
}

static void
test_signature(void **state)
{
	struct licence_rules r = rules();
	struct licence a, b;
	const char *sign;
	struct buf text = { 0 };

	(void)state;
	terms(&a);
	terms(&b);
	b.portal_users = 500;
	signed_text(&a, key_file);
	signed_text(&b, key_file);
	/* another licence's signature */
	sign = strstr(a.text, "Signature:");
	buf_add(&text, b.text, (size_t)(strstr(b.text, "Signature:") - b.text));
	buf_str(&text, sign);
	refused(text.data, text.len, &r, "another licence");
	/* none, an empty one, a short one */
	buf_clear(&text);
	buf_add(&text, a.text, (size_t)(sign - a.text));
	refused(text.data, text.len, &r, "no signature");
	buf_str(&text, "Signature:\n");
	refused(text.data, text.len, &r, "empty");
	text.len -= 1;
	text.data[text.len] = '\0';
	buf_printf(&text, " ed25519 %s \n", a.key_id);
	refused(text.data, text.len, &r, "empty");
	text.len -= 2;
	text.data[text.len] = '\0';
	buf_str(&text, " AAAA\n");
	refused(text.data, text.len, &r, "damaged");
	/* a key that is not one of ours; then one that names ours */
	terms(&b);
	signed_text(&b, other_key);
	refused(b.text, strlen(b.text), &r, "not one of the vendor keys");
	sign = strstr(b.text, b.key_id);
	memcpy(b.text + (sign - b.text), a.key_id, strlen(a.key_id));
	refused(b.text, strlen(b.text), &r, "not genuine");
	buf_free(&text);
}

static void
test_not_here_not_now(void **state)
{
	struct licence_rules r = rules();
	struct licence l;

	(void)state;
	terms(&l);
	signed_text(&l, key_file);
	r.product = LICENCE_ERP;
	refused(l.text, strlen(l.text), &r, "for the portal, not for the ERP");
	r = rules();
	r.instance = "CCCC-DDDD";
	refused(l.text, strlen(l.text), &r, "another company's store");
	r = rules();
	r.today = r.latest = day("2026-01-14");
	refused(l.text, strlen(l.text), &r, "begins on 15 Jan 2026");
	r.today = r.latest = day("2027-01-01");
	refused(l.text, strlen(l.text), &r, "ended on 31 Dec 2026");
	r = rules();
	r.latest = day("2027-02-01");
	refused(l.text, strlen(l.text), &r, "turned back");
	l.valid_from = day("2026-12-31") + 1;
	signed_text(&l, key_file);
	r = rules();
	refused(l.text, strlen(l.text), &r, "ends before it begins");
}

static void
test_any_instance_and_last_day(void **state)
{
	struct licence_rules r = rules();
	struct licence l, read;
	char why[LICENCE_WHY];

	(void)state;
	terms(&l);
	str_copy(l.instance, sizeof l.instance, "any");
	signed_text(&l, key_file);
	r.product = 0;
	r.today = r.latest = day("2026-12-31");
	if (!licence_read(l.text, strlen(l.text), &r, &read, why, sizeof why))
		fail_msg("%s", why);
}

static void
test_long(void **state)
{
	static char junk[10 * 1024 * 1024];
	struct licence_rules r = rules();

	(void)state;
	memset(junk, 'A', sizeof junk);
	refused(junk, sizeof junk, &r, "too long");
	memcpy(junk, "Format: ", 8);
	refused(junk, sizeof junk, &r, "too long");
	refused(junk, 3999, &r, "incomplete");
	refused("", 0, &r, "neither");
	refused("Format: postern-licence-1\n", 26, &r, "Product");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_file_and_key),
		cmocka_unit_test(test_key_by_hand),
		cmocka_unit_test(test_every_bit),
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_edited),
		cmocka_unit_test(test_signature),
		cmocka_unit_test(test_not_here_not_now),
		cmocka_unit_test(test_any_instance_and_last_day),
		cmocka_unit_test(test_long),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
