noinst_LIBRARIES += src/store/libstore.a
src_store_libstore_a_SOURCES = \
	src/store/audit.c src/store/audit.h \
	src/store/backup.c src/store/backup.h \
	src/store/board.c src/store/board.h \
	src/store/cases.c src/store/cases.h \
	src/store/catalogue.c src/store/catalogue.h \
	src/store/check.c \
	src/store/clocklists.c \
	src/store/clocks.c src/store/clocks.h \
	src/store/connect.c src/store/connect.h \
	src/store/counts.c \
	src/store/db.c src/store/db.h src/store/db_reason.c src/store/db_reason.h \
	src/store/desk.c \
	src/store/env.h \
	src/store/events.c src/store/events.h \
	src/store/file.c src/store/file.h \
	src/store/files.c \
	src/store/handover.c src/store/handover.h \
	src/store/inner.h \
	src/store/joined.c src/store/joined.h \
	src/store/manifest.c src/store/manifest.h \
	src/store/migrate.c src/store/migrate.h \
	src/store/namekeys.c src/store/namekeys.h \
	src/store/open.c \
	src/store/people.c src/store/people.h \
	src/store/plan_rows.c \
	src/store/policies.c \
	src/store/readers.h \
	src/store/restore.c \
	src/store/rowhash.c src/store/rowhash.h \
	src/store/rows.h \
	src/store/schema.c src/store/schema.h \
	src/store/schemahash.c src/store/schemahash.h \
	src/store/search.c src/store/search.h \
	src/store/store.h \
	src/store/text.c src/store/text.h \
	src/store/tally.c src/store/tally.h \
	src/store/transitions.c \
	src/store/verify.c \
	src/store/week.c src/store/week.h
