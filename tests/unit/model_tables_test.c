/* What must hold for the table of every entity. */
#include "model_fixture.h"

#include <ctype.h>

static void
every_record_begins_with_id_and_rev(void **state)
{
	(void)state;
	for (int i = 0; entities[i] != NULL; i++) {
		const struct field *f = entities[i]->fields;

		assert_int_equal(f[0].tag, TAG_ID);
		assert_int_equal(f[0].off, 0);
		assert_string_equal(f[0].name, "id");
		assert_int_equal(f[1].tag, TAG_REV);
		assert_int_equal(f[1].off, sizeof(int64_t));
		assert_string_equal(f[1].name, "rev");
		assert_true(f[0].flags & F_SYSTEM && f[1].flags & F_SYSTEM);
	}
}

static void
numbers_and_names_of_entities_are_unique(void **state)
{
	(void)state;
	for (int i = 0; entities[i] != NULL; i++) {
		const struct entity *e = entities[i];

		assert_in_range(e->number, 1, 200);
		assert_ptr_equal(entity_named(e->name), e);
		assert_true(e->label[0] != '\0' && e->plural[0] != '\0');
		for (int j = 0; j < i; j++) {
			assert_int_not_equal(e->number, entities[j]->number);
			assert_string_not_equal(e->name, entities[j]->name);
		}
	}
	assert_null(entity_named("nothing"));
}

/* A name goes into XML, CSV heads, URLs and forms. */
static void
check_name(const char *name)
{
	assert_true(islower((unsigned char)name[0]));
	for (; *name != '\0'; name++)
		assert_true(islower((unsigned char)*name) ||
		    isdigit((unsigned char)*name) || *name == '_');
}

static void
check_choices(const struct field *f)
{
	int64_t seen = 0;

	assert_non_null(f->choices);
	for (const struct choice *c = f->choices; c->value != 0; c++) {
		check_name(c->name);
		assert_true(c->label[0] != '\0');
		for (const struct choice *d = f->choices; d != c; d++) {
			assert_true(c->value != d->value);
			assert_string_not_equal(c->name, d->name);
		}
		if (f->type == &type_bits) {
			assert_true((c->value & (c->value - 1)) == 0);
			assert_true((seen & c->value) == 0);
			seen |= c->value;
		}
		if (c->tone != NULL)
			assert_true(
			    str_listed("ok warn bad info draft", c->tone));
	}
}

static void
fields_are_described_in_full(void **state)
{
	(void)state;
	for (int i = 0; entities[i] != NULL; i++) {
		const struct entity *e = entities[i];

		for (const struct field *f = e->fields; f->tag != 0; f++) {
			check_name(f->name);
			assert_true(f->label[0] != '\0');
			assert_true(f->off + f->size <= e->size);
			if (f->type->storage == STORE_TEXT)
				assert_true(
				    f->size > 1 && f->size <= FIELD_TEXT);
			else
				assert_int_equal(f->size, sizeof(int64_t));
			if (f->type == &type_choice || f->type == &type_bits)
				check_choices(f);
			else
				assert_null(f->choices);
			if (f->type == &type_ref)
				assert_non_null(f->refers);
			for (const struct field *g = e->fields; g != f; g++) {
				assert_int_not_equal(f->tag, g->tag);
				assert_string_not_equal(f->name, g->name);
				assert_true(f->off >= g->off + g->size ||
				    g->off >= f->off + f->size);
			}
		}
	}
}

static void
references_lead_to_known_entities(void **state)
{
	(void)state;
	for (int i = 0; entities[i] != NULL; i++)
		for (const struct field *f = entities[i]->fields; f->tag != 0;
		     f++)
			if (f->refers != NULL)
				assert_ptr_equal(
				    entity_named(f->refers->name), f->refers);
}

static void
indexes_are_made_of_fields(void **state)
{
	(void)state;
	for (int i = 0; entities[i] != NULL; i++) {
		const struct entity *e = entities[i];

		for (const struct index *ix = e->indexes;
		     ix != NULL && ix->number != 0; ix++) {
			unsigned n = 0;

			assert_in_range(ix->number, 1, 99);
			assert_ptr_equal(record_index(e, ix->number), ix);
			while (n < INDEX_TAGS && ix->tags[n] != 0)
				assert_non_null(record_field(e, ix->tags[n++]));
			assert_true(n > 0 && ix->prefix <= n);
		}
		if (e->key != 0)
			assert_non_null(record_key_index(e, e->key));
		if (e->title != 0)
			assert_non_null(record_field(e, e->title));
		if (e->scope != 0)
			assert_ptr_equal(
			    record_field(e, e->scope)->type, &type_ref);
	}
}

/* The longest values of every index fit into a key. */
static void
the_longest_keys_fit(void **state)
{
	(void)state;
	for (int i = 0; entities[i] != NULL; i++) {
		const struct entity *e = entities[i];
		void *rec = calloc(1, e->size);

		assert_non_null(rec);
		for (const struct field *f = e->fields; f->tag != 0; f++)
			if (f->type->storage == STORE_TEXT)
				memset((char *)rec + f->off, 'W', f->size - 1);
			else
				record_set_int(f, rec, INT64_MAX);
		for (const struct index *ix = e->indexes;
		     ix != NULL && ix->number != 0; ix++) {
			struct buf key = { 0 };

			record_key(e, ix, INDEX_TAGS, rec, &key);
			assert_in_range(key.len, 1, KEY_MAX);
			buf_free(&key);
		}
		free(rec);
	}
}

static int64_t
any(void)
{
	return (int64_t)((uint64_t)random() << 33 ^ (uint64_t)random() << 2 ^
	    (uint64_t)random());
}

static void
fill(const struct entity *e, void *rec)
{
	static const char *const bits[] = { "a", "Z", "7", " ", "é", "ł", "€",
		"𝄞", "-" };

	for (const struct field *f = e->fields; f->tag != 0; f++) {
		char *to = (char *)rec + f->off;
		size_t n = 0, want;

		if (random() % 4 == 0)
			continue;
		if (f->type->storage == STORE_INT) {
			record_set_int(f, rec, any());
			continue;
		}
		want = (size_t)random() % f->size;
		for (;;) {
			const char *bit = bits[random() % 9];

			if (n + strlen(bit) >= f->size || n >= want)
				break;
			memcpy(to + n, bit, strlen(bit));
			n += strlen(bit);
		}
	}
}

static void
random_records_survive_the_disk(void **state)
{
	(void)state;
	srandom(20261123);
	for (int i = 0; entities[i] != NULL; i++) {
		const struct entity *e = entities[i];
		void *a = calloc(1, e->size), *b = malloc(e->size);

		assert_true(a != NULL && b != NULL);
		for (int round = 0; round < 50; round++) {
			struct buf bytes = { 0 };

			memset(a, 0, e->size);
			memset(b, 0x5a, e->size);
			fill(e, a);
			record_pack(e, a, &bytes);
			assert_true(record_unpack(e,
			    bytes.data == NULL ? "" : bytes.data, bytes.len,
			    b));
			assert_memory_equal(a, b, e->size);
			buf_free(&bytes);
		}
		free(a);
		free(b);
	}
}

/* What a file can bring in it gets back: print, then parse. */
static void
printed_values_are_read_again(void **state)
{
	(void)state;
	for (int i = 0; entities[i] != NULL; i++) {
		const struct entity *e = entities[i];
		void *a = calloc(1, e->size), *b = calloc(1, e->size);

		assert_true(a != NULL && b != NULL);
		for (const struct field *f = e->fields; f->tag != 0; f++) {
			char text[FIELD_TEXT];

			for (const struct choice *c = f->choices;
			     c != NULL && c->value != 0; c++) {
				record_set_int(f, a, c->value);
				field_print(f, a, text, sizeof text);
				assert_null(field_parse(f, text, b));
				assert_true(record_int(f, b) == c->value);
			}
		}
		free(a);
		free(b);
	}
}

/* ---- numbers on disk: a change of them is seen as a diff */

static const char golden[] = "tests/golden/tags";

static void
list_tags(struct buf *b)
{
	for (int i = 0; entities[i] != NULL; i++) {
		const struct entity *e = entities[i];

		buf_printf(b, "%u %s\n", e->number, e->name);
		for (const struct field *f = e->fields; f->tag != 0; f++)
			buf_printf(
			    b, "\t%u %s %s\n", f->tag, f->name, f->type->name);
		for (const struct field *f = e->fields; f->tag != 0; f++)
			for (const struct choice *c = f->choices;
			     c != NULL && c->value != 0; c++)
				buf_printf(b, "\t%s=%lld %s\n", f->name,
				    (long long)c->value, c->name);
		for (const struct index *ix = e->indexes;
		     ix != NULL && ix->number != 0; ix++) {
			buf_printf(b, "\tindex %u%s%s, first %u of", ix->number,
			    ix->unique     ? " unique" :
				ix->sparse ? " sparse" :
					     "",
			    ix->carry ? " carry" : "", ix->prefix);
			for (int t = 0; t < INDEX_TAGS && ix->tags[t]; t++)
				buf_printf(b, " %s",
				    record_field(e, ix->tags[t])->name);
			buf_char(b, '\n');
		}
	}
}

static void
numbers_on_disk_are_as_they_were(void **state)
{
	const char *mode = getenv("GOLDEN");
	struct buf now = { 0 };
	char was[100000];
	size_t n;
	FILE *f;

	(void)state;
	list_tags(&now);
	if (mode != NULL && strcmp(mode, "rewrite") == 0) {
		assert_non_null(f = fopen(golden, "w"));
		fwrite(now.data, 1, now.len, f);
		assert_int_equal(fclose(f), 0);
	}
	if ((f = fopen(golden, "r")) == NULL)
		fail_msg("%s: not found; run from the top of the tree", golden);
	n = fread(was, 1, sizeof was - 1, f);
	was[n] = '\0';
	fclose(f);
	n = 0;
	while (was[n] != '\0' && was[n] == now.data[n])
		n++;
	if (was[n] != now.data[n]) {
		while (n > 0 && was[n - 1] == now.data[n - 1] &&
		    was[n - 1] != '\n')
			n--;
		print_message(
		    "was: %.60s\nis:  %.60s\n", was + n, now.data + n);
		buf_free(&now);
		fail_msg("%s: make golden when this is meant", golden);
	}
	buf_free(&now);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_record_begins_with_id_and_rev),
		cmocka_unit_test(numbers_and_names_of_entities_are_unique),
		cmocka_unit_test(fields_are_described_in_full),
		cmocka_unit_test(references_lead_to_known_entities),
		cmocka_unit_test(indexes_are_made_of_fields),
		cmocka_unit_test(the_longest_keys_fit),
		cmocka_unit_test(random_records_survive_the_disk),
		cmocka_unit_test(printed_values_are_read_again),
		cmocka_unit_test(numbers_on_disk_are_as_they_were),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
