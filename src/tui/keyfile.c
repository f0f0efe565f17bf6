#include "config.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "tui/keyfile.h"

enum { FILE_MOST = 1 << 16, USES_MOST = 4 };

/* One file as it is read. */
struct reading {
	struct keymap *map;
	const char *name, *folder;
	struct str_buf *faults;
	size_t n_faults;
	int line, depth;
	struct bound {
		int32_t key;
		int line;
	} *bound;		/* by lines of this file */
	size_t n_bound, room;
};

static void fault(struct reading *reading, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void fault(struct reading *reading, const char *format, ...)
{
	char text[256];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	str_addf(reading->faults, "%s:%d: %s\n", reading->name, reading->line, text);
	reading->n_faults++;
}

/* ---- keys by name ---- */

static int32_t control(struct str_view name)
{
	bool caret = name.n == 2 && name.at[0] == '^';
	char letter = (char)tolower((unsigned char)name.at[name.n - 1]);

	if (!caret && (name.n != 6 || !str_equal_fold((struct str_view){ name.at, 5 }, "ctrl-")))
		return K_NONE;
	return letter >= 'a' && letter <= 'z' ? K_CTRL(letter) : K_NONE;
}

static int32_t function(struct str_view name)
{
	int64_t n;

	if (name.n < 2 || (name.at[0] != 'F' && name.at[0] != 'f')
	    || !str_to_int((struct str_view){ name.at + 1, name.n - 1 }, &n) || n < 1 || n > 12)
		return K_NONE;
	return K_F1 + (int32_t)n - 1;
}

int32_t keyfile_key(struct str_view name)
{
	uint32_t code;
	int32_t key;

	if (!name.n)
		return K_NONE;
	if (utf8_decode(name.at, name.n, &code) == name.n)
		return code > ' ' && code != K_RUBOUT ? (int32_t)code : K_NONE;
	key = keys_named(name);
	if (key == K_NONE)
		key = function(name);
	return key == K_NONE ? control(name) : key;
}

/* ---- lines ---- */

static size_t read_text(struct reading *reading, const char *text);

static char *shipped_text(const char *path)
{
	FILE *file = fopen(path, "re");
	char *text = mem_new(FILE_MOST + 1);
	size_t n = file ? fread(text, 1, FILE_MOST, file) : 0;

	text[n] = '\0';
	if (file)
		fclose(file);
	else {
		free(text);
		text = NULL;
	}
	return text;
}

/* A shipped alternative, by a name that is no path. */
static void use(struct reading *reading, struct str_view name)
{
	struct str_buf path = { 0 };
	char *text = NULL;
	bool plain = name.n > 0 && name.n < 64;

	for (size_t i = 0; i < name.n; i++)
		plain = plain && (islower((unsigned char)name.at[i]) || name.at[i] == '-');
	if (plain && reading->depth < USES_MOST && reading->folder) {
		str_addf(&path, "%s/keys/%.*s", reading->folder, (int)name.n, name.at);
		text = shipped_text(path.text);
	}
	if (text) {
		struct reading inner = { .map = reading->map, .name = path.text, .folder = reading->folder,
					 .faults = reading->faults, .depth = reading->depth + 1 };

		reading->n_faults += read_text(&inner, text);
	} else {
		fault(reading, _("use %.*s: no such keys are shipped; vi, mutt and function-keys-only are"),
		      (int)name.n, name.at);
	}
	free(text);
	str_done(&path);
}

static bool bound_before(struct reading *reading, int32_t key, struct str_view name)
{
	for (size_t i = 0; i < reading->n_bound; i++)
		if (reading->bound[i].key == key) {
			fault(reading, _("%.*s: it was bound on line %d already; remove one of the two"),
			      (int)name.n, name.at, reading->bound[i].line);
			return true;
		}
	mem_grow(&reading->bound, reading->n_bound, &reading->room, sizeof *reading->bound);
	reading->bound[reading->n_bound++] = (struct bound){ key, reading->line };
	return false;
}

/* True when the act can be reached by the key in one of its places: letters are letters in forms. */
static bool is_of_use(const struct keymap *map, int32_t key, const struct binding *binding)
{
	for (int place = 0; place < PLACES; place++)
		if (binding->places & 1u << place
		    && keymap_action(map, (enum place)place, key) == binding->action)
			return true;
	return false;
}

static void bind(struct reading *reading, struct str_view key_name, struct str_view act_name)
{
	char *name = str_copy(act_name);
	const struct binding *binding = keymap_named(name);
	bool none = str_equal(act_name, "none");
	int32_t key = keyfile_key(key_name);
	struct keymap before = *reading->map;

	if (key == K_NONE)
		fault(reading, _("%.*s: no key is called so; names are as help shows them"), (int)key_name.n,
		      key_name.at);
	else if (!binding && !none)
		fault(reading, _("%s: no act is called so; `:` lists the names"), name);
	else if (bound_before(reading, key, key_name))
		;
	else if (!keymap_bind(reading->map, key, none ? ACT_NONE : binding->action))
		fault(reading, _("%s: it has %d keys already; take one away with `KEY none`"), name,
		      KEYMAP_KEYS);
	else if (!none && !is_of_use(reading->map, key, binding)) {
		*reading->map = before;
		fault(reading, _("%.*s: where `%s` works this key is typed as text; choose another"),
		      (int)key_name.n, key_name.at, name);
	}
	free(name);
}

static void read_line(struct reading *reading, struct str_view line)
{
	struct str_view first, second;

	line = str_trim(line);
	if (!line.n || line.at[0] == '#')
		return;
	first.at = line.at;
	first.n = 0;
	while (first.n < line.n && line.at[first.n] != ' ' && line.at[first.n] != '\t')
		first.n++;
	second = str_trim((struct str_view){ line.at + first.n, line.n - first.n });
	if (!second.n)
		fault(reading, _("%.*s: what it is to do is missing; write `key action`"), (int)first.n,
		      first.at);
	else if (str_equal(first, "use"))
		use(reading, second);
	else if (str_equal(first, "mouse") && (str_equal(second, "on") || str_equal(second, "off")))
		reading->map->mouse = str_equal(second, "on");
	else
		bind(reading, first, second);
}

/* Without these nobody finds out, or comes away: what lost its last key gets the shipped ones again. */
static void keep_lifelines(struct reading *reading)
{
	static const enum action lifelines[] = {ACT_HELP, ACT_OPEN, ACT_CANCEL, ACT_LEAVE, ACT_SAVE};
	struct keymap shipped;

	keymap_init(&shipped);
	for (size_t i = 0; i < sizeof lifelines / sizeof *lifelines; i++) {
		enum action action = lifelines[i];
		char name[KEY_NAME_SIZE];

		if (reading->map->keys[action][0] != K_NONE)
			continue;
		keymap_bind(reading->map, shipped.keys[action][0], action);
		keymap_key_name(reading->map, action, name);
		fault(reading, _("an act without which nobody gets on had no key left; it keeps %s"), name);
	}
}

static size_t read_text(struct reading *reading, const char *text)
{
	struct str_view rest = str_view(text);

	while (rest.n) {
		reading->line++;
		read_line(reading, str_cut(&rest, '\n'));
	}
	free(reading->bound);
	return reading->n_faults;
}

size_t keyfile_read(struct keymap *map, const char *name, const char *text, const char *folder,
		    struct str_buf *faults)
{
	struct reading reading = { .map = map, .name = name, .folder = folder, .faults = faults };

	read_text(&reading, text);
	keep_lifelines(&reading);
	return reading.n_faults;
}
