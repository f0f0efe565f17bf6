#include "config.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "report/save.h"
#include "tui/prompt_view.h"
#include "tui/save_page.h"

/* The page while it is asked where it goes. */
struct asking {
	struct save_page page;
	char *path;
};

static void asking_free(void *arg)
{
	struct asking *asking = arg;

	if (asking->page.lost)
		asking->page.lost(asking->page.arg);
	free(asking->path);
	free(asking);
}

static void save_as(struct ui *ui, const struct asking *asking, bool replace)
{
	const struct save_page *page = &asking->page;
	struct save save;
	struct error err = {0};
	bool ok;

	if (!save_open(&save, asking->path, replace, &err)) {
		ui_complain(ui, &err);
		return;
	}
	ok = page->write(ui, page->arg, save.file, &err);
	if (!save_close(&save, ok, ok ? &err : NULL) || !ok)
		ui_complain(ui, &err);
	else
		page->saved(ui, page->arg, asking->path);
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
	/* TRANSLATORS: the letters in brackets are the keys and must stay r and k; the path is cut. */
	str_addf(&question, _("There already: [r]eplace it, or [k]eep it? %s"), asking->path);
	question_open(ui, &(struct question_spec){.text = question.text,
						  .letters = "rk",
						  .safe = 'k',
						  .done = replaced,
						  .lost = asking_free,
						  .arg = asking});
	str_done(&question);
}

void save_page_ask(struct ui *ui, const struct save_page *page)
{
	struct asking *asking = mem_new(sizeof *asking);
	char *name = mem_copy(page->name);

	for (char *c = name; *c; c++)
		*c = *c == '/' ? '-' : *c;
	asking->page = *page;
	asking->page.label = asking->page.name = NULL;
	prompt_open(ui, &(struct prompt_spec){.label = page->label ? page->label : _("Save as text in:"),
					      .text = name,
					      .done = named,
					      .lost = asking_free,
					      .arg = asking});
	free(name);
}
