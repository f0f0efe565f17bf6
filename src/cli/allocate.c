#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/recorded.h"
#include "cli/tools.h"
#include "core/act.h"
#include "core/board.h"
#include "core/file.h"
#include "report/json.h"

/* Which decision the options mean; several of them contradict one another. */
static const struct {
	enum option_id option;
	enum board_do what, none;	/* none: with the worker `none` */
	bool worker;			/* takes a WORKER */
} meanings[] = {
	{OPTION_JOINT, BOARD_JOIN, BOARD_JOIN_END, true},
	{OPTION_DUTY, BOARD_DUTY, BOARD_DUTY_END, true},
	{OPTION_NOT_TODAY, BOARD_DEFER, BOARD_DEFER, false},
	{OPTION_TRANSFER, BOARD_ASK, BOARD_ASK, false},
	{OPTION_ACCEPT, BOARD_ACCEPT, BOARD_ACCEPT, false},
	{OPTION_DECLINE, BOARD_DECLINE, BOARD_DECLINE, false},
};

struct allocating {
	struct cli *cli;
	struct board_act act;
	bool worker;		/* the last word is one */
	bool plain;		/* nothing but an allocation was asked for */
	struct board *all;	/* of --all-of */
	const char **references;
	struct board_target *targets;
	size_t n;
};

static bool read_act(struct allocating *a, struct error *err)
{
	const struct args *args = a->cli->args;
	const char *last = args->words[args->n_words - 1];
	bool found = false;

	a->act = (struct board_act){.what = BOARD_ALLOCATE, .reason = args_value(args, OPTION_WHY)};
	a->worker = a->plain = true;
	for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++) {
		if (!args_has(args, meanings[i].option))
			continue;
		if (found)
			return error_set(err, ERROR_USAGE, _("allocate: those options contradict one another"));
		found = true;
		a->plain = false;
		a->worker = meanings[i].worker;
		a->act.what = a->worker && !strcmp(last, "none") ? meanings[i].none : meanings[i].what;
	}
	if (!found && !strcmp(last, "none"))
		a->act.what = BOARD_TAKE_BACK;
	if (a->worker && strcmp(last, "none"))
		a->act.who = last;
	if (args_has(args, OPTION_TRANSFER))
		a->act.who = args_value(args, OPTION_TRANSFER);
	a->act.until = args_value(args, OPTION_NOT_TODAY);
	return true;
}

/* Every case of one person, families together. */
static bool read_all_of(struct allocating *a, struct error *err)
{
	const char *who = args_value(a->cli->args, OPTION_ALL_OF);
	size_t k = 0;

	a->all = board_of_worker(a->cli->desk, who, err);
	if (!a->all)
		return false;
	if (a->all->n == 0)
		return error_set(err, ERROR_INPUT, _("%s: no open case stands under that name"), who);
	a->targets = mem_array(a->all->n, sizeof *a->targets);
	a->references = mem_array(a->all->children, sizeof *a->references);
	for (size_t i = 0; i < a->all->n; i++) {
		const struct board_row *row = &a->all->rows[i];

		a->targets[a->n++] = (struct board_target){&a->references[k], NULL, row->n};
		for (size_t c = 0; c < row->n; c++)
			a->references[k++] = row->children[c].reference;
	}
	return true;
}

/* Children of one family that are named together go together. */
static bool read_named(struct allocating *a, size_t n, struct error *err)
{
	const char *const *words = a->cli->args->words;
	char **families = mem_array(n, sizeof *families);
	bool *taken = mem_array(n, sizeof *taken), ok = true;
	size_t k = 0;

	a->targets = mem_array(n, sizeof *a->targets);
	a->references = mem_array(n, sizeof *a->references);
	for (size_t i = 0; ok && i < n; i++) {
		bool found;
		struct file *file;

		error_clear(err);
		file = file_read(a->cli->desk, words[i], &found, err);
		ok = file || err->kind == ERROR_NONE;
		families[i] = file ? mem_copy(file->family) : NULL;
		file_free(file);
	}
	for (size_t i = 0; ok && i < n; i++) {
		struct board_target *target = &a->targets[a->n];

		if (taken[i])
			continue;
		*target = (struct board_target){&a->references[k], NULL, 0};
		for (size_t c = i; c < n; c++)
			if (c == i || (!taken[c] && families[i] && str_same(families[i], families[c]))) {
				a->references[k++] = words[c];
				taken[c] = true;
				target->n++;
			}
		a->n++;
	}
	for (size_t i = 0; i < n; i++)
		free(families[i]);
	free(families);
	free(taken);
	return ok;
}

static bool say_effect(struct allocating *a, struct error *err)
{
	struct board *board = a->all;
	const struct board_worker *worker;
	struct board_row **rows;
	char *text = NULL;

	if (!board || a->act.what != BOARD_ALLOCATE)
		return error_set(err, ERROR_USAGE, _("allocate: --dry-run goes with --all-of and a worker"));
	rows = mem_array(board->n, sizeof *rows);
	for (size_t i = 0; i < board->n; i++)
		rows[i] = &board->rows[i];
	worker = board_worker_named(a->cli->desk, board, a->act.who, err);
	if (worker)
		text = board_effect(a->cli->desk, board, rows, board->n, worker, NULL, err);
	if (text)
		fprintf(a->cli->out, "%s\n", text);
	free(rows);
	free(text);
	return text != NULL;
}

static void print_counts(struct cli *cli, size_t done, size_t refused)
{
	struct json json = {.out = cli->out};

	if (cli->format == SHEET_TABLE) {
		fprintf(cli->out, _("%zu done, %zu refused\n"), done, refused);
		return;
	}
	json_object(&json);
	json_key(&json, "done");
	json_number(&json, (int64_t)done);
	json_key(&json, "refused");
	json_number(&json, (int64_t)refused);
	json_end(&json);
}

/* What was done stays done: the status then says that something needs attention. */
static bool decide(struct allocating *a, struct error *err)
{
	struct error own = {0};
	size_t done, refused;

	if (board_decide(a->cli->desk, &a->act, a->targets, a->n, &done, &refused, &own)) {
		print_counts(a->cli, done, refused);
		return true;
	}
	if (done > 0)
		print_counts(a->cli, done, refused);
	return error_set(err, done > 0 ? ERROR_ATTENTION : own.kind, "%s", own.text);
}

bool run_allocate(struct cli *cli, struct error *err)
{
	const struct args *args = cli->args;
	struct allocating a = {.cli = cli};
	struct act_result result;
	bool all = args_has(args, OPTION_ALL_OF), ok = read_act(&a, err);
	size_t n = args->n_words - (a.worker ? 1 : 0);

	if (ok && (all ? n != 0 : n == 0))
		ok = error_set(err, ERROR_USAGE, _("allocate: name the cases, then the worker (--help says more)"));
	if (ok && a.plain && !all && n == 1 && !args_has(args, OPTION_DRY_RUN)) {
		ok = act_allocate(cli->desk, args->words[0], args->words[1], a.act.reason, &result, err);
		if (ok)
			recorded_print(cli, &result);
		return ok;
	}
	ok = ok && (all ? read_all_of(&a, err) : read_named(&a, n, err)) &&
	     (args_has(args, OPTION_DRY_RUN) ? say_effect(&a, err) : decide(&a, err));
	board_free(a.all);
	free(a.references);
	free(a.targets);
	return ok;
}
