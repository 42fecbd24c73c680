/*
 * The unit that pages are measured in: a program that does nothing but print
 * a page of 8 KB.  Linked like the page programs, statically.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define HEAD                                                                   \
	"Status: 200\nContent-Type: text/html; charset=utf-8\n"                \
	"Cache-Control: no-store\nContent-Length: 8192\n\n"

int
main(void)
{
	static char page[sizeof HEAD - 1 + 8192];

	memcpy(page, HEAD, sizeof HEAD - 1);
	memset(page + sizeof HEAD - 1, 'x', 8192);
	return write(STDOUT_FILENO, page, sizeof page) == sizeof page ? 0 : 1;
}
