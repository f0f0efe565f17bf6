# The program that reads files of others; caseclock starts it and reads rows from a pipe.
noinst_LIBRARIES += src/exchange/libexchange.a
src_exchange_libexchange_a_SOURCES = \
	src/exchange/choice.c src/exchange/choice.h \
	src/exchange/confine.c src/exchange/confine.h \
	src/exchange/csv.c src/exchange/csv.h src/exchange/csv_sink.h \
	src/exchange/csv_row.c src/exchange/csv_row.h \
	src/exchange/csv_sniff.c src/exchange/csv_sniff.h \
	src/exchange/heading.c src/exchange/heading.h \
	src/exchange/map.c src/exchange/map.h src/exchange/map_inner.h \
	src/exchange/map_list.c src/exchange/map_make.c \
	src/exchange/map_text.c src/exchange/map_text.h \
	src/exchange/read_csv.c src/exchange/read_csv.h

pkglibexec_PROGRAMS += src/exchange/caseclock-exchange
src_exchange_caseclock_exchange_SOURCES = src/exchange/main.c
src_exchange_caseclock_exchange_LDADD = src/exchange/libexchange.a src/base/libbase.a $(LTLIBINTL)
