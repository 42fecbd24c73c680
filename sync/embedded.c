/* Files of the source tree that the command carries with it. */
#include "embedded.h"

__asm__(".section .rodata\n"
	".globl postern_vhost_template, postern_portal_logo\n"
	"postern_vhost_template:\n"
	".incbin \"apache/postern-portal.conf.in\"\n"
	".byte 0\n"
	"postern_portal_logo:\n"
	".incbin \"htdocs/common/logo-portal.svg\"\n"
	".byte 0\n"
	".previous\n");
