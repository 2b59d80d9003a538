// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Any bytes are a scenario that can be applied, written and undone, or are
/// refused by an error of the library.
#include "chain.hpp"
#include "fuzzers.hpp"

#include <pangkas/error.hpp>
#include <pangkas/io/ledger.hpp>
#include <pangkas/io/presets.hpp>
#include <pangkas/io/scenario.hpp>
#include <pangkas/simplify/scenario.hpp>
#include <pangkas/simplify/undo.hpp>

#include <cstdlib>
#include <string>
#include <string_view>

namespace {

void require_same(const pangkas::organisation& a, const pangkas::organisation& b) {
  if (a.size() != b.size() || a.parts().superiors != b.parts().superiors ||
      a.parts().unresolved != b.parts().unresolved || a.parts().lines != b.parts().lines ||
      a.authorities() != b.authorities() || a.matters() != b.matters())
    std::abort();
}

}  // namespace

void fuzz::on_scenario(std::string_view input) {
  static const pangkas::organisation before = fuzz::chain();
  const std::string text(input);
  try {
    // No file of this machine is read: a scenario here names presets alone.
    const pangkas::scenario steps = pangkas::read_scenario(
        text, "input",
        [](const std::string& name) { return std::string(pangkas::preset_policy_text(name)); });
    const pangkas::simplification s = pangkas::apply(before, steps);
    require_same(before, pangkas::undo(s.after, s.changes));
    std::string written;
    pangkas::write_ledger_json(s.changes, [&](std::string_view part) { written += part; });
    const pangkas::ledger read = pangkas::read_ledger(written, s.after);
    if (read.entries.size() != s.changes.entries.size()) std::abort();
    require_same(before, pangkas::undo(s.after, read));
  } catch (const pangkas::error&) {
  }
}
