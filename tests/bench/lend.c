#include "config.h"

#include <poll.h>
#include <pwd.h>
#include <time.h>
#include <unistd.h>

#include "lend.h"
#include "measure.h"

static int64_t now_ms(void *arg)
{
	struct timespec now;

	(void)arg;
	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void pause_ms(void *arg, int ms)
{
	(void)arg;
	poll(NULL, 0, ms);
}

struct surroundings lend_machine(void)
{
	const struct passwd *entry = getpwuid(getuid());

	return (struct surroundings){
		.now_ms = now_ms, .pause_ms = pause_ms, .uid = getuid(), .login = entry ? entry->pw_name : NULL,
		.pid = getpid(), .data_folder = PKGDATADIR, .libexec_folder = PKGLIBEXECDIR,
	};
}

struct desk *lend_desk(const char *database, int64_t now, const struct surroundings *world)
{
	const struct desk_options options = { .database = database, .now = now, .known = INSTANT_NONE };
	struct error err = {0};
	struct desk *desk = desk_open(&options, world, &err);

	if (!desk || !desk_practice(desk, &err))
		measure_die(database, err.text);
	return desk;
}
