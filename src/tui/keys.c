#include "config.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/utf8.h"
#include "tui/keys.h"

struct named_key {
	int32_t key;
	const char *name;
};

static const struct named_key named_keys[] = {
	{ ' ', N_("Space") }, { K_TAB, N_("Tab") }, { K_ENTER, N_("Enter") }, { K_ESCAPE, N_("Esc") },
	{ K_RUBOUT, N_("Backspace") }, { K_UP, N_("Up") }, { K_DOWN, N_("Down") }, { K_LEFT, N_("key|Left") },
	{ K_RIGHT, N_("Right") }, { K_HOME, N_("Home") }, { K_END, N_("End") }, { K_PAGE_UP, N_("PgUp") },
	{ K_PAGE_DOWN, N_("PgDn") }, { K_DELETE, N_("Del") }, { K_INSERT, N_("Ins") },
	{ K_BACK_TAB, N_("Shift-Tab") }, { K_GG, "gg" }, { K_UNKNOWN, "?" },
};

/* As the person reads it. */
static const char *shown_name(const struct named_key *named)
{
	return Q_(named->name);
}

/* In English, without the meaning before the bar. */
static const char *plain_name(const struct named_key *named)
{
	const char *bar = strchr(named->name, '|');

	return bar ? bar + 1 : named->name;
}

void keys_name(int32_t key, char out[KEY_NAME_SIZE])
{
	char bytes[5] = "";

	for (size_t i = 0; i < sizeof named_keys / sizeof *named_keys; i++)
		if (named_keys[i].key == key) {
			snprintf(out, KEY_NAME_SIZE, "%s", shown_name(&named_keys[i]));
			return;
		}
	if (key >= K_F1 && key <= K_F12)
		snprintf(out, KEY_NAME_SIZE, "F%d", (int)(key - K_F1 + 1));
	else if (key & K_ALT)
		snprintf(out, KEY_NAME_SIZE, "Alt-%c", (int)(key & 0x7f));
	else if (key > 0 && key < 32)
		snprintf(out, KEY_NAME_SIZE, "Ctrl-%c", (int)(key + '@'));
	else {
		if (key > 0 && key < K_NAMED)
			utf8_encode((uint32_t)key, bytes);
		snprintf(out, KEY_NAME_SIZE, "%s", bytes);
	}
}

int32_t keys_named(struct str_view name)
{
	for (size_t i = 0; i < sizeof named_keys / sizeof *named_keys; i++)
		if (named_keys[i].key != K_UNKNOWN && (str_equal_fold(name, plain_name(&named_keys[i])) ||
						       str_equal_fold(name, shown_name(&named_keys[i]))))
			return named_keys[i].key;
	return K_NONE;
}
