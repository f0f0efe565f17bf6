noinst_LIBRARIES += src/cli/libcli.a
src_cli_libcli_a_SOURCES = \
	src/cli/action.c \
	src/cli/allocate.c \
	src/cli/board.c \
	src/cli/audit.c \
	src/cli/backup.c \
	src/cli/card.c src/cli/card.h \
	src/cli/check.c \
	src/cli/cli.h \
	src/cli/command.h \
	src/cli/command_options.c src/cli/command_options.h \
	src/cli/commands.c \
	src/cli/correct.c \
	src/cli/complete.c \
	src/cli/complete.h \
	src/cli/console.c \
	src/cli/console.h \
	src/cli/demo.c \
	src/cli/due.c \
	src/cli/export.c \
	src/cli/find.c \
	src/cli/handover.c \
	src/cli/help.c \
	src/cli/help.h \
	src/cli/import.c \
	src/cli/import_folder.c src/cli/import_folder.h \
	src/cli/init.c \
	src/cli/list.c \
	src/cli/live.c \
	src/cli/merge.c \
	src/cli/options.c \
	src/cli/options.h src/cli/option.c src/cli/option.h \
	src/cli/output.c \
	src/cli/output.h \
	src/cli/people.c \
	src/cli/policy.c \
	src/cli/policy_try.c \
	src/cli/policy_try.h \
	src/cli/record.c \
	src/cli/recorded.h \
	src/cli/report.c \
	src/cli/report_cases.c src/cli/report_weeks.c src/cli/report_cases.h \
	src/cli/run.c \
	src/cli/run.h \
	src/cli/show.c \
	src/cli/tick.c \
	src/cli/today.c \
	src/cli/unknown.c \
	src/cli/tools.c \
	src/cli/tools.h \
	src/cli/supervise.c src/cli/week.c \
	src/cli/words.c \
	src/cli/words.h \
	src/cli/why.c
