# SPDX-License-Identifier: BSL-1.0
# Writes the C++ source that holds the page of `pangkas report`.
# Usage: cmake [-D page=report.html] -D output=report_page.cpp -P embed_report.cmake
# Without a page, or with an empty one, the source says that there is none.

set(chunks "")
set(size 0)
if(page)
  file(SIZE ${page} size)
  # By bytes, so that no character of the page means anything to CMake or to the compiler.
  set(at 0)
  while(at LESS size)
    file(READ ${page} bytes OFFSET ${at} LIMIT 4096 HEX)
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" bytes "${bytes}")
    string(APPEND chunks "    \"${bytes}\"\n")
    math(EXPR at "${at} + 4096")
  endwhile()
endif()
if(size EQUAL 0)
  set(chunks "    \"\"\n")
endif()

file(WRITE ${output} "// Written by tools/embed_report.cmake from the page of src/report/page.
#include \"report/embedded_page.hpp\"

#include <string_view>

namespace pangkas::inline v0_1::detail {
namespace {

constexpr char page[] =
${chunks};

}  // namespace

std::string_view embedded_report_page() { return {page, sizeof page - 1}; }

}  // namespace pangkas::detail
")
