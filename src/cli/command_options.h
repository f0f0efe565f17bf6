/* The options of each command, for the table of commands; the last of each has no name. */
#ifndef CLI_COMMAND_OPTIONS_H
#define CLI_COMMAND_OPTIONS_H

#include "cli/option.h"

extern const struct option_def demo_options[],
	init_options[],
	record_options[],
	void_options[],
	merge_options[],
	replace_options[],
	list_options[],
	find_options[],
	today_options[],
	handover_options[],
	week_options[],
	supervise_options[], show_options[],
	why_options[],
	due_options[],
	allocate_options[], board_options[],
	action_options[],
	report_options[],
	import_options[],
	live_options[],
	policy_options[],
	tick_options[],
	audit_options[],
	person_options[];

#endif
