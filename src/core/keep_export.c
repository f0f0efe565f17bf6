#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "core/desk_inner.h"
#include "core/keep.h"
#include "core/keep_inner.h"
#include "core/system_log.h"

/* True for a word that filters by a key (team:North, -status:met, due<2d): it names no child. Any other
 * is what somebody searched for. */
static bool filters_by_key(const char *word)
{
	if (*word == '-')
		word++;
	const char *end = word + strspn(word, "abcdefghijklmnopqrstuvwxyz_");
	return end > word && *end && strchr(":<>=", *end) != NULL;
}

static void add_words(struct str_buf *why, const struct keep_export *export)
{
	size_t searched = 0;

	for (size_t i = 0; i < export->n_words; i++) {
		if (filters_by_key(export->words[i]))
			str_addf(why, ", %s", export->words[i]);
		else
			searched += export->words[i][0] != '\0';
	}
	if (searched > 0)
		str_addf(why, ", %zu search word%s", searched, searched == 1 ? "" : "s");
}

bool keep_exported(struct desk *desk, const struct keep_export *export, struct error *err)
{
	struct desk_line line = {.what = export->what,
				 .object = "file",
				 .object_id = export->object,
				 .reference = export->reference};
	struct str_buf why = {0};
	bool ok;

	if (export->object)
		str_addf(&why, "%s: ", export->object);
	str_addf(&why, "%" PRId64 " row%s", export->rows, export->rows == 1 ? "" : "s");
	if (export->form)
		str_addf(&why, ", %s", export->form);
	add_words(&why, export);
	line.why = why.text;
	ok = keep_line_write(desk, &line, err);
	if (!ok && system_log_line(desk, &line)) {
		error_clear(err);
		ok = true;
	}
	str_done(&why);
	return ok;
}

bool keep_can_export(struct desk *desk, struct error *err)
{
	const struct desk_line line = {.what = "export begins", .object = "file"};

	if (store_begin(desk->store, err)) {
		store_rollback(desk->store);
		return true;
	}
	if (!system_log_line(desk, &line)) {
		error_prefix(err, "%s", _("not given out: that rows leave cannot be noted"));
		return false;
	}
	error_clear(err);
	return true;
}
