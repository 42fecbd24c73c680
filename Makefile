# Postern: build, run, test, install.  GNU make, one file, no recursion into
# folders.  BUILD=debug|release|asan|fuzz and CC=gcc|clang stand side by side
# under build/.  V=1 shows whole commands.

BUILD	?= debug
ifeq ($(origin CC),default)
CC	:= $(if $(filter fuzz,$(BUILD)),clang,gcc)
endif
CLANG	:= $(findstring clang,$(notdir $(CC)))
WITH	:= $(if $(filter-out fuzz,$(BUILD)),$(CLANG:%=-%))
B	:= build/$(BUILD)$(WITH)
GEN	:= build/gen
PREFIX	?= /usr/local

LAYERS	:= base record store model own web format center print
# Pango's headers stand in folders of their own, as those of GLib do.
PANGO	:= $(shell pkg-config --cflags-only-I pangocairo 2>/dev/null)
PANGO_FLAGS := $(PANGO:-I%=-isystem %)
CSTD	:= -std=c17 -D_GNU_SOURCE -iquote lib $(LAYERS:%=-iquote lib/%) \
	-iquote $(GEN) -isystem /usr/include/libxml2 $(PANGO_FLAGS)
WARN	:= -Wall -Wextra -Werror -Wshadow -Wconversion -Wno-sign-conversion \
	-Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings -Wvla \
	-Wformat=2 -Wnull-dereference
X86	:= $(filter x86_64,$(shell uname -m))

CFLAGS_debug	:= -O0 -g3
CFLAGS_asan	:= -O1 -g -fno-omit-frame-pointer \
	-fsanitize=address,undefined -fno-sanitize-recover=all
CFLAGS_fuzz	:= $(CFLAGS_asan) -fsanitize=fuzzer-no-link
CFLAGS_analyze	:= -O2 -fanalyzer
CFLAGS_cover	:= -O0 -g --coverage
CFLAGS_release	:= -O2 -g -fstack-protector-strong \
	-fstack-clash-protection $(X86:%=-fcf-protection=full) -fPIE \
	-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=$(if $(CLANG),2,3) \
	-fno-strict-overflow -fno-delete-null-pointer-checks \
	$(if $(CLANG),,-ftrivial-auto-var-init=zero)
# The run-time library linked in halves the cost of a start.
LDFLAGS_asan	:= -fsanitize=address,undefined -no-pie \
	$(if $(CLANG),,-static-libasan -static-libubsan)
LDFLAGS_fuzz	:= $(LDFLAGS_asan)
LDFLAGS_cover	:= --coverage
LDFLAGS_release	:= -Wl,-z,relro,-z,now,-z,noexecstack

ALLCFLAGS = $(CSTD) $(WARN) $(CFLAGS_$(BUILD)) $(CFLAGS)
Q	  = $(if $(V),,@echo "  $B $(@F)";)
COMPILE	  = $Q$(CC) $(ALLCFLAGS) -MMD -MP -c -o $@ $<
LINK	  = $Q$(CC) $(ALLCFLAGS) -o $@ $1 -Wl,--start-group $2 \
	-Wl,--end-group $(LDFLAGS_$(BUILD)) -Wl,--as-needed $(LDFLAGS) $3

# A page program starts for each request, so in release it is fully static:
# half the time of a dynamic one; a static-pie start took 5 % more again.
# libdb's replication, never called, makes the linker warn of getaddrinfo.
# Mapping memory is what a page costs, so the code it runs through stands
# together (order.ld), and one mapping holds code and constants: what can be
# written still cannot be run.  A program is copied in one piece, because as it
# was written it stays in the kernel's memory: the beginning of a page program
# as one huge page, which every process then maps at once.
IS_RELEASE := $(filter release,$(BUILD))
STATIC	:= $(IS_RELEASE:release=-static -Wl,--no-warnings)
ORDER	:= $(IS_RELEASE:release=-Wl,-T,cgi-bin/order.ld,-z,noseparate-code)
PAGE_LIBS := $(STATIC) $(ORDER) -ldb -lsodium -lcrypt -lutf8proc -lpthread
TOOL_LIBS := $(if $(IS_RELEASE),-pie) \
	-ldb -lsodium -lcrypt -lutf8proc -lcsv -lxml2 -lxlsxwriter -lpthread \
	-lpangocairo-1.0 -lpango-1.0 -lgobject-2.0 -lglib-2.0 -lcairo \
	-lfontconfig -lqrencode -lcurl -ljansson -loath

WHOLE	= dd if=$1 of=$2.new bs=32M status=none && chmod 755 $2.new && \
	mv $2.new $2

objs	= $(patsubst %.c,$B/%.o,$(sort $(wildcard $1/*.c)))
arch	= $(patsubst %,$B/lib/%.a,$1)
GENERATED := icons maps
LIBS	:= $(call arch,$(LAYERS))
PROGS	:= $(if $(wildcard cgi-bin/erp/*.c),$B/erp/erp.cgi) \
	$(if $(wildcard cgi-bin/portal/*.c),$B/portal/portal.cgi) \
	$(if $(wildcard cgi-bin/exchange/*.c),$B/erp/erp-exchange.cgi) \
	$(if $(wildcard cgi-bin/document/*.c),$B/erp/erp-document.cgi) \
	$(if $(wildcard cgi-bin/portaldocument/*.c),$B/portal/portal-document.cgi) \
	$(if $(wildcard cgi-bin/portalpay/*.c),$B/portal/portal-pay.cgi) \
	$(if $(wildcard cgi-bin/portalshop/*.c),$B/portal/portal-shop.cgi) \
	$(if $(wildcard cgi-bin/portalcompany/*.c),$B/portal/portal-company.cgi) \
	$(if $(wildcard cgi-bin/paycallback/*.c),$B/portal/portal-callback.cgi) \
	$(if $(wildcard cgi-bin/access/*.c),$B/erp/erp-access.cgi) \
	$(if $(wildcard cgi-bin/portalaccess/*.c),$B/portal/portal-access.cgi) \
	$(if $(wildcard sync/*.c),$B/postern $B/postern-print)
each	= $(patsubst %.c,$B/%,$(wildcard $1/*.c))
UNIT	:= $(call each,tests/unit) $(call each,tests/storm) \
	$(call each,tests/books) $(call each,tests/matrix) \
	$(call each,tests/cgi)
FUZZ	:= $(call each,tests/fuzz)
FOLDERS	:= $(LAYERS:%=lib/%) cgi-bin/erp cgi-bin/exchange cgi-bin/document \
	cgi-bin/portal cgi-bin/portaldocument cgi-bin/portalpay \
	cgi-bin/portalshop cgi-bin/portalcompany cgi-bin/paycallback \
	cgi-bin/access cgi-bin/portalaccess sync
TFOLDERS := tests/lib tests/unit tests/storm tests/books tests/fuzz tests/bench \
	tests/matrix tests/cgi
ALLC	:= $(wildcard $(foreach d,$(FOLDERS) $(TFOLDERS),$d/*.c $d/*.h))
VERSIONED := $(patsubst %.c,$B/%.o,$(if $(ALLC),$(shell \
	grep -l STATIC_VERSION $(filter %.c,$(ALLC)) /dev/null)))

all: programs unit
programs: $(LIBS) $(PROGS) htdocs
	$(if $(IS_RELEASE),@ln -sfn release$(WITH)/postern build/postern)
unit: $(UNIT)

# A folder is newer than its archive when a file was removed.
$(foreach l,$(LAYERS:%=lib/%) tests/lib,$(eval $B/$l.a: \
	$(call objs,$l) $(wildcard $l)))
$B/lib/web.a: $B/gen/icons.o
$B/lib/format.a: $B/gen/maps.o
$(LIBS) $B/tests/lib.a $B/lib/shell.a $B/lib/portalshell.a:
	@mkdir -p $(@D); rm -f $@
	@$(AR) rcs $@ $(filter %.o,$^)

program	= $1: $(call objs,$2) $(call arch,$(filter-out $3,$(LAYERS)))
# The frames of the sites, for their programs; each has a main.c of its own.
SHELL_OBJS := $(filter-out %/main.o,$(call objs,cgi-bin/erp))
PORTALSHELL_OBJS := $(filter-out %/main.o,$(call objs,cgi-bin/portal))
$(eval $(call program,$B/erp/erp.cgi,cgi-bin/erp,own center print))
$(eval $(call program,$B/erp/erp-exchange.cgi,cgi-bin/exchange,own center print))
$(eval $(call program,$B/erp/erp-document.cgi,cgi-bin/document,own center))
$(eval $(call program,$B/erp/erp-access.cgi,cgi-bin/access,own center))
$B/erp/erp-exchange.cgi $B/erp/erp-document.cgi $B/erp/erp-access.cgi: \
	$B/lib/shell.a
$B/lib/shell.a: $(SHELL_OBJS) $(wildcard cgi-bin/erp)
$(eval $(call program,$B/portal/portal.cgi,cgi-bin/portal,format center print))
$(eval $(call program,$B/portal/portal-document.cgi,cgi-bin/portaldocument,center))
$B/portal/portal-document.cgi: $B/lib/portalshell.a \
	$B/cgi-bin/document/give.o $B/cgi-bin/document/archive.o
$(eval $(call program,$B/portal/portal-pay.cgi,cgi-bin/portalpay,format))
$B/portal/portal-pay.cgi: $B/lib/portalshell.a
$(eval $(call program,$B/portal/portal-shop.cgi,cgi-bin/portalshop,format center print))
$B/portal/portal-shop.cgi: $B/lib/portalshell.a
$(eval $(call program,$B/portal/portal-company.cgi,cgi-bin/portalcompany,format center print))
$B/portal/portal-company.cgi: $B/lib/portalshell.a
$(eval $(call program,$B/portal/portal-access.cgi,cgi-bin/portalaccess,center))
$B/portal/portal-access.cgi: $B/lib/portalshell.a $B/cgi-bin/access/code.o
$B/lib/portalshell.a: $(PORTALSHELL_OBJS) $(wildcard cgi-bin/portal)
$(eval $(call program,$B/portal/portal-callback.cgi,cgi-bin/paycallback,own web format print))
# The command in two programs: what draws, and loads much for it, is apart.
DRAWS	:= sync/document.c $(wildcard sync/mail*.c sync/night*.c)
$B/postern: $(filter-out $(DRAWS:%.c=$B/%.o),$(call objs,sync)) \
	$(call arch,$(filter-out own center print,$(LAYERS)))
$B/postern-print: $(filter-out $B/sync/apart.o,$(call objs,sync)) \
	$(call arch,$(filter-out own center,$(LAYERS)))
$B/postern $B/postern-print $B/erp/erp-exchange.cgi $B/erp/erp-document.cgi \
$B/portal/portal-document.cgi $B/portal/portal-pay.cgi \
$B/portal/portal-callback.cgi $B/erp/erp-access.cgi \
$B/portal/portal-access.cgi: PAGE_LIBS = $(TOOL_LIBS)
$B/erp/erp.cgi $B/portal/portal.cgi $B/portal/portal-shop.cgi \
$B/portal/portal-company.cgi: \
	cgi-bin/order.ld
$(PROGS):
	@mkdir -p $(@D)
	$(call LINK,$(filter %.o,$^),$(filter %.a,$^),$(PAGE_LIBS))
	@$(call WHOLE,$@,$@)
$(UNIT) $(FUZZ): %: %.o $B/tests/lib.a $(LIBS)
	$(call LINK,$<,$(filter %.a,$^),$(TOOL_LIBS) \
	  $(if $(filter $(FUZZ),$@),-fsanitize=fuzzer,-lcmocka))

$B/%.o: %.c | $(GEN)/static_version.h
	@mkdir -p $(@D)
	$(COMPILE)
$B/gen/%.o: $(GEN)/%.c
	@mkdir -p $(@D)
	$(COMPILE)
$B/lib/base/badwords.o: data/common-passwords.txt
$B/lib/format/country.o: data/countries.tsv
$B/lib/format/ublcodes.o: data/codes.txt
$B/sync/demopictures.o: $(wildcard data/pictures/*.png)
$B/sync/embedded.o: apache/postern-portal.conf.in htdocs/common/logo-portal.svg
$(VERSIONED): CSTD += -include $(GEN)/static_version.h
-include $(shell find $B -name '*.d' 2>/dev/null)

$(GEN)/icons.c: lib/web/icons.awk $(sort $(wildcard data/icons/*.svg))
	@mkdir -p $(@D)
	$Qawk -f lib/web/icons.awk $(filter %.svg,$^) >$@.new && mv $@.new $@
$(GEN)/maps.c: lib/format/maps.awk $(sort $(wildcard data/maps/*.map))
	@mkdir -p $(@D)
	$Qawk -f lib/format/maps.awk $(filter %.map,$^) >$@.new && mv $@.new $@
# Written only when the contents of htdocs/ change.
$(GEN)/static_version.h: FORCE
	@mkdir -p $(@D)
	@v=$$(find htdocs -type f ! -name '*.md' 2>/dev/null | LC_ALL=C sort | \
	  xargs -r sha256sum | sha256sum | cut -c1-12); \
	l="#define STATIC_VERSION \"$$v\""; \
	[ "$$(cat $@ 2>/dev/null)" = "$$l" ] || echo "$$l" >$@
htdocs: $(GEN)/static_version.h
	@cmp -s $< build/htdocs/.version || { rm -rf build/htdocs.new && \
	  mkdir build/htdocs.new && cp -R htdocs/. build/htdocs.new 2>/dev/null; \
	  find build/htdocs.new -name '*.md' -delete && cp $< build/htdocs.new/.version && \
	  rm -rf build/htdocs && mv build/htdocs.new build/htdocs; }


SERVED	:= $(if $(filter file,$(origin BUILD)),release,$(BUILD))
build	= @$(MAKE) -s -j$(shell nproc) BUILD=$1
export RUN ERP_PORT PORTAL_PORT DEMO MINUTES FUZZTIME

deps:
	@tests/tools/deps.sh run
run start: deps
	$(call build,$(SERVED)) programs
	@BUILD=$(SERVED)$(WITH) exec apache/serve $@
stop: ; @apache/serve stop
test:
	@tests/tools/deps.sh test
	$(call build,release) all
	$(call build,asan) all
	@TEST_BUILDS="release$(WITH) asan$(WITH)" tests/run
storm:
	$(call build,release) all
	@MINUTES=$${MINUTES:-10} tests/run storm
bench:
	@tests/tools/deps.sh bench
	$(call build,release) programs build/release/tests/bench/empty \
	  build/release/tests/bench/parse
	@tests/bench/bench.sh
golden:
	$(call build,release) all
	GOLDEN=rewrite TEST_BUILDS=release tests/run unit cgi sync; git diff --stat -- tests
cover:
	$(call build,cover) all
	@tests/tools/cover.sh
fuzz:
	$(call build,fuzz) fuzzers
	@tests/tools/fuzz.sh $(FUZZ_ONLY)
fuzzers: $(FUZZ)
$B/tests/bench/empty: $B/tests/bench/empty.o
	$(call LINK,$<,,$(STATIC))
$B/tests/bench/parse: $B/tests/bench/parse.o $(LIBS)
	$(call LINK,$<,$(filter %.a,$^),$(TOOL_LIBS))
check-layers:
	@tests/tools/check-layers.sh --self-test
	@tests/tools/check-layers.sh
check-headers: $(GEN)/static_version.h
	@tests/tools/check-headers.sh --self-test
	@tests/tools/check-headers.sh $(CC) $(CSTD) $(WARN)
fmt:
	@clang-format -i $(ALLC)
fmt-check:
	@! clang-format --dry-run $(ALLC) 2>&1 | grep ': warning:'
lint: $(GEN)/static_version.h $(GENERATED:%=$(GEN)/%.c)
	$(call build,analyze) programs
	@tests/tools/lint.sh all $(CSTD)
distcheck:
	@tests/tools/distcheck.sh

D	= $(DESTDIR)$(PREFIX)
SHARE	= $D/share/postern
install:
	$(call build,release) programs
	install -d $D/bin $D/lib/postern/erp $D/lib/postern/portal $(SHARE)/apache
	install -m 755 build/release/postern $D/bin/postern
	install -m 755 build/release/postern-print $D/lib/postern/postern-print
	for p in $(patsubst $B/%,%,$(filter %.cgi,$(PROGS))); do \
	  $(call WHOLE,build/release/$$p,$D/lib/postern/$$p) || exit; done
	install -m 644 apache/postern-erp.conf.in apache/postern-portal.conf.in $(SHARE)/apache/
	cp -R build/htdocs $(SHARE)/ && chmod -R u=rwX,go=rX $(SHARE)/htdocs
	install -D -m 644 -t $(SHARE)/maps data/maps/*.map
	install -m 644 data/postern.xsd $(SHARE)/
	for m in $(wildcard man/*.[1-8]); do \
	  install -D -m 644 $$m $D/share/man/man$${m##*.}/$${m##*/} || exit; done
	@sed -n '/^Next commands/,/^The /s/^\(Next\|   \)/\1/p' README.md
uninstall:
	rm -rf $(SHARE) $D/lib/postern $D/bin/postern
	for m in $(notdir $(wildcard man/*.[1-8])); do rm -f $D/share/man/man$${m##*.}/$$m; done
	@cd $D && rmdir -p bin lib share/man/man? share 2>/dev/null || :

clean:
	rm -rf build

FORCE:
.DELETE_ON_ERROR:
.SECONDARY:
.PHONY: all programs unit htdocs clean FORCE deps run start stop test storm \
	bench golden cover fuzz fuzzers check-layers check-headers fmt \
	fmt-check lint distcheck install uninstall
