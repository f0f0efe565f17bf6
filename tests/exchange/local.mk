if HAVE_CMOCKA
AM_TESTS_ENVIRONMENT += CASECLOCK_EXCHANGE=$(abs_top_builddir)/src/exchange/caseclock-exchange; \
	export CASECLOCK_EXCHANGE;

exchange_tests = tests/exchange/test_csv tests/exchange/test_frame tests/exchange/test_confine \
	tests/exchange/test_program tests/exchange/test_map tests/exchange/test_value tests/exchange/test_read \
	tests/exchange/test_shipped
check_PROGRAMS += $(exchange_tests)
TESTS += $(exchange_tests)

tests_exchange_test_csv_SOURCES = tests/exchange/test_csv.c \
	tests/exchange/transcript.c tests/exchange/transcript.h
tests_exchange_test_csv_LDADD = src/exchange/libexchange.a src/base/libbase.a $(CMOCKA_LIBS) $(LTLIBINTL)

tests_exchange_test_frame_SOURCES = tests/exchange/test_frame.c
tests_exchange_test_frame_LDADD = src/base/libbase.a $(CMOCKA_LIBS) $(LTLIBINTL)

tests_exchange_test_confine_SOURCES = tests/exchange/test_confine.c
tests_exchange_test_confine_LDADD = src/exchange/libexchange.a $(CMOCKA_LIBS)

tests_exchange_test_map_SOURCES = tests/exchange/test_map.c tests/base/whole.c tests/base/whole.h
tests_exchange_test_map_LDADD = src/exchange/libexchange.a src/base/libbase.a $(CMOCKA_LIBS) $(LTLIBINTL)

tests_exchange_test_value_SOURCES = tests/exchange/test_value.c
tests_exchange_test_value_LDADD = src/exchange/libexchange.a src/base/libbase.a $(CMOCKA_LIBS) $(LTLIBINTL)

tests_exchange_test_read_SOURCES = tests/exchange/test_read.c tests/exchange/book.c tests/exchange/book.h \
	tests/exchange/mapped.c tests/exchange/mapped.h
tests_exchange_test_read_LDADD = src/exchange/libexchange.a src/base/libbase.a $(CMOCKA_LIBS) \
	$(EXCHANGE_LIBS) $(LTLIBINTL)

tests_exchange_test_shipped_SOURCES = tests/exchange/test_shipped.c tests/base/whole.c tests/base/whole.h \
	tests/exchange/mapped.c tests/exchange/mapped.h
tests_exchange_test_shipped_LDADD = src/exchange/libexchange.a src/base/libbase.a $(CMOCKA_LIBS) \
	$(EXCHANGE_LIBS) $(LTLIBINTL)

tests_exchange_test_program_SOURCES = tests/exchange/test_program.c src/core/exchange.c \
	tests/exchange/book.c tests/exchange/book.h
tests_exchange_test_program_LDADD = src/base/libbase.a $(CMOCKA_LIBS) $(LTLIBINTL)
endif
