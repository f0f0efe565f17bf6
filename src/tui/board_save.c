#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "clock/civil.h"
#include "core/act.h"
#include "core/keep.h"
#include "report/paper.h"
#include "tui/board_inner.h"
#include "tui/prompt_view.h"
#include "tui/save_page.h"

/* The note while it is asked who was there, whether the meeting is over, and where it goes. */
struct asking {
	struct board_view *view;
	char *present;
	size_t decisions; /* in the note as it was written */
};

static void asking_free(void *arg)
{
	struct asking *asking = arg;

	free(asking->present);
	free(asking);
}

static bool write_note(struct ui *ui, void *arg, FILE *file, struct error *err)
{
	struct asking *asking = arg;
	char *text = board_note(ui->desk, asking->view->board, asking->present, ui_masked(ui), &asking->decisions,
				err);
	struct keep_export export = {.what = "print", .object = "board", .form = "text"};

	if (!text)
		return false;
	paper_page(file, text);
	free(text);
	export.rows = (int64_t)asking->decisions;
	return keep_exported(ui->desk, &export, err);
}

static void saved(struct ui *ui, void *arg, const char *path)
{
	size_t n = ((const struct asking *)arg)->decisions;

	ui_say(ui, ngettext("%s: the note is saved, %zu decision.", "%s: the note is saved, %zu decisions.", n), path,
	       n);
}

static void ask_name(struct ui *ui, struct asking *asking)
{
	struct str_buf name = {0};
	char day[CIVIL_SIZE];

	civil_iso(zone_day(ui->desk->zone, ui->now), day);
	str_addf(&name, "allocation-%s.txt", day);
	save_page_ask(ui, &(struct save_page){.name = name.text, .write = write_note, .saved = saved,
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
