/* What the two files of the licence screen share. */
#ifndef ERP_LICENCEVERBS_H
#define ERP_LICENCEVERBS_H

#include "model/access.h"

struct req;

/* LICENCE_ERP or LICENCE_PORTAL, by the request's path. */
int64_t licence_product(const struct req *);

#endif
