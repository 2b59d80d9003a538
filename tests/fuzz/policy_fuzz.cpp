// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Any bytes are a policy that can be applied and undone, or are refused
/// by an error of the library.
#include "chain.hpp"
#include "fuzzers.hpp"

#include <pangkas/error.hpp>
#include <pangkas/io/ledger.hpp>
#include <pangkas/io/policy.hpp>
#include <pangkas/simplify/simplify.hpp>
#include <pangkas/simplify/undo.hpp>

#include <cstdlib>
#include <string>
#include <string_view>

void fuzz::on_policy(std::string_view input) {
  static const pangkas::organisation before = fuzz::chain();
  const std::string text(input);
  try {
    pangkas::policy rules = pangkas::read_policy(text, "input");
    if (pangkas::needs_layers(rules)) pangkas::set_layers(rules, {2});
    const pangkas::simplification s = pangkas::simplify(before, rules);
    const pangkas::organisation back = pangkas::undo(s.after, s.changes);
    if (back.parts().superiors != before.parts().superiors ||
        back.authorities() != before.authorities() || back.parts().lines != before.parts().lines ||
        back.matters() != before.matters())
      std::abort();
    std::string written;
    pangkas::write_ledger_json(s.changes, [&](std::string_view part) { written += part; });
    if (pangkas::read_ledger(written, s.after).entries.size() != s.changes.entries.size())
      std::abort();
  } catch (const pangkas::error&) {
  }
}
