/* Files of the source tree that the command carries with it. */
#ifndef POSTERN_EMBEDDED_H
#define POSTERN_EMBEDDED_H

/* apache/postern-portal.conf.in and the logo, as texts. */
extern const char vhost_template[] __asm__("postern_vhost_template");
extern const char portal_logo[] __asm__("postern_portal_logo");

#endif
