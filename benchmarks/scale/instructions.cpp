// SPDX-License-Identifier: BSL-1.0
#include "benchmarks/scale/commands.hpp"
#include "benchmarks/scale/read_table.hpp"

#include <pangkas/graph/command_forest.hpp>
#include <pangkas/io/presets.hpp>
#include <pangkas/simplify/simplify.hpp>
#include <pangkas/study/measures.hpp>

#include <cstddef>
#include <stdexcept>
#include <string>

namespace pangkas::benchmarks {
namespace {

std::size_t seen = 0;

}  // namespace

// Callgrind counts only inside these (--toggle-collect). Not inlined, and of plain names.
extern "C" {
__attribute__((noinline)) void pangkas_count_read(const std::string& file) {
  seen = read_table(file, 1, true).organisation.size();
}
__attribute__((noinline)) void pangkas_count_number(const organisation& org) {
  seen = command_forest(org.parts().superiors).layers();
}
__attribute__((noinline)) void pangkas_count_measure(const organisation& org) {
  const measures found = measure(org);
  keep(found);
}
__attribute__((noinline)) void pangkas_count_simplify(const organisation& org) {
  seen = simplify(org, preset_policy("id-central-2021")).converted;
}
}

json instructions_of(const std::string& subject, const std::string& file) {
  if (subject == "read") {
    pangkas_count_read(file);
    return {{"seen", seen}};
  }
  const read_result read = read_table(file, 1, true);
  if (subject == "number")
    pangkas_count_number(read.organisation);
  else if (subject == "measure")
    pangkas_count_measure(read.organisation);
  else if (subject == "simplify")
    pangkas_count_simplify(read.organisation);
  else
    throw std::invalid_argument("no such subject: " + subject);
  return {{"seen", seen}};
}

}  // namespace pangkas::benchmarks
