# Transcripts: what is typed, and what it prints. See tests/cli/run.sh.
TEST_EXTENSIONS += .case
CASE_LOG_COMPILER = $(SHELL) $(top_srcdir)/tests/cli/run.sh
cli_cases = \
	tests/cli/due.case \
	tests/cli/due-vectors.case
TESTS += $(cli_cases)
EXTRA_DIST += tests/cli/run.sh $(cli_cases)
