#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "base/str.h"
#include "core/desk_inner.h"
#include "core/keep.h"
#include "core/keep_inner.h"

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
	struct str_buf why = {0};
	bool ok;

	if (export->object)
		str_addf(&why, "%s: ", export->object);
	str_addf(&why, "%" PRId64 " row%s", export->rows, export->rows == 1 ? "" : "s");
	if (export->form)
		str_addf(&why, ", %s", export->form);
	add_words(&why, export);
	ok = keep_line_write(desk,
			     &(struct desk_line){.what = export->what,
						 .object = "file",
						 .object_id = export->object,
						 .reference = export->reference,
						 .why = why.text},
			     err);
	str_done(&why);
	return ok;
}

bool keep_can_export(struct desk *desk, struct error *err)
{
	if (!store_begin(desk->store, err))
		return false;
	store_rollback(desk->store);
	return true;
}
