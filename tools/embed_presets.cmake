# SPDX-License-Identifier: BSL-1.0
# Writes the C++ source that holds the preset files.
# Usage: cmake -D source_dir=src/presets -D output=presets.cpp -P embed_presets.cmake

set(code [[
// Written by tools/embed_presets.cmake from the files in src/presets.
#include "io/embedded.hpp"

#include <array>

namespace pangkas::inline v0_1::detail {
]])

foreach(folder IN ITEMS ranks policies span_bands integrity body_rules)
  file(GLOB files ${source_dir}/${folder}/*.toml)  # GLOB sorts by name
  list(LENGTH files count)
  string(APPEND code "\nstd::span<const embedded_file> embedded_${folder}() {\n"
    "  static constexpr std::array<embedded_file, ${count}> files{{\n")
  foreach(file IN LISTS files)
    cmake_path(GET file STEM LAST_ONLY name)
    file(READ ${file} text)
    string(FIND "${text}" ")preset\"" end_of_literal)
    if(NOT end_of_literal EQUAL -1)
      message(FATAL_ERROR "${file} holds the text )preset\", which ends the C++ literal around it: "
        "change that text.")
    endif()
    string(APPEND code "      {\"${name}\", R\"preset(${text})preset\"},\n")
  endforeach()
  string(APPEND code "  }};\n  return files;\n}\n")
endforeach()

string(APPEND code "\n}  // namespace pangkas::detail\n")
file(WRITE ${output} "${code}")
