#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "base/i18n.h"
#include "base/str.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/policy_try.h"
#include "cli/tools.h"
#include "core/keep.h"
#include "policy/bundle.h"

bool folder_policy_open(struct folder_policy *read, const char *folder, struct cli *cli, struct error *err)
{
	struct bundle bundle;
	*read = (struct folder_policy){0};
	if (!bundle_read(&bundle, folder, err))
		return false;
	read->names = names_new();
	read->policy = policy_parse(&bundle, read->names, cli ? folder_complaint : NULL, cli, err);
	bundle_done(&bundle);
	if (read->policy)
		return true;
	folder_policy_done(read);
	return false;
}

void folder_policy_done(struct folder_policy *read)
{
	policy_free(read->policy);
	names_free(read->names);
	*read = (struct folder_policy){0};
}

void folder_complaint(void *arg, const char *file, int line, const char *text)
{
	struct str_buf all = {0};
	str_addf(&all, "%s:%d: %s", file, line, text);
	cli_line(arg, all.text);
	str_done(&all);
}

/* The folder that is named as word number `word`, else -p, else the installed one. Owned. */
static char *folder_named(const struct cli *cli, size_t word)
{
	if (cli->args->n_words > word) {
		struct str_buf folder = {0};
		str_add(&folder, cli->args->words[word]);
		return str_take(&folder);
	}
	return cli_policy_folder(cli);
}

static bool policy_check(struct cli *cli, struct error *err)
{
	struct folder_policy read;
	char *folder = folder_named(cli, 1);
	bool ok = args_words(cli->args, 1, 2, err) && folder_policy_open(&read, folder, cli, err);
	if (ok) {
		cli_say(cli, _("%s: no mistake was found"), folder);
		folder_policy_done(&read);
	}
	free(folder);
	return ok;
}

/* `show [DIR] [NAME]`: a word that is a folder is where to read; without one the database is
 * shown where there is one. */
static bool policy_show_any(struct cli *cli, struct error *err)
{
	const struct args *args = cli->args;
	struct stat there;
	bool folder_given = args->n_words > 1 && stat(args->words[1], &there) == 0 && S_ISDIR(there.st_mode);
	size_t name = folder_given ? 2 : 1;
	const char *what = args->n_words > name ? args->words[name] : NULL;
	if (!args_words(args, 1, name + 1, err))
		return false;
	if (!folder_given && !args_has(args, OPTION_POLICY) && cli_has_database(cli)) {
		const struct practice *practice = cli_open(cli, err) ? desk_practice(cli->desk, err) : NULL;
		return practice && policy_show(practice->newest, what, cli_keep_line, cli, err);
	}
	struct folder_policy read;
	char *folder = folder_given ? folder_named(cli, 1) : cli_policy_folder(cli);
	bool ok = folder_policy_open(&read, folder, NULL, err);
	if (ok) {
		ok = policy_show(read.policy, what, cli_keep_line, cli, err);
		folder_policy_done(&read);
	}
	free(folder);
	return ok;
}

static bool policy_diff_any(struct cli *cli, struct error *err)
{
	struct folder_policy read;
	if (!args_words(cli->args, 1, 2, err) || !cli_open(cli, err))
		return false;
	const struct practice *practice = desk_practice(cli->desk, err);
	char *folder = folder_named(cli, 1);
	bool ok = practice && folder_policy_open(&read, folder, NULL, err);
	if (ok) {
		policy_diff(practice->newest, read.policy, cli_keep_line, cli);
		folder_policy_done(&read);
	}
	free(folder);
	return ok;
}

static bool policy_apply(struct cli *cli, struct error *err)
{
	int64_t moved = 0;
	bool dry = args_has(cli->args, OPTION_DRY_RUN);
	char *folder = folder_named(cli, 1);
	bool ok = args_words(cli->args, args_has(cli->args, OPTION_POLICY) ? 1 : 2, 2, err) &&
		  cli_open(cli, err) &&
		  keep_policy_apply(cli->desk, folder, dry, cli_keep_line, cli, &moved, err);
	if (ok)
		cli_say(cli,
			dry ? ngettext("%s: %lld clock would move", "%s: %lld clocks would move",
				       (unsigned long)moved)
			    : ngettext("%s: applied; %lld clock moved", "%s: applied; %lld clocks moved",
				       (unsigned long)moved),
			folder, (long long)moved);
	free(folder);
	return ok;
}

bool run_policy(struct cli *cli, struct error *err)
{
	static const struct {
		const char *name;
		command_run *run;
	} verbs[] = {
		{"check", policy_check}, {"show", policy_show_any}, {"diff", policy_diff_any},
		{"apply", policy_apply}, {"try", policy_try},
	};
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		if (!strcmp(cli->args->words[0], verbs[i].name))
			return verbs[i].run(cli, err);
	return error_set(err, ERROR_USAGE, _("%s: policy can check, show, diff, apply and try"),
			 cli->args->words[0]);
}
