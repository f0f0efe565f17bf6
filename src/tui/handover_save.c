#include "config.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "clock/civil.h"
#include "core/keep.h"
#include "report/handover_text.h"
#include "report/save.h"
#include "tui/handover_inner.h"
#include "tui/prompt_view.h"

/* Where the page goes. */
struct asking {
	struct handover_view *view;
	char *path;
};

static void asking_free(struct asking *asking)
{
	free(asking->path);
	free(asking);
}

static void asking_lost(void *arg)
{
	asking_free(arg);
}

/* That it has left the program stands in the audit trail before the file stands in its place. */
static void save_as(struct ui *ui, const struct asking *asking, bool replace)
{
	const struct handover *handover = asking->view->handover;
	const struct keep_export export = {
		.what = "print", .object = "handover", .form = "text", .rows = (int64_t)handover->n };
	struct save save;
	struct error err = { 0 };
	bool ok;

	if (!save_open(&save, asking->path, replace, &err)) {
		ui_complain(ui, &err);
		return;
	}
	handover_print(handover, ui->desk, ui_masked(ui), save.file);
	ok = keep_exported(ui->desk, &export, &err);
	if (!save_close(&save, ok, ok ? &err : NULL) || !ok)
		ui_complain(ui, &err);
	else
		ui_say(ui, _("%s: the page is saved."), asking->path);
}

static void replaced(struct ui *ui, void *arg, char letter)
{
	struct asking *asking = arg;

	if (letter == 'r')
		save_as(ui, asking, true);
	else
		ui_say(ui, _("Nothing was saved."));
	asking_free(asking);
}

static void named(struct ui *ui, void *arg, const char *text)
{
	struct asking *asking = arg;
	struct str_buf question = { 0 };

	if (!text || !*text) {
		ui_say(ui, _("Nothing was saved."));
		asking_free(asking);
		return;
	}
	asking->path = mem_copy(text);
	if (!save_exists(asking->path)) {
		save_as(ui, asking, false);
		asking_free(asking);
		return;
	}
	str_addf(&question, _("%s is there already: [r]eplace it, or [k]eep it? "), asking->path);
	question_open(ui, &(struct question_spec){.text = question.text,
						  .letters = "rk",
						  .safe = 'k',
						  .done = replaced,
						  .lost = asking_lost,
						  .arg = asking});
	str_done(&question);
}

void handover_save(struct ui *ui, struct handover_view *view)
{
	struct asking *asking = mem_new(sizeof *asking);
	struct str_buf name = { 0 };
	char day[CIVIL_SIZE];

	asking->view = view;
	civil_iso(zone_day(ui->desk->zone, ui->now), day);
	str_addf(&name, "handover-%s.txt", day);
	prompt_open(ui, &(struct prompt_spec){
				.label = _("Save as text in:"),
				.text = name.text,
				.done = named,
				.lost = asking_lost,
				.arg = asking });
	str_done(&name);
}
