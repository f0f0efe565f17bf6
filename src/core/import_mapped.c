#include "config.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "clock/civil.h"
#include "core/exchange.h"
#include "core/import_mapped.h"

/* Rows are gathered until there are so many, then put child by child: what several lists say of a child is
 * put at once, and memory stays as it is, however long the file. */
enum { CHILDREN_MAX = 10000, RECORDS_MAX = 40000, STEP = 64 };

static const char *const own_columns[OWN_FIELDS] = {"name", "born", "family", "team", "worker"};

/* ---- what is not taken ---- */

static void tell(struct mapped *mapped, const struct import_list *list, int64_t line, struct str_view heading,
		 struct str_view value, const char *reason)
{
	struct str_buf shown[2] = {{0}, {0}};
	char *texts[2] = {str_copy(heading), str_copy(value)};
	struct import_refusal refusal = {
		.file = list->file, .list = list->title, .row = line, .reason = reason};

	for (int i = 0; i < 2; i++)
		utf8_safe(&shown[i], texts[i], false);
	refusal.column = heading.n ? shown[0].text : NULL;
	refusal.value = shown[1].text;
	if (mapped->run.watch && mapped->run.watch->refused)
		mapped->run.watch->refused(mapped->run.watch->arg, &refusal);
	for (int i = 0; i < 2; i++) {
		str_done(&shown[i]);
		free(texts[i]);
	}
}

bool mapped_refuse(struct import_run *run, struct mapped_row *row, const char *heading, const char *value,
		   const char *reason, ...)
{
	struct mapped *mapped = run->state;
	va_list args;
	char *made;

	row->refused = true;
	va_start(args, reason);
	if (vasprintf(&made, reason, args) >= 0) {
		tell(mapped, &mapped->lists->items[row->list_at], row->line, str_view(heading ? heading : ""),
		     str_view(value ? value : ""), made);
		free(made);
	}
	va_end(args);
	return false;
}

/* ---- putting what was gathered ---- */

static void count_row(struct mapped *mapped, const struct mapped_row *row)
{
	struct import_list *list = &mapped->lists->items[row->list_at];

	list->refused += row->refused;
	list->changed += !row->refused && row->changed > 0;
	list->fresh += !row->refused && row->changed == 0 && row->fresh > 0;
	list->unchanged += !row->refused && row->changed == 0 && row->fresh == 0;
}

/* Tells how far it is; false, and said, where somebody wants it to end. */
static bool go_on(struct mapped *mapped, struct error *err)
{
	const struct import_watch *watch = mapped->run.watch;

	return !watch || !watch->progress ||
	       watch->progress(watch->arg, (int64_t)(mapped->at * 1000 + mapped->thousandths),
			       (int64_t)(mapped->of * 1000)) ||
	       error_set(err, ERROR_INPUT, _("%s: interrupted: nothing of it was kept"), mapped->run.file);
}

/* Of whom nothing has a date yet wait for the lists that follow: what is said of them stands here alone. */
static void keep_silent(struct mapped *mapped)
{
	const struct mapped_child *child = mapped->first;
	struct pool old = mapped->run.pool;

	mapped->run.pool = (struct pool){0};
	memset(mapped->slots, 0, sizeof(mapped->slots));
	mapped->first = NULL;
	mapped->end = &mapped->first;
	for (; child; child = child->next) {
		struct mapped_child *kept;

		if (child->put)
			continue;
		kept = mapped_child_named(mapped, str_view(child->reference));
		for (int i = 0; i < OWN_FIELDS; i++)
			kept->own[i] = pool_text(&mapped->run.pool, child->own[i]);
	}
	pool_done(&old);
}

/* Puts what was gathered, and makes room for more. */
static bool put_all(struct mapped *mapped, struct error *err)
{
	size_t n = 0;

	for (struct mapped_child *child = mapped->first; child; child = child->next) {
		child->put = child->first;
		if (++n % STEP == 0 && !go_on(mapped, err))
			return false;
		if (!mapped_put(&mapped->run, child, err))
			return error_prefix(err, "%s", child->reference);
	}
	for (const struct mapped_row *row = mapped->rows; row; row = row->next)
		count_row(mapped, row);
	mapped->rows = mapped->row = NULL;
	mapped->rows_end = &mapped->rows;
	keep_silent(mapped);
	mapped->n_children = mapped->n_records = 0;
	return true;
}

/* ---- lists and kinds ---- */

static void take_list(struct mapped *mapped, const struct frame *frame)
{
	struct import_list *list;
	struct str_buf title = {0};
	char *text = str_copy(frame->cells[1].n ? frame->cells[1] : frame->cells[0]);

	utf8_safe(&title, text, false);
	free(text);
	mem_grow(&mapped->lists->items, mapped->lists->n, &mapped->lists->room, sizeof(*list));
	list = &mapped->lists->items[mapped->lists->n];
	*list = (struct import_list){.file = mapped->run.file, .title = str_take(&title)};
	mem_grow(&mapped->items, mapped->n, &mapped->room, sizeof(*mapped->items));
	mapped->items[mapped->n++] = (struct mapped_list){.report = mapped->lists->n++};
}

static void add_once(struct str_buf *words, const char *word)
{
	size_t n = strlen(word);

	for (const char *at = words->text; at && (at = strstr(at, word)) != NULL; at += n)
		if ((at == words->text || at[-1] == ' ') && (at[n] == '\0' || at[n] == ','))
			return;
	str_addf(words, "%s%s", words->text && words->text[0] ? ", " : "", word);
}

static int own_of(const char *name)
{
	for (int i = 0; i < OWN_FIELDS; i++)
		if (strcmp(name, own_columns[i]) == 0)
			return i;
	return -1;
}

static void take_names(struct mapped *mapped, struct mapped_kind *kind, const struct frame *frame, bool child)
{
	kind->n = (frame->n_cells - 2) / 3;
	kind->names = mem_array(kind->n + 1, sizeof(*kind->names));
	kind->headings = mem_array(kind->n + 1, sizeof(*kind->headings));
	kind->own = mem_array(kind->n + 1, sizeof(*kind->own));
	for (size_t i = 0; i < kind->n; i++) {
		kind->names[i] = str_copy(frame->cells[2 + 3 * i]);
		kind->headings[i] = str_copy(frame->cells[4 + 3 * i]);
		kind->own[i] = child ? own_of(kind->names[i]) : -1;
		if (i < (child ? 1 : MAPPED_FIXED))
			continue;
		if (child ? kind->own[i] < 0 : kind->kind && !policy_kind_field(kind->kind, kind->names[i]))
			add_once(&mapped->unkept, kind->names[i]);
	}
}

static bool take_kind(struct mapped *mapped, const struct frame *frame, struct error *err)
{
	struct mapped_list *list = &mapped->items[frame->list];
	bool child = str_equal(frame->cells[0], "child");
	char *key = str_copy(frame->cells[1]);
	struct mapped_kind *kind;

	mem_grow(&list->kinds, list->n, &list->room, sizeof(*list->kinds));
	kind = &list->kinds[list->n++];
	*kind = (struct mapped_kind){.kind = NULL};
	if (!child) {
		kind->kind = policy_kind_named(mapped->run.desk->practice->newest, key);
		if (!kind->kind) {
			add_once(&mapped->missing, key);
			mapped->n_missing++;
		}
	}
	free(key);
	take_names(mapped, kind, frame, child);
	return kind->n >= (child ? 1 : MAPPED_FIXED) ||
	       error_set(err, ERROR_INPUT, _("%s: it cannot be read"), mapped->run.file);
}

static bool nothing_missing(const struct mapped *mapped, struct error *err)
{
	return mapped->n_missing == 0 ||
	       error_set(err, ERROR_INPUT,
			 ngettext("%s: the policy has no event %s, which this map needs: apply one that has it",
				  "%s: the policy lacks the events %s, which this map needs: apply one that has"
				  " them", (unsigned long)mapped->n_missing),
			 mapped->run.file, mapped->missing.text);
}

/* ---- rows ---- */

static bool take_row(struct mapped *mapped, const struct frame *frame, struct error *err)
{
	struct mapped_row *row;
	size_t at = mapped->items[frame->list].report;

	if (!nothing_missing(mapped, err))
		return false;
	if ((mapped->n_children >= CHILDREN_MAX || mapped->n_records >= RECORDS_MAX) && !put_all(mapped, err))
		return false;
	row = pool_take(&mapped->run.pool, sizeof(*row));
	*row = (struct mapped_row){.list_at = at, .line = (int64_t)frame->line};
	*mapped->rows_end = row;
	mapped->rows_end = &row->next;
	mapped->row = row;
	mapped->lists->items[at].rows++;
	mapped->run.report->rows++;
	memset(mapped->own, 0, sizeof(mapped->own));
	return true;
}

static void take_fault(struct mapped *mapped, const struct frame *frame)
{
	struct import_list *list = &mapped->lists->items[mapped->items[frame->list].report];
	char *reason = str_copy(frame->text);

	if (str_equal(frame->cells[0], "row")) {
		list->rows++;
		list->refused++;
		mapped->run.report->rows++;
	} else if (str_equal(frame->cells[0], "list")) {
		list->unread = true;
	} else {
		list->left_out++;
	}
	tell(mapped, list, str_equal(frame->cells[0], "list") ? 0 : (int64_t)frame->line, frame->cells[1],
	     frame->cells[2], reason);
	free(reason);
}

/* ---- files ---- */

static bool take_frame(struct mapped *mapped, const struct frame *frame, bool *over, struct error *err)
{
	char *text;

	switch (frame->type) {
	case FRAME_LIST:
		take_list(mapped, frame);
		return true;
	case FRAME_KIND:
		return take_kind(mapped, frame, err);
	case FRAME_BEGIN:
		return take_row(mapped, frame, err);
	case FRAME_RECORD:
		return mapped_record(mapped, frame, err);
	case FRAME_FAULT:
		take_fault(mapped, frame);
		return true;
	case FRAME_NOTE:
		text = str_copy(frame->text);
		import_note(&mapped->run, "%s: %s", mapped->run.file, text);
		free(text);
		return true;
	case FRAME_PROGRESS:
		mapped->thousandths = frame->column;
		return go_on(mapped, err);
	case FRAME_END:
	case FRAME_CLOSED:
		*over = true;
		return true;
	case FRAME_HEADER:
	case FRAME_ROW:
	case FRAME_REFUSED:
	case FRAME_FAILED:
		break;
	}
	return error_set(err, ERROR_INPUT, _("%s: it cannot be read"), mapped->run.file);
}

static void forget_kinds(struct mapped *mapped)
{
	for (size_t i = 0; i < mapped->n; i++) {
		for (size_t k = 0; k < mapped->items[i].n; k++) {
			struct mapped_kind *kind = &mapped->items[i].kinds[k];

			for (size_t v = 0; v < kind->n; v++) {
				free(kind->names[v]);
				free(kind->headings[v]);
			}
			free(kind->names);
			free(kind->headings);
			free(kind->own);
		}
		free(mapped->items[i].kinds);
	}
	mapped->n = 0;
}

static bool read_frames(struct mapped *mapped, struct exchange *exchange, struct error *err)
{
	struct frame frame;
	bool over = false;

	while (!over) {
		if (!exchange_next(exchange, &frame, err))
			return error_prefix(err, "%s", mapped->run.file);
		if (!take_frame(mapped, &frame, &over, err))
			return false;
		if (!over && ++mapped->frames % (STEP * STEP) == 0 && !go_on(mapped, err))
			return false;
	}
	return nothing_missing(mapped, err);
}

static bool read_file(struct mapped *mapped, const char *program, struct exchange_map *map, struct error *err)
{
	struct exchange *exchange;
	int64_t size;
	int fd = import_open(mapped->run.file, &size, err);
	bool ok;

	if (fd < 0)
		return false;
	map->file_name = import_base_name(mapped->run.file);
	exchange = lseek(map->fd, 0, SEEK_SET) == 0 ? exchange_start_mapped(program, map, fd, err) : NULL;
	ok = exchange && read_frames(mapped, exchange, err);
	exchange_finish(exchange);
	close(fd);
	forget_kinds(mapped);
	return ok;
}

static void count_lists(struct mapped *mapped)
{
	struct import_report *report = mapped->run.report;

	for (size_t i = 0; i < mapped->lists->n; i++) {
		const struct import_list *list = &mapped->lists->items[i];

		report->fresh += list->fresh;
		report->changed += list->changed;
		report->unchanged += list->unchanged;
		report->refused += list->refused;
	}
	mapped_tell_rest(mapped);
}

static bool note_done(struct mapped *mapped, const char *what, struct error *err)
{
	const struct import_report *report = mapped->run.report;
	char why[160];

	snprintf(why, sizeof(why), "%lld rows: %lld new, %lld changed, %lld unchanged, %lld refused",
		 (long long)report->rows, (long long)report->fresh, (long long)report->changed,
		 (long long)report->unchanged, (long long)report->refused);
	return desk_audit(mapped->run.desk,
			  &(struct desk_line){.what = what,
					      .object = "file",
					      .object_id = import_base_name(mapped->run.file),
					      .why = why},
			  err);
}

static bool read_all(struct mapped *mapped, const struct import_extract *extract, struct exchange_map *map,
		     const char *what, struct error *err)
{
	struct str_buf program = {0};
	bool ok = true;

	str_addf(&program, "%s/caseclock-exchange", mapped->run.desk->world->libexec_folder);
	for (size_t i = 0; ok && i < extract->n_files; i++) {
		mapped->run.file = extract->files[i];
		mapped->at = i;
		mapped->thousandths = 0;
		ok = read_file(mapped, program.text, map, err);
	}
	str_done(&program);
	ok = ok && put_all(mapped, err);
	for (const struct mapped_child *child = mapped->first; ok && child; child = child->next)
		mapped->n_silent++;
	if (ok)
		count_lists(mapped);
	return ok && note_done(mapped, what, err);
}

static bool in_transaction(struct mapped *mapped, const struct import_extract *extract,
			   struct exchange_map *map, bool dry_run, struct error *err)
{
	struct act_proof proof = {.object_id = import_base_name(extract->files[extract->n_files - 1])};
	char what[64];
	bool ok;

	if (!act_begin(mapped->run.desk, err))
		return false;
	snprintf(what, sizeof(what), "import %.40s", extract->map ? "--map" : extract->name);
	proof.what = what;
	ok = read_all(mapped, extract, map, what, err);
	if (ok && dry_run) {
		store_rollback(mapped->run.desk->store);
		return true;
	}
	return act_finish(mapped->run.desk, ok, &proof, err);
}

static bool run(struct mapped *mapped, const struct import_extract *extract, struct exchange_map *map,
		bool dry_run, struct error *err)
{
	struct desk *desk = mapped->run.desk;
	struct error local = {0};
	bool ok;

	snprintf(mapped->run.source, sizeof(mapped->run.source), "%.40s: %.50s",
		 extract->map ? import_base_name(extract->map) : extract->name,
		 import_base_name(extract->files[0]));
	mapped->run.names = import_names_new();
	store_bulk(desk->store, PAGES_IMPORT);
	ok = in_transaction(mapped, extract, map, dry_run, &local);
	store_bulk(desk->store, PAGES_FEW);
	if (!ok && err)
		*err = local;
	import_names_free(mapped->run.names);
	return ok;
}

bool import_extract(struct desk *desk, const struct import_extract *extract, bool dry_run,
		    const struct import_watch *watch, struct import_report *report,
		    struct import_lists *lists, struct error *err)
{
	struct mapped *mapped;
	struct exchange_map map;
	struct str_buf path = {0};
	int64_t size;
	bool ok;

	*report = (struct import_report){0};
	*lists = (struct import_lists){0};
	if (!desk_may(desk, "import", NULL, NULL, err))
		return false;
	if (extract->map)
		str_add(&path, extract->map);
	else
		str_addf(&path, "%s/exchange/%s.map", desk->world->data_folder, extract->name);
	map.fd = import_open(path.text, &size, err);
	ok = map.fd >= 0;
	if (ok) {
		map.name = import_base_name(path.text);
		mapped = mem_new(sizeof(*mapped));
		mapped->run = (struct import_run){.desk = desk, .watch = watch, .report = report};
		mapped->run.state = mapped;
		mapped->lists = lists;
		mapped->of = extract->n_files;
		mapped->end = &mapped->first;
		mapped->rows_end = &mapped->rows;
		ok = run(mapped, extract, &map, dry_run, err);
		close(map.fd);
		pool_done(&mapped->run.pool);
		free(mapped->items);
		mapped_rest_done(mapped);
		str_done(&mapped->missing);
		str_done(&mapped->unkept);
		str_done(&mapped->name);
		free(mapped);
	}
	str_done(&path);
	return ok;
}

void import_lists_done(struct import_lists *lists)
{
	for (size_t i = 0; i < lists->n; i++)
		free(lists->items[i].title);
	free(lists->items);
	*lists = (struct import_lists){0};
}
