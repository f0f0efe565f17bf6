#include "config.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "clock/civil.h"
#include "core/fields.h"
#include "core/keep.h"
#include "report/week_text.h"
#include "tui/prompt_view.h"
#include "tui/save_page.h"
#include "tui/week_inner.h"

/* ---- remarks ---- */

static void set(struct week_remark *remark, const char *reference, const char *timescale, const char *text)
{
	*remark = (struct week_remark){mem_copy(reference), mem_copy(timescale), mem_copy(text)};
}

/* Texts of a remark are the view's own; the struct lends them as const to core. */
static void drop(struct week_remark *remark)
{
	union {
		const char *lent;
		char *own;
	} texts[] = {{remark->reference}, {remark->timescale}, {remark->text}};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		free(texts[i].own);
}

void week_remark(struct week_view *week, const char *reference, const char *timescale, const char *text)
{
	for (size_t i = 0; i < week->n_remarks; i++) {
		struct week_remark *remark = &week->remarks[i];

		if (!strcmp(remark->reference, reference) && !strcmp(remark->timescale, timescale)) {
			struct week_remark was = *remark;

			set(remark, reference, timescale, text);
			drop(&was);
			return;
		}
	}
	mem_grow(&week->remarks, week->n_remarks, &week->room_remarks, sizeof *week->remarks);
	set(&week->remarks[week->n_remarks++], reference, timescale, text);
}

void week_remarks_done(struct week_view *week)
{
	for (size_t i = 0; i < week->n_remarks; i++)
		drop(&week->remarks[i]);
	week->n_remarks = 0;
}

static const char place[] = "week.remarks";

/* Whose plan and which week the remarks are of. */
static char *title_of(const struct ui *ui, const struct week_view *week)
{
	const struct week_query query = week_query_of(ui, week);
	struct str_buf text = {0};

	str_addf(&text, "%" PRId32 "/%s/%s", week->monday, query.team ? query.team : "", query.worker ? query.worker : "");
	return str_take(&text);
}

void week_remarks_keep(struct ui *ui, const struct week_view *week)
{
	struct field_pair *pairs;
	char **names, *title, *packed;

	if (!week->n_remarks)
		return;
	pairs = mem_array(week->n_remarks + 1, sizeof *pairs);
	names = mem_array(week->n_remarks + 1, sizeof *names);
	title = title_of(ui, week);
	pairs[0] = (struct field_pair){"", title};
	for (size_t i = 0; i < week->n_remarks; i++) {
		struct str_buf name = {0};

		str_addf(&name, "%s\t%s", week->remarks[i].reference, week->remarks[i].timescale);
		names[i] = str_take(&name);
		pairs[i + 1] = (struct field_pair){names[i], week->remarks[i].text};
	}
	packed = fields_pack(pairs, week->n_remarks + 1);
	keep_place_set(ui->desk, place, packed, NULL);
	for (size_t i = 0; i < week->n_remarks; i++)
		free(names[i]);
	free(names);
	free(pairs);
	free(packed);
	free(title);
}

static void take(struct week_view *week, char *name, const char *text)
{
	char *tab = strchr(name, '\t');

	if (!tab)
		return;
	*tab = '\0';
	week_remark(week, name, tab + 1, text);
}

void week_remarks_load(struct ui *ui, struct week_view *week)
{
	char *packed = NULL, *title;
	struct field_pair *pairs;
	size_t n;

	week_remarks_done(week);
	if (!keep_place_get(ui->desk, place, &packed, NULL) || !packed)
		return;
	pairs = mem_array(fields_count(packed) + 1, sizeof *pairs);
	n = fields_split(packed, pairs);
	title = title_of(ui, week);
	if (n && !*pairs[0].name && !strcmp(pairs[0].value, title))
		for (size_t i = 1; i < n; i++) {
			char *name = mem_copy(pairs[i].name);

			take(week, name, pairs[i].value);
			free(name);
		}
	free(title);
	free(pairs);
	free(packed);
}

/* ---- keeping ---- */

struct keeping {
	struct week_view *week;
	void (*kept)(struct ui *ui, struct week_view *week);
};

static void noted(struct ui *ui, void *arg, const char *text)
{
	struct keeping *keeping = arg;
	struct week_view *week = keeping->week;
	const struct week_query query = week_query_of(ui, week);
	struct error err = {0};
	int64_t lines;

	if (!text) {
		ui_say(ui, _("The plan was not kept."));
	} else if (!week_plan_keep(ui->desk, &query, text, &lines, &err)) {
		ui_complain(ui, &err);
	} else {
		week_remarks_done(week);
		keep_place_set(ui->desk, place, "", NULL);
		ui_recorded(ui);
		keeping->kept(ui, week);
		ui_say(ui, _("The plan is kept: next week's says what became of it."));
	}
	free(keeping);
}

void week_keep(struct ui *ui, struct week_view *week, void (*kept)(struct ui *ui, struct week_view *week))
{
	struct keeping *keeping = mem_new(sizeof *keeping);

	*keeping = (struct keeping){week, kept};
	prompt_open(ui, &(struct prompt_spec){.label = _("Keep this plan; note, or nothing:"),
					      .text = week->plan->kept.note,
					      .done = noted,
					      .lost = free,
					      .arg = keeping});
}

/* ---- as text ---- */

static bool write_page(struct ui *ui, void *arg, FILE *file, struct error *err)
{
	const struct week_plan *plan = ((const struct week_view *)arg)->plan;
	const struct keep_export export = {.what = "print", .object = "week", .form = "text", .rows = (int64_t)plan->n};

	week_plan_print(plan, ui->desk, ui_masked(ui), file);
	return keep_exported(ui->desk, &export, err);
}

static void saved(struct ui *ui, void *arg, const char *path)
{
	(void)arg;
	ui_say(ui, _("%s: the plan is saved."), path);
}

void week_save(struct ui *ui, struct week_view *week)
{
	struct str_buf name = {0};
	char day[CIVIL_SIZE];

	civil_iso(week->monday, day);
	str_addf(&name, "week-%s.txt", day);
	save_page_ask(ui, &(struct save_page){.name = name.text, .write = write_page, .saved = saved, .arg = week});
	str_done(&name);
}
