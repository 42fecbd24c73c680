/* Locations of customers: each address a version, and each customer its own. */
#include "own_fixture.h"

#include "../../lib/own/owncompany.h"

static struct location
west(const struct account *a)
{
	struct location l = { .account_id = a->id,
		.description = "West",
		.ship_line1 = "Road 1",
		.ship_city = "Bergen" };

	return l;
}

struct versions {
	int64_t location;
	int n;
	struct location_version at[4];
};

static bool
keep(void *arg, const void *rec)
{
	struct versions *v = arg;

	v->at[v->n++] = *(const struct location_version *)rec;
	return v->n < 4;
}

static void
look_up(struct versions *v)
{
	const struct location_version like = { .location = v->location };
	const struct list l = { .e = &location_version_entity,
		.index = LOCATION_VERSIONS,
		.like = &like,
		.prefix = 1 };
	struct store *s = store_open(world.home, STORE_READ);

	v->n = 0;
	assert_int_equal(store_list(store_view(s), &l, keep, v), RC_OK);
	store_close(s);
}

static void
each_address_is_a_version_that_stays(void **state)
{
	struct versions v = { .n = 0 };
	struct account a;
	struct location l;

	(void)state;
	company();
	a = customer("ALFKI", "Alfreds Futterkiste");
	l = west(&a);
	good(save(&location_entity, &l));
	assert_string_equal(l.location_id, "L000001");
	assert_int_equal(l.version, 1);
	clock_stop(NOON + DAY);
	str_copy(l.phone, sizeof l.phone, "+47 1");
	good(save(&location_entity, &l));
	assert_int_equal(l.version, 1);
	str_copy(l.ship_line1, sizeof l.ship_line1, "Road 2");
	good(save(&location_entity, &l));
	assert_int_equal(l.version, 2);
	assert_int_equal(l.since, NOON + DAY);
	assert_int_equal(save(&location_entity, &l), RC_SAME);
	v.location = l.id;
	look_up(&v);
	assert_int_equal(v.n, 2);
	assert_string_equal(v.at[0].ship_line1, "Road 1");
	assert_int_equal(v.at[0].since, NOON);
	assert_string_equal(v.at[1].ship_line1, "Road 2");
	assert_string_equal(v.at[1].ship_city, "Bergen");
}

static void
rules(void **state)
{
	struct account a, b;
	struct location l;

	(void)state;
	company();
	a = customer("ALFKI", "Alfreds Futterkiste");
	b = customer("BLAUS", "Blauer See");
	l = west(&a);
	l.ship_line1[0] = '\0';
	refused(save(&location_entity, &l), LOCATION_SHIP_LINE1, "street");
	l = west(&a);
	str_copy(l.ship_country, sizeof l.ship_country, "N1");
	refused(save(&location_entity, &l), LOCATION_SHIP_COUNTRY, "");
	l = west(&a);
	str_copy(l.location_id, sizeof l.location_id, "WEST");
	good(save(&location_entity, &l));
	l.account_id = b.id;
	refused(save(&location_entity, &l), LOCATION_ACCOUNT, "stays");
	/* The same code is free at another customer's. */
	l = west(&b);
	str_copy(l.location_id, sizeof l.location_id, "WEST");
	good(save(&location_entity, &l));
	l.id = l.rev = 0;
	assert_int_equal(save(&location_entity, &l), RC_EXISTS);
}

/* ---- at the door */

static void
locations_of_others_are_not_there(void **state)
{
	struct town t;
	struct location l;
	const struct person *const strangers[] = { &t.hanna, &t.maria };

	(void)state;
	town(&t);
	l = west(&t.tom.firm);
	good(save(&location_entity, &l));
	for (size_t i = 0; i < 2; i++) {
		struct versions v = { .n = 0 };
		struct location got, try = l;
		struct problems bad = { .n = 0 };
		struct visit d;

		enter(&d, strangers[i]);
		assert_int_equal(
		    own_get(d.own, &location_entity, l.id, &got), RC_NOTFOUND);
		assert_int_equal(
		    own_location_save(d.own, &try, &bad), RC_NOTFOUND);
		assert_int_equal(
		    own_location_versions(d.own, &l, keep, &v), RC_NOTFOUND);
		assert_int_equal(
		    own_count(d.own, &location_entity, LOCATION_OF_ACCOUNT, &l),
		    0);
		assert_int_equal(v.n, 0);
		leave(&d);
	}
	{
		struct versions v = { .n = 0 };
		struct visit d;

		enter(&d, &t.tom);
		assert_int_equal(
		    own_get(d.own, &location_entity, l.id, &l), RC_OK);
		assert_int_equal(
		    own_location_versions(d.own, &l, keep, &v), RC_OK);
		assert_int_equal(v.n, 1);
		leave(&d);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(each_address_is_a_version_that_stays),
		TEST(rules),
		TEST(locations_of_others_are_not_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
