# House rules as scripts with messages: python3 and Universal Ctags.
PY_LOG_COMPILER = python3
LINTS = tests/lint/test_includes.py tests/lint/test_sizes.py tests/lint/test_symbols.py \
	tests/lint/test_contracts.py tests/lint/test_text.py tests/lint/test_words.py
TESTS += $(LINTS)
EXTRA_DIST += $(LINTS) tests/lint/house.py
AM_TESTS_ENVIRONMENT += top_srcdir='$(top_srcdir)'; export top_srcdir; \
	top_builddir='$(top_builddir)'; export top_builddir; CC='$(CC)'; export CC; PYTHONDONTWRITEBYTECODE=1; \
	export PYTHONDONTWRITEBYTECODE;
if SANITIZE
AM_TESTS_ENVIRONMENT += SANITIZED=1; export SANITIZED;
endif
