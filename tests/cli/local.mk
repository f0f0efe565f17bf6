# Transcripts: what is typed, and what it prints. See tests/cli/run.sh.
TEST_EXTENSIONS += .case
CASE_LOG_COMPILER = $(SHELL) $(top_srcdir)/tests/cli/run.sh
cli_cases = \
	tests/cli/action.case \
	tests/cli/away.case \
	tests/cli/board.case \
	tests/cli/complete.case \
	tests/cli/correct.case \
	tests/cli/demo.case \
	tests/cli/drill.case \
	tests/cli/due-vectors.case \
	tests/cli/due.case \
	tests/cli/extracts.case \
	tests/cli/find.case \
	tests/cli/handover.case \
	tests/cli/help.case \
	tests/cli/import.case \
	tests/cli/keep.case \
	tests/cli/list.case \
	tests/cli/merge.case \
	tests/cli/output.case \
	tests/cli/oversight.case \
	tests/cli/people.case \
	tests/cli/policy.case \
	tests/cli/quality.case \
	tests/cli/readonly.case \
	tests/cli/reasons.case \
	tests/cli/record.case \
	tests/cli/report.case \
	tests/cli/rights.case \
	tests/cli/recording.case \
	tests/cli/rows.case \
	tests/cli/several.case \
	tests/cli/subjects.case \
	tests/cli/supervise.case \
	tests/cli/tick.case \
	tests/cli/today.case \
	tests/cli/usage.case \
	tests/cli/week.case \
	tests/cli/weekly.case \
	tests/cli/welsh.case
TESTS += $(cli_cases) tests/cli/test_contacts.py tests/cli/test_bad_extracts.py tests/cli/test_extracts.py tests/cli/test_assessments.py tests/cli/test_every_event.py tests/cli/test_safe_output.py tests/cli/test_safe_screens.py
EXTRA_DIST += tests/cli/run.sh $(cli_cases) tests/cli/test_contacts.py tests/cli/test_bad_extracts.py tests/cli/test_extracts.py tests/cli/test_assessments.py tests/cli/test_every_event.py tests/cli/test_safe_output.py tests/cli/test_safe_screens.py
