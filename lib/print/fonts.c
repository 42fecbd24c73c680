/*
 * The system's fonts and their cache, by rules of our own: forty files of rules
 * for screens are not read, and what they say cannot change a document.
 */
#include "fonts.h"

#include <fontconfig/fontconfig.h>
#include <pthread.h>

#include "die.h"

static const char rules[] =
    "<?xml version=\"1.0\"?><fontconfig>"
    "<dir>/usr/share/fonts</dir><dir>/usr/local/share/fonts</dir>"
    "<cachedir>/var/cache/fontconfig</cachedir>"
    "<cachedir prefix=\"xdg\">fontconfig</cachedir>"
    "</fontconfig>";

static void
begin(void)
{
	FcConfig *c = FcConfigCreate();

	if (c == NULL ||
	    !FcConfigParseAndLoadFromMemory(
		c, (const FcChar8 *)rules, FcTrue) ||
	    !FcConfigBuildFonts(c) || !FcConfigSetCurrent(c))
		die("print", "the system's fonts cannot be read");
	FcConfigDestroy(c);
}

void
fonts_begin(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, begin);
}
