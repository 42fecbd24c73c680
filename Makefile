# Postern: build, run, test, install.  GNU make, one file, no recursion into
# folders.  BUILD=debug|release|asan|fuzz and CC=gcc|clang stand side by side
# under build/.  HACKING.md lists the targets.

BUILD	?= debug
ifeq ($(origin CC),default)
CC	:= $(if $(filter fuzz,$(BUILD)),clang,gcc)
endif
CLANG	:= $(findstring clang,$(notdir $(CC)))
B	:= build/$(BUILD)$(if $(filter-out fuzz,$(BUILD)),$(CLANG:%=-%))
GEN	:= build/gen
PREFIX	?= /usr/local
VERSION	:= 0.1

# -- compiler ---------------------------------------------------------------

LAYERS	:= base record store model own web format
CSTD	:= -std=c17 -D_GNU_SOURCE -iquote lib $(LAYERS:%=-iquote lib/%) \
	-iquote $(GEN) -isystem /usr/include/libxml2
WARN	:= -Wall -Wextra -Werror -Wshadow -Wconversion -Wno-sign-conversion \
	-Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings -Wvla \
	-Wformat=2 -Wnull-dereference
X86	:= $(filter x86_64,$(shell uname -m))

CFLAGS_debug	:= -O0 -g3
CFLAGS_asan	:= -O1 -g -fno-omit-frame-pointer \
	-fsanitize=address,undefined -fno-sanitize-recover=all
CFLAGS_fuzz	:= $(CFLAGS_asan) -fsanitize=fuzzer-no-link
CFLAGS_cover	:= -O0 -g --coverage
CFLAGS_release	:= -O2 -g -fstack-protector-strong \
	-fstack-clash-protection $(X86:%=-fcf-protection=full) -fPIE \
	-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=$(if $(CLANG),2,3) \
	-fno-strict-overflow -fno-delete-null-pointer-checks \
	$(if $(CLANG),,-ftrivial-auto-var-init=zero)
LDFLAGS_asan	:= -fsanitize=address,undefined
LDFLAGS_fuzz	:= $(LDFLAGS_asan)
LDFLAGS_cover	:= --coverage
LDFLAGS_release	:= -pie -Wl,-z,relro,-z,now,-z,noexecstack

ALLCFLAGS = $(CSTD) $(WARN) $(CFLAGS_$(BUILD)) $(CFLAGS)
# V=1 shows whole commands.
Q	  = $(if $(V),,@echo "  $B $(@F)";)
COMPILE	  = $Q$(CC) $(ALLCFLAGS) -MMD -MP -c -o $@ $<
LINK	  = $Q$(CC) $(ALLCFLAGS) -o $@ $1 -Wl,--start-group $2 \
	-Wl,--end-group $(LDFLAGS_$(BUILD)) -Wl,--as-needed $(LDFLAGS) $3

# A page program starts for each request, so in release it is fully static.
PAGE_LIBS := $(if $(filter release,$(BUILD)),-static) \
	-ldb -lsodium -lcrypt -lutf8proc -lpthread
TOOL_LIBS := -ldb -lsodium -lcrypt -lutf8proc -lcsv -lxml2 -lpthread

# -- sources ----------------------------------------------------------------

objs	= $(patsubst %.c,$B/%.o,$(sort $(wildcard $1/*.c)))
arch	= $(patsubst %,$B/lib/%.a,$1)
GENERATED := icons
LIBS	:= $(call arch,$(LAYERS))
PROGS	:= $(if $(wildcard cgi-bin/erp/*.c),$B/erp/erp.cgi) \
	$(if $(wildcard cgi-bin/portal/*.c),$B/portal/portal.cgi) \
	$(if $(wildcard sync/*.c),$B/postern)
UNIT	:= $(patsubst %.c,$B/%,$(wildcard tests/unit/*.c))
STORM	:= $(patsubst %.c,$B/%,$(wildcard tests/storm/*.c))
FUZZ	:= $(patsubst %.c,$B/%,$(wildcard tests/fuzz/*.c))
FOLDERS	:= $(LAYERS:%=lib/%) cgi-bin/erp cgi-bin/portal sync
TFOLDERS := tests/lib tests/unit tests/storm tests/fuzz tests/bench
ALLC	:= $(wildcard $(foreach d,$(FOLDERS) $(TFOLDERS),$d/*.c $d/*.h))
VERSIONED := $(patsubst %.c,$B/%.o,$(if $(ALLC),$(shell \
	grep -l STATIC_VERSION $(filter %.c,$(ALLC)) /dev/null)))

all: programs unit
programs: $(LIBS) $(PROGS) htdocs
	@if [ $(BUILD) = release ]; then ln -sfn $(B:build/%=%)/postern build/postern; fi
unit: $(UNIT) $(STORM)

define archive
$B/lib/$1.a: $(call objs,lib/$1) $(if $(filter web,$1),$(GENERATED:%=$B/gen/%.o))
endef
$(foreach l,$(LAYERS),$(eval $(call archive,$l)))
$(LIBS):
	@mkdir -p $(@D); rm -f $@
	@$(AR) rcs $@ $^
$B/tests/lib.a: $(call objs,tests/lib)
	@mkdir -p $(@D); rm -f $@
	@$(AR) rcs $@ $^

ERP	:= $(call objs,cgi-bin/erp) $(call arch,$(filter-out own,$(LAYERS)))
PORTAL	:= $(call objs,cgi-bin/portal) $(call arch,$(filter-out format,$(LAYERS)))
TOOL	:= $(call objs,sync) $(call arch,$(filter-out own,$(LAYERS)))
$B/erp/erp.cgi: $(ERP)
	@mkdir -p $(@D)
	$(call LINK,$(filter %.o,$^),$(filter %.a,$^),$(PAGE_LIBS))
$B/portal/portal.cgi: $(PORTAL)
	@mkdir -p $(@D)
	$(call LINK,$(filter %.o,$^),$(filter %.a,$^),$(PAGE_LIBS))
$B/postern: $(TOOL)
	$(call LINK,$(filter %.o,$^),$(filter %.a,$^),$(TOOL_LIBS))
$(UNIT) $(STORM): %: %.o $B/tests/lib.a $(LIBS)
	$(call LINK,$<,$(filter %.a,$^),$(TOOL_LIBS) -lcmocka)
$(FUZZ): %: %.o $B/tests/lib.a $(LIBS)
	$(call LINK,$<,$(filter %.a,$^),$(TOOL_LIBS) -fsanitize=fuzzer)

$B/%.o: %.c | $(GEN)/static_version.h
	@mkdir -p $(@D)
	$(COMPILE)
$B/gen/%.o: $(GEN)/%.c
	@mkdir -p $(@D)
	$(COMPILE)
$(VERSIONED): CSTD += -include $(GEN)/static_version.h
-include $(shell find $B -name '*.d' 2>/dev/null)

# -- generated --------------------------------------------------------------

$(GEN)/icons.c: lib/web/icons.awk $(sort $(wildcard data/icons/*.svg))
	@mkdir -p $(@D)
	$Qawk -f lib/web/icons.awk $(filter %.svg,$^) >$@.new && mv $@.new $@
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

clean:
	rm -rf build

FORCE:
.DELETE_ON_ERROR:
.SECONDARY:
.PHONY: all programs unit htdocs clean FORCE
