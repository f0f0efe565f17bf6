/* The small authority of world.h under the policy that is shipped, as it stands in the sources. */
#ifndef TESTS_CORE_SHIPPED_WORLD_H
#define TESTS_CORE_SHIPPED_WORLD_H

#include "stage.h"

/* For cmocka's fixtures: a rehearsing file on Fri 1 Mar 2024 09:01 with Ada Green (ada, manager), Mo Hale (mo,
 * manager), Sam Grey (sam, practitioner), Rea Dunn (rea, reader). */
int shipped_setup(void **state);

/* The shipped policy with one line of a file changed, applied to the world. The line must be there. */
void shipped_change(struct world *world, const char *file, const char *line, const char *instead);

/* "met", "on-track", ... of the one clock of a timescale that is not withdrawn, at the desk's moment. */
const char *shipped_status(struct desk *desk, const char *reference, const char *timescale);

#endif
