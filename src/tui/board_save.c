#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "clock/civil.h"
#include "core/act.h"
#include "core/keep.h"
#include "report/save.h"
#include "tui/board_inner.h"
#include "tui/prompt_view.h"

/* The note while it is asked who was there, whether the meeting is over, and where it goes. */
struct asking {
	struct board_view *view;
	char *present, *path;
};

static void asking_free(void *arg)
{
	struct asking *asking = arg;

	free(asking->present);
	free(asking->path);
	free(asking);
}

/* That it has left the program stands in the audit trail before the file stands in its place. */
static void save_as(struct ui *ui, const struct asking *asking, bool replace)
{
	struct error err = {0};
	size_t n = 0;
	char *text = board_note(ui->desk, asking->view->board, asking->present, ui_masked(ui), &n, &err);
	const struct keep_export export = {.what = "print", .object = "board", .form = "text", .rows = (int64_t)n};
	struct save save;
	bool ok;

	if (!text || !save_open(&save, asking->path, replace, &err)) {
		ui_complain(ui, &err);
		free(text);
		return;
	}
	fputs(text, save.file);
	free(text);
	ok = keep_exported(ui->desk, &export, &err);
	if (!save_close(&save, ok, ok ? &err : NULL) || !ok)
		ui_complain(ui, &err);
	else
		ui_say(ui, ngettext("%s: the note is saved, %zu decision.", "%s: the note is saved, %zu decisions.", n),
		       asking->path, n);
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
	struct str_buf question = {0};

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
	question_open(ui, &(struct question_spec){.text = question.text, .letters = "rk", .safe = 'k',
						  .done = replaced, .lost = asking_free, .arg = asking});
	str_done(&question);
}

static void ask_name(struct ui *ui, struct asking *asking)
{
	struct str_buf name = {0};
	char day[CIVIL_SIZE];

	civil_iso(zone_day(ui->desk->zone, ui->now), day);
	str_addf(&name, "allocation-%s.txt", day);
	prompt_open(ui, &(struct prompt_spec){.label = _("Save as text in:"), .text = name.text, .done = named,
					      .lost = asking_free, .arg = asking});
	str_done(&name);
}

static void held(struct ui *ui, void *arg, char letter)
{
	struct asking *asking = arg;
	struct error err = {0};
	struct act_result result;
	size_t n;
	char *text;

	if (letter == 'y') {
		text = board_note(ui->desk, asking->view->board, asking->present, false, &n, &err);
		if (!text || !board_held(ui->desk, asking->view->board->team, asking->present, text, &result, &err)) {
			ui_complain(ui, &err);
			free(text);
			asking_free(asking);
			return;
		}
		free(text);
		ui_recorded(ui);
	}
	ask_name(ui, asking);
}

static void said_present(struct ui *ui, void *arg, const char *text)
{
	struct asking *asking = arg;

	if (!text) {
		asking_free(asking);
		return;
	}
	asking->present = mem_copy(text);
	/* TRANSLATORS: the letters in brackets are the keys and must stay y and n. */
	question_open(ui, &(struct question_spec){.text = _("Record that the meeting was held? [y]es, [N]o"),
						  .letters = "yn", .safe = 'n', .done = held,
						  .lost = asking_free, .arg = asking});
}

void board_save(struct ui *ui, struct board_view *view)
{
	struct asking *asking;

	if (ui_masked(ui)) {
		ui_say(ui, _("Names are masked: show them again before the list is saved."));
		return;
	}
	asking = mem_new(sizeof *asking);
	asking->view = view;
	prompt_open(ui, &(struct prompt_spec){.label = _("Who was there:"), .text = ui->desk->name,
					      .done = said_present, .lost = asking_free, .arg = asking});
}
