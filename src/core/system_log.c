#include "config.h"

#include "core/system_log.h"

#include <inttypes.h>

#include "base/str.h"
#include "base/utf8.h"
#include "core/desk.h"

static void add(struct str_buf *text, const char *name, const char *value)
{
	if (!value)
		return;
	str_addf(text, " %s=", name);
	utf8_safe(text, value, false);
}

bool system_log_line(struct desk *desk, const struct desk_line *line)
{
	const struct surroundings *world = desk->world;
	struct str_buf text = {0};
	bool taken;

	if (!world->system_log)
		return false;
	str_addf(&text, "audit: %s", line->what);
	add(&text, "object", line->object);
	add(&text, "id", line->object_id);
	add(&text, "reference", line->reference);
	add(&text, "login", desk->login);
	str_addf(&text, " uid=%" PRId64, world->uid);
	add(&text, "session", desk->session);
	taken = world->system_log(world->arg, text.text);
	str_done(&text);
	return taken;
}
