/* What a bank transfer needs: the reference and the code for phones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../lib/base/transfer.h"

#define IBAN "DE89370400440532013000"

static void
references_have_two_digits(void **state)
{
	char r[TRANSFER_REFERENCE], iban[48];

	(void)state;
	/* The example of ISO 11649. */
	assert_true(transfer_reference("539007547034", r));
	assert_string_equal(r, "RF18539007547034");
	assert_true(transfer_reference("inv-2026/17", r));
	assert_string_equal(r + 4, "INV202617");
	assert_false(transfer_reference("", r));
	assert_false(transfer_reference("Ä1", r));
	assert_false(transfer_reference("1234567890123456789012", r));
	transfer_iban_print(IBAN, iban, sizeof iban);
	assert_string_equal(iban, "DE89 3704 0044 0532 0130 00");
}

static void
a_code_says_what_is_to_be_paid(void **state)
{
	struct transfer t = { "Name", IBAN, "", 1234567, NULL, "INV 1" };
	char code[TRANSFER_CODE];

	(void)state;
	assert_true(transfer_code(&t, code));
	assert_string_equal(
	    code, "BCD\n002\n1\nSCT\n\nName\n" IBAN "\nEUR12345.67\n\n\nINV 1");
	t.amount = 0;
	assert_false(transfer_code(&t, code));
	t.amount = 100000000000;
	assert_false(transfer_code(&t, code));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(references_have_two_digits),
		cmocka_unit_test(a_code_says_what_is_to_be_paid),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
