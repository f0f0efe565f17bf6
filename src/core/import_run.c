#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "clock/civil.h"
#include "core/exchange.h"
#include "core/import_inner.h"

enum { SKEW = 5 * 60, STEP = 256 };

bool import_refuse(struct import_run *run, int column, const char *reason, ...)
{
	struct import_refusal refusal = {.file = run->file, .row = run->line};
	struct str_buf text = {0};
	va_list args;
	char *made;

	if (run->refused)
		return false;
	run->refused = true;
	va_start(args, reason);
	if (vasprintf(&made, reason, args) >= 0) {
		str_add(&text, made);
		free(made);
	}
	va_end(args);
	if (column >= 0) {
		refusal.column = run->format->columns[column];
		refusal.value = run->value[column];
	}
	refusal.reason = text.text ? text.text : "";
	if (run->watch && run->watch->refused)
		run->watch->refused(run->watch->arg, &refusal);
	str_done(&text);
	return false;
}

void import_note(struct import_run *run, const char *format, ...)
{
	va_list args;
	char *text;

	if (!run->watch || !run->watch->note)
		return;
	va_start(args, format);
	if (vasprintf(&text, format, args) >= 0) {
		run->watch->note(run->watch->arg, text);
		free(text);
	}
	va_end(args);
}

bool import_is_dummy(int32_t day)
{
	int year = civil_from_day(day).year;

	return day <= civil_day(1900, 1, 1) || year >= 9999;
}

bool import_time(struct import_run *run, int column, struct moment *moment)
{
	const struct desk *desk = run->desk;
	struct error why = {0};

	*moment = (struct moment){.at = INSTANT_NONE};
	if (!run->value[column][0])
		return true;
	if (!moment_parse(run->value[column], desk->zone, desk->practice->newest->calendars[0].calendar,
			  desk->now, moment, &why))
		return import_refuse(run, column, "%s", why.text);
	if (import_is_dummy(zone_day(desk->zone, moment->at)))
		return import_refuse(run, column,
				     _("this date stands for one that is not known: leave the cell empty"));
	if (moment->timed ? moment->at > desk->now + SKEW
			  : zone_day(desk->zone, moment->at) > zone_day(desk->zone, desk->now))
		return import_refuse(run, column, _("it lies ahead of now"));
	if (moment->twice)
		import_note(run, _("row %lld, %s: the clock showed %s twice; the first was taken"),
			    (long long)run->line, run->format->columns[column], run->value[column]);
	return true;
}

/* ---- the heading row ---- */

static int column_named(const struct import_format *format, struct str_view name)
{
	for (int i = 0; format->columns[i]; i++)
		if (str_equal_fold(name, format->columns[i]))
			return i;
	return -1;
}

static void keep_header(struct import_run *run, const struct frame *frame)
{
	run->header = mem_array(frame->n_cells, sizeof(*run->header));
	run->n_header = frame->n_cells;
	for (size_t i = 0; i < frame->n_cells; i++)
		run->header[i] = str_copy(str_trim(frame->cells[i]));
}

static bool read_header(struct import_run *run, const struct frame *frame, struct error *err)
{
	const struct import_format *format = run->format;

	keep_header(run, frame);
	for (size_t i = 0; i < run->n_header; i++) {
		int column = column_named(format, str_view(run->header[i]));

		if (column < 0 && run->header[i][0])
			import_note(run, _("%s: the column %s is not taken in"), run->file, run->header[i]);
		if (column < 0)
			continue;
		if (run->cell[column] >= 0)
			return error_set(err, ERROR_INPUT, _("%s: the heading row has the column %s twice"),
					 run->file, format->columns[column]);
		run->cell[column] = (int)i;
	}
	for (int i = 0; i < format->n_required; i++)
		if (run->cell[i] < 0)
			return error_set(err, ERROR_INPUT,
					 _("%s: the heading row has no column %s, which %s must have"),
					 run->file, format->columns[i], format->name);
	return true;
}

/* ---- rows ---- */

static bool read_row(struct import_run *run, const struct frame *frame, struct error *err)
{
	pool_reset(&run->pool);
	run->line = (int64_t)frame->line;
	run->refused = false;
	run->report->rows++;
	for (int i = 0; run->format->columns[i]; i++) {
		int cell = run->cell[i];
		struct str_view text = {"", 0};
		char *copy;

		if (cell >= 0 && (size_t)cell < frame->n_cells)
			text = str_trim(frame->cells[cell]);
		copy = pool_take(&run->pool, text.n + 1);
		if (text.n)
			memcpy(copy, text.at, text.n);
		copy[text.n] = '\0';
		run->value[i] = copy;
	}
	if (!run->format->row(run, err))
		return error_prefix(err, _("%s, row %lld"), run->file, (long long)run->line);
	if (run->refused)
		run->report->refused++;
	return true;
}

/* A row that the reader itself could make nothing of. */
static void refuse_unread(struct import_run *run, const struct frame *frame)
{
	char *reason = str_copy(frame->text);
	struct import_refusal refusal = {.file = run->file, .row = (int64_t)frame->line, .reason = reason};

	if (frame->column > 0 && frame->column <= run->n_header)
		refusal.column = run->header[frame->column - 1];
	run->report->rows++;
	run->report->refused++;
	if (run->watch && run->watch->refused)
		run->watch->refused(run->watch->arg, &refusal);
	free(reason);
}

static void note_view(struct import_run *run, struct str_view text)
{
	char *copy = str_copy(text);

	import_note(run, "%s: %s", run->file, copy);
	free(copy);
}

static bool take_frame(struct import_run *run, const struct frame *frame, bool *over, struct error *err)
{
	switch (frame->type) {
	case FRAME_HEADER:
		return read_header(run, frame, err);
	case FRAME_ROW:
		return read_row(run, frame, err);
	case FRAME_REFUSED:
		refuse_unread(run, frame);
		return true;
	case FRAME_NOTE:
		note_view(run, frame->text);
		return true;
	case FRAME_END:
	case FRAME_CLOSED:
		*over = true;
		return true;
	case FRAME_FAILED:
	case FRAME_LIST: /* these come of files that are read by a map */
	case FRAME_KIND:
	case FRAME_BEGIN:
	case FRAME_RECORD:
	case FRAME_FAULT:
	case FRAME_PROGRESS:
		break;
	}
	return error_set(err, ERROR_INPUT, _("%s: it cannot be read"), run->file);
}

static bool go_on(const struct import_run *run, const struct exchange *exchange)
{
	if (run->report->rows % STEP != 0 || !run->watch || !run->watch->progress)
		return true;
	return run->watch->progress(run->watch->arg, exchange_position(exchange), run->size);
}

static bool read_rows(struct import_run *run, struct exchange *exchange, struct error *err)
{
	struct frame frame;
	bool over = false;

	while (!over) {
		if (!exchange_next(exchange, &frame, err))
			return error_prefix(err, "%s", run->file);
		if (!take_frame(run, &frame, &over, err))
			return false;
		if (!over && !go_on(run, exchange))
			return error_set(err, ERROR_INPUT, _("%s: interrupted: nothing of it was kept"),
					 run->file);
	}
	if (run->watch && run->watch->progress)
		run->watch->progress(run->watch->arg, run->size, run->size);
	return true;
}

/* ---- the whole ---- */

/* In a set-group-id install the file is opened with the rights of the person alone. */
int import_open(const char *path, int64_t *size, struct error *err)
{
	gid_t group = getegid();
	bool lent = group != getgid();
	struct stat about;
	int fd, why;

	if (lent && setegid(getgid()) != 0) {
		error_set(err, ERROR_INPUT, _("%s: cannot be opened as yourself"), path);
		return -1;
	}
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	why = errno;
	if (lent && setegid(group) != 0 && fd >= 0) {
		close(fd);
		error_set(err, ERROR_INPUT, _("%s: cannot be opened as yourself"), path);
		return -1;
	}
	if (fd < 0) {
		error_set(err, ERROR_INPUT, "%s: %s", path, strerror(why));
		return -1;
	}
	if (fstat(fd, &about) != 0 || !S_ISREG(about.st_mode)) {
		close(fd);
		error_set(err, ERROR_INPUT, _("%s: it is not a plain file"), path);
		return -1;
	}
	*size = about.st_size;
	return fd;
}

const char *import_base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static bool note_done(struct import_run *run, struct error *err)
{
	char what[64], why[160];

	snprintf(what, sizeof(what), "import %s", run->format->name);
	snprintf(why, sizeof(why), "%lld rows: %lld new, %lld changed, %lld unchanged, %lld refused",
		 (long long)run->report->rows, (long long)run->report->fresh, (long long)run->report->changed,
		 (long long)run->report->unchanged, (long long)run->report->refused);
	return desk_audit(
		run->desk,
		&(struct desk_line){
			.what = what, .object = "file", .object_id = import_base_name(run->file), .why = why},
		err);
}

static bool read_whole(struct import_run *run, const char *program, int fd, struct error *err)
{
	struct exchange *exchange = exchange_start(program, "csv", fd, err);
	bool ok;

	if (!exchange)
		return false;
	ok = read_rows(run, exchange, err);
	exchange_finish(exchange);
	return ok;
}

static bool in_transaction(struct import_run *run, int fd, bool dry_run, struct error *err)
{
	struct act_proof proof = {.object_id = import_base_name(run->file)};
	struct str_buf program = {0};
	char what[64];
	bool ok;

	if (!act_begin(run->desk, err))
		return false;
	snprintf(what, sizeof(what), "import %s", run->format->name);
	proof.what = what;
	str_addf(&program, "%s/caseclock-exchange", run->desk->world->libexec_folder);
	ok = (!run->format->start || run->format->start(run, err)) &&
	     read_whole(run, program.text, fd, err) && note_done(run, err);
	str_done(&program);
	if (run->format->done)
		run->format->done(run);
	if (ok && dry_run) {
		store_rollback(run->desk->store);
		return true;
	}
	return act_finish(run->desk, ok, &proof, err);
}

bool import_run(const struct import_format *format, struct desk *desk, const char *file, bool dry_run,
		const struct import_watch *watch, struct import_report *report, struct error *err)
{
	struct import_run run = {
		.desk = desk, .format = format, .file = file, .watch = watch, .report = report};
	struct error local = {0};
	int fd;
	bool ok;

	*report = (struct import_report){0};
	if (!desk_may(desk, format->may, NULL, NULL, err))
		return false;
	fd = import_open(file, &run.size, err);
	if (fd < 0)
		return false;
	for (int i = 0; i < IMPORT_COLUMNS; i++)
		run.cell[i] = -1;
	snprintf(run.source, sizeof(run.source), "%s: %.80s", format->name, import_base_name(file));
	run.names = import_names_new();
	store_bulk(desk->store, PAGES_IMPORT);
	ok = in_transaction(&run, fd, dry_run, &local);
	store_bulk(desk->store, PAGES_FEW);
	if (!ok && err)
		*err = local;
	close(fd);
	import_names_free(run.names);
	for (size_t i = 0; i < run.n_header; i++)
		free(run.header[i]);
	free(run.header);
	pool_done(&run.pool);
	return ok;
}
