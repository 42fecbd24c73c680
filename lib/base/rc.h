/* The outcomes a caller is expected to handle; anything worse ends in die(). */
#ifndef POSTERN_RC_H
#define POSTERN_RC_H

enum rc {
	RC_OK,
	RC_SAME,     /* nothing differed, nothing was written */
	RC_NOTFOUND, /* not there, or not the asker's: the two look the same */
	RC_EXISTS,   /* a unique value is taken */
	RC_INVALID,  /* the struct problems says why */
	RC_CONFLICT, /* somebody else changed the record meanwhile */
	RC_REFUSED,  /* a rule about rights, licence or status says no */
	RC_FULL,     /* no space on the disk; nothing was changed */
};

#define CHECK_RC __attribute__((warn_unused_result))

#endif
