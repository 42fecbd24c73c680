/* The language of this process; English needs no catalogue. */
#include "text.h"

bool text_translates;
