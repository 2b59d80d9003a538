// SPDX-License-Identifier: BSL-1.0
// Whatever the bytes: a ledger that is written and read again as it was, and that is undone or
// refused without losing a position.
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

namespace {

/// What tests/fuzz/corpus/ledger/chain.json is the ledger of.
pangkas::organisation simplified_chain() {
  constexpr const char* rules = R"(
[policy]
name = "fuzz"
[[select]]
rule = "echelon-III"
rank = ["III"]
[[convert]]
rule = "to-functional"
to = "Ahli Madya"
[roles]
rule = "coordinates"
kind = "coordinators"
)";
  return pangkas::simplify(fuzz::chain(), pangkas::read_policy(rules, "rules")).after;
}

std::string written(const pangkas::ledger& changes) {
  std::string text;
  pangkas::write_ledger_json(changes, [&](std::string_view part) { text += part; });
  return text;
}

}  // namespace

void fuzz::on_ledger(std::string_view input) {
  static const pangkas::organisation after = simplified_chain();
  try {
    const pangkas::ledger changes = pangkas::read_ledger(input, after, "fuzz");
    const std::string once = written(changes);
    if (written(pangkas::read_ledger(once, after, "written")) != once) std::abort();
    if (pangkas::undo(after, changes).size() != after.size()) std::abort();
  } catch (const pangkas::error&) {
  }
}
